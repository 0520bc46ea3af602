package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A policyField is what a rule may read of the policy as a whole: how many
// persons it means what for, and of whom it does not speak.
type policyField struct {
	lang.Field
	of       func(o *once) lang.Value
	silentOn string // the roster's field, of silence.*
}

// policyFields are read by rules of scope policy and milestone, in the order of
// the scope.
var policyFields = []policyField{
	personsField("count", "名册人数", func(o *once) int { return o.size() }),
	personsField("affected", "有变化人数", func(o *once) int { return o.counts[policy.Affected] }),
	personsField("unchanged", "无变化人数", func(o *once) int { return o.counts[policy.Unchanged] }),
	personsField("out_of_scope", "不在范围人数", func(o *once) int { return o.counts[policy.OutOfScope] }),
	personsField("cannot_tell", "无法判定人数", func(o *once) int { return o.counts[policy.CannotTell] }),
	{Field: lang.Field{Name: "milestones.ids", Kind: lang.Strings, Label: "已列步骤"}, of: (*once).milestoneIDs},
	silenceField("channels", "政策未提及的发放渠道", payer),
	silenceField("categories", "政策未提及的人员类别", "category"),
	silenceField("ranks", "政策未提及的职级", "rank"),
}

func personsField(name, label string, of func(o *once) int) policyField {
	return policyField{
		Field: lang.Field{Name: "persons." + name, Kind: lang.Int, Label: label},
		of:    func(o *once) lang.Value { return lang.IntOf(int64(of(o))) },
	}
}

// silenceField is a list of labels, in the order of their codes. It is unknown
// where the roster has no such field.
func silenceField(name, label, of string) policyField {
	name = "silence." + name
	return policyField{Field: lang.Field{Name: name, Kind: lang.Strings, Label: label}, silentOn: of, of: func(o *once) lang.Value {
		if words, ok := o.silence[of]; ok {
			return lang.StringsOf(words)
		}
		return lang.Unknown(name)
	}}
}

func (o *once) milestoneIDs() lang.Value {
	ids := []string{}
	for _, m := range o.subject.Policy.Milestones {
		ids = append(ids, m.ID)
	}
	return lang.StringsOf(ids)
}

// withOnce lays out what rules of scope policy and milestone read behind all that
// rules about persons do, so that these are computed as if it were not there.
func (l *layout) withOnce() *layout {
	l.once = len(l.fields)
	for _, f := range policyFields {
		l.add(f.Field)
	}
	for _, f := range milestoneFields {
		l.add(f.Field)
	}
	return l
}
