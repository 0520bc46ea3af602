package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// An impactField is one measure of what the policy means for a person: of one
// row, and by columns. The columns must give what the rows do.
type impactField struct {
	lang.Field
	of     func(r *row) lang.Value
	column func(sh *sheet, a *assessment, field int) column.Column
}

// impactFields are the impact.* of rules, in the order of the scope.
var impactFields = []impactField{
	amount(lang.DecimalKind, "before", "调整前月待遇", impactBefore, (*sheet).before),
	amount(lang.DecimalKind, "after", "调整后月待遇", impactAfter, (*sheet).after),
	amount(lang.DecimalKind, "delta", "月增减额", impactDelta, (*sheet).delta),
	amount(lang.DecimalKind, "rate", "增减幅度", impactRate, (*sheet).rate),
	amount(lang.DecimalKind, "arrears", "补发总额", impactArrears, (*sheet).arrears),
	amount(lang.Int, "months", "补发月数", impactMonths, (*sheet).months),
	amount(lang.Bool, "in_scope", "在适用范围内", impactInScope, (*sheet).inScope),
	amount(lang.Bool, "gains", "有增加", impactGains, (*sheet).gains),
	{
		lang.Field{Name: "impact.status", Kind: lang.String, Label: "适用结果", Enum: statusCodes()},
		func(r *row) lang.Value { return lang.StringOf(r.status().String()) }, (*sheet).status,
	},
	{
		lang.Field{Name: "impact.missing", Kind: lang.Strings, Label: "无法判定所缺的信息"},
		(*row).missing, wordsBy((*row).missing),
	},
	{
		lang.Field{Name: "impact.reasons", Kind: lang.Strings, Label: "无法判定的其他原因"},
		(*row).reasons, wordsBy((*row).reasons),
	},
}

// statusField is the index of impact.status among the impact.*; from it on they
// are known of everybody.
const statusField = 8

// An outcome is a person's place among the outcomes of a batch.
type outcome struct {
	*policy.Part
	at int
}

// amount makes a measure that is unknown of a person of whom the policy cannot be
// told. Every other unknown, too, stands under the measure's own name: what is
// behind it, [row.deciders] finds.
func amount(kind lang.Kind, name, label string, of func(o outcome) lang.Value,
	column func(*sheet, *assessment, int) column.Column,
) impactField {
	name = "impact." + name
	return impactField{lang.Field{Name: name, Kind: kind, Label: label}, func(r *row) lang.Value {
		if r.status() == policy.CannotTell {
			return lang.Unknown(name)
		}
		v := of(r.outcome)
		if _, failed := v.Fault(); !failed && !v.Known() {
			return lang.Unknown(name)
		}
		return v
	}, column}
}

func impactDelta(o outcome) lang.Value   { return lang.DecimalOf(lang.Decimal(o.Delta[o.at])) }
func impactArrears(o outcome) lang.Value { return lang.DecimalOf(lang.Decimal(o.Arrears[o.at])) }
func impactMonths(o outcome) lang.Value  { return lang.IntOf(int64(o.Months[o.at])) }
func impactInScope(o outcome) lang.Value { return lang.BoolOf(o.Status[o.at] != policy.OutOfScope) }
func impactGains(o outcome) lang.Value   { return lang.BoolOf(o.Delta[o.at] > 0) }

func impactBefore(o outcome) lang.Value {
	if o.NoBefore.Has(o.at) {
		return lang.Value{}
	}
	return lang.DecimalOf(lang.Decimal(o.Before[o.at]))
}

// impactAfter cannot overflow: of whom it would, the policy cannot be told.
func impactAfter(o outcome) lang.Value {
	if o.NoBefore.Has(o.at) {
		return lang.Value{}
	}
	return lang.DecimalOf(lang.Decimal(o.Before[o.at] + o.Delta[o.at]))
}

// impactRate is what changes over what was paid.
func impactRate(o outcome) lang.Value {
	if o.Delta[o.at] == 0 {
		return lang.DecimalOf(0)
	}
	if o.NoBefore.Has(o.at) {
		return lang.Value{}
	}
	before := lang.Decimal(o.Before[o.at])
	rate, err := lang.Decimal(o.Delta[o.at]).Div(before)
	if err != nil {
		return lang.Failed(source.Fault{
			Message: source.Say("there is no rate over what was paid before: %s", "无法以调整前待遇计算增幅：%s", before),
			Hint:    source.Say("compare impact.delta instead", "请改用 impact.delta 比较"),
		})
	}
	return lang.DecimalOf(rate)
}

// missing gives the Chinese names of the fields to fill in so that a person can be
// told of. Of everybody else it is an empty list.
func (r *row) missing() lang.Value {
	if r.status() != policy.CannotTell {
		return nothingWanting
	}
	names := []string{}
	for _, name := range r.words().Missing {
		names = append(names, r.a.group.layout.label(name))
	}
	return lang.StringsOf(names)
}

// reasons says in Chinese what else stands in the way: what is in no record of the
// person's.
func (r *row) reasons() lang.Value {
	if r.status() != policy.CannotTell {
		return nothingWanting
	}
	said := []string{}
	for _, reason := range r.words().Reasons {
		said = append(said, reason.Message.ZH)
	}
	return lang.StringsOf(said)
}

var nothingWanting = lang.StringsOf([]string{})

func statusCodes() []lang.Code {
	var codes []lang.Code
	for s := policy.Affected; s <= policy.CannotTell; s++ {
		codes = append(codes, lang.Code{Code: s.String(), Label: s.Label()})
	}
	return codes
}
