package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// An impactField is one measure of what the policy means for a person.
type impactField struct {
	lang.Field
	of func(r *row) lang.Value
}

// impactFields are the impact.* of rules, in the order of the scope.
var impactFields = []impactField{
	told(lang.DecimalKind, "before", "调整前月待遇", func(o *policy.Outcome) lang.Value { return o.Before }),
	told(lang.DecimalKind, "after", "调整后月待遇", impactAfter),
	told(lang.DecimalKind, "delta", "月增减额", func(o *policy.Outcome) lang.Value { return lang.DecimalOf(o.Delta) }),
	told(lang.DecimalKind, "rate", "增减幅度", impactRate),
	told(lang.DecimalKind, "arrears", "补发总额", func(o *policy.Outcome) lang.Value { return lang.DecimalOf(o.Arrears) }),
	told(lang.Int, "months", "补发月数", func(o *policy.Outcome) lang.Value { return lang.IntOf(o.Months) }),
	told(lang.Bool, "in_scope", "在适用范围内", func(o *policy.Outcome) lang.Value { return lang.BoolOf(o.Status != policy.OutOfScope) }),
	told(lang.Bool, "gains", "有增加", func(o *policy.Outcome) lang.Value { return lang.BoolOf(o.Delta > 0) }),
	{
		lang.Field{Name: "impact.status", Kind: lang.String, Label: "适用结果", Enum: statusCodes()},
		func(r *row) lang.Value { return lang.StringOf(r.outcome.Status.String()) },
	},
	{lang.Field{Name: "impact.missing", Kind: lang.Strings, Label: "无法判定的原因"}, (*row).wanting},
}

// told makes a measure that is unknown of a person of whom the policy cannot be
// told. Every other unknown, too, stands under the measure's own name: what is
// behind it, [row.deciders] finds.
func told(kind lang.Kind, name, label string, of func(o *policy.Outcome) lang.Value) impactField {
	name = "impact." + name
	return impactField{lang.Field{Name: name, Kind: kind, Label: label}, func(r *row) lang.Value {
		if r.outcome.Status == policy.CannotTell {
			return lang.Unknown(name)
		}
		v := of(&r.outcome)
		if _, failed := v.Fault(); !failed && !v.Known() {
			return lang.Unknown(name)
		}
		return v
	}}
}

// wanting says in Chinese why a person cannot be told of: the labels of the
// fields to fill in, and what failed. Of everybody else it is an empty list.
func (r *row) wanting() lang.Value {
	words := []string{}
	for _, name := range r.outcome.Missing {
		words = append(words, r.a.group.layout.label(name))
	}
	for _, reason := range r.outcome.Reasons {
		words = append(words, reason.Message.ZH)
	}
	return lang.StringsOf(words)
}

// impactAfter lets what is paid stand where the policy changes nothing.
func impactAfter(o *policy.Outcome) lang.Value {
	if o.Status == policy.OutOfScope {
		return o.Before
	}
	return o.After
}

// impactRate is what changes over what was paid.
func impactRate(o *policy.Outcome) lang.Value {
	if o.Delta == 0 {
		return lang.DecimalOf(0)
	}
	if !o.Before.Known() {
		return o.Before
	}
	before, _ := o.Before.Decimal()
	rate, err := o.Delta.Div(before)
	if err != nil {
		return lang.Failed(source.Fault{
			Message: source.Say("there is no rate over what was paid before: %s", "无法以调整前待遇计算增幅：%s", o.Before),
			Hint:    source.Say("compare impact.delta instead", "请改用 impact.delta 比较"),
		})
	}
	return lang.DecimalOf(rate)
}

func statusCodes() []lang.Code {
	var codes []lang.Code
	for s := policy.Affected; s <= policy.CannotTell; s++ {
		codes = append(codes, lang.Code{Code: s.String(), Label: s.Label()})
	}
	return codes
}
