package risk

import (
	"slices"

	"weiran/rules/source"
)

// A Scope says of what a rule is asked.
type Scope string

// The scopes.
const (
	PersonScope    Scope = "person"    // of everybody on the roster
	PolicyScope    Scope = "policy"    // of the policy, once
	MilestoneScope Scope = "milestone" // of each milestone of the policy
)

// scopeCell reads itself from a rule file, so that a wrong value is reported at
// its own place.
type scopeCell Scope

// UnmarshalText reads person, policy or milestone.
func (s *scopeCell) UnmarshalText(text []byte) error {
	known := []Scope{PersonScope, PolicyScope, MilestoneScope}
	if !slices.Contains(known, Scope(text)) {
		return source.Fault{
			Message: source.Say("unknown scope %q", "未知的适用对象 %q", text),
			Hint: source.Say("write person, policy or milestone; a rule without scope is asked of every person",
				"请写 person（逐人）、policy（逐项政策）或 milestone（逐个步骤）；不写即逐人"),
		}
	}
	*s = scopeCell(text)
	return nil
}

// scope gives the scope of a rule as it is written; one that is wrong is told and
// read as that of persons.
func (r ruleShape) scope() Scope {
	if r.Scope == nil || *r.Scope == "" {
		return PersonScope
	}
	return Scope(*r.Scope)
}

// asked gives a reader for the texts of one rule, and checks what of the rule
// depends on its scope.
func (r *reader) asked(shape ruleShape) *reader {
	own := *r
	own.scope = shape.scope()
	if own.scope != PersonScope && shape.Limit != nil {
		r.problem(shape.Rule,
			source.Say("a rule of scope %s has no limit", "适用对象为 %s 的规则不设上限", own.scope),
			source.Say("limit counts persons: leave it out", "limit 是人数上限：请删去"))
	}
	return &own
}

// outside says why a rule of a scope may not read a field; nothing where it may.
// Peers, which have no scope, are told apart by what everybody has.
func (l *layout) outside(scope Scope, field int) (message, hint source.Text) {
	name := l.fields[field].Name
	if scope == PersonScope || scope == "" {
		if field < l.once {
			return source.Text{}, source.Text{}
		}
		of := l.scopeOf(field)
		return source.Say("a rule asked of persons cannot read %s", "逐人判断的规则不能读取 %s", name),
			source.Say("add \"scope: %s\" to the rule", "请在规则中加一行“scope: %s”", of)
	}
	switch of := l.scopeOf(field); of {
	case PersonScope:
		return source.Say("a rule of scope %s cannot read %s: it is asked of nobody in particular",
				"适用对象为 %s 的规则不能读取 %s：它不针对任何个人", scope, name),
			source.Say("leave out scope to ask it of every person, or read policy.*, persons.* or silence.*",
				"删去 scope 即逐人判断；否则请改用 policy.*、persons.* 或 silence.*")
	case MilestoneScope:
		if scope != MilestoneScope {
			return source.Say("a rule of scope %s cannot read %s: it is asked of no milestone in particular",
					"适用对象为 %s 的规则不能读取 %s：它不针对某一个步骤", scope, name),
				source.Say("write \"scope: milestone\" to ask it of each milestone", "要逐个步骤判断，请写“scope: milestone”")
		}
	}
	return source.Text{}, source.Text{}
}

// scopeOf gives the widest scope whose rules may read a field.
func (l *layout) scopeOf(field int) Scope {
	switch {
	case field >= l.once+len(policyFields):
		return MilestoneScope
	case field >= l.once, field >= l.head && field < l.impact, field == l.asOf:
		return PolicyScope
	}
	return PersonScope
}
