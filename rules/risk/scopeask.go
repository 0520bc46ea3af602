package risk

import (
	"cmp"
	"context"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// once is a policy as the rules asked once read it.
type once struct {
	*study
	counts  [policy.CannotTell + 1]int // persons by status
	silence map[string][]string        // by field of the roster: labels of which the policy does not speak
}

// askOnce asks the rules of scope policy and milestone, by cel-go: they are few,
// and each is asked a few times. What they find joins what was found of persons.
func (st *study) askOnce(ctx context.Context, groups []*Group, findings []Finding, unsure []Unsure) ([]Finding, []Unsure, error) {
	if !slices.ContainsFunc(groups, func(g *Group) bool { return len(g.Once) > 0 }) {
		return findings, unsure, nil
	}
	o, err := st.once(ctx, groups)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range groups {
		for _, rule := range g.Once {
			for _, r := range o.rows(g, rule) {
				f, u := r.ask(rule)
				findings, unsure = append(findings, f...), append(unsure, u...)
			}
		}
	}
	sortFindings(findings)
	sortUnsure(unsure)
	return findings, unsure, nil
}

// once readies what the rules of some files read of the policy.
func (st *study) once(ctx context.Context, groups []*Group) (*once, error) {
	o := &once{study: st, silence: map[string][]string{}}
	for batch := range st.batches() {
		for _, status := range st.subject.Outcomes.Part(batch).Status {
			o.counts[status]++
		}
	}
	return o, o.listen(ctx, groups)
}

// A onceRow is a policy, or one of its milestones, as a rule reads it.
type onceRow struct {
	*once
	layout    *layout
	milestone *policy.Milestone // nil for the policy itself
}

// rows gives what a rule is asked of.
func (o *once) rows(g *Group, rule *Rule) []*onceRow {
	if rule.Scope == PolicyScope {
		return []*onceRow{{once: o, layout: g.layout}}
	}
	var rows []*onceRow
	milestones := o.subject.Policy.Milestones
	for i := range milestones {
		rows = append(rows, &onceRow{once: o, layout: g.layout, milestone: &milestones[i]})
	}
	return rows
}

// Field gives one field. Those of persons are refused when the file is read.
func (r *onceRow) Field(i int) lang.Value {
	l := r.layout
	switch at := i - l.once; {
	case at >= len(policyFields):
		return milestoneFields[at-len(policyFields)].of(r.milestone, r.subject.AsOf)
	case at >= 0:
		return policyFields[at].of(r.once)
	case i == l.asOf:
		return lang.DateOf(r.subject.AsOf)
	case i >= l.head && i < l.impact:
		return r.head[i-l.head]
	}
	return lang.Unknown(l.fields[i].Name)
}

// ask gives what the rule finds, or why it cannot be decided; neither where its
// condition is false.
func (r *onceRow) ask(rule *Rule) ([]Finding, []Unsure) {
	answer := rule.When.Eval(r)
	if fault, failed := answer.Fault(); failed {
		return nil, []Unsure{r.unsure(rule, nil, fault.Message)}
	}
	switch {
	case !answer.Known():
		return nil, []Unsure{r.unsure(rule, answer.Missing(), source.Text{})}
	case answer.Bool():
		return []Finding{r.finding(rule)}, nil
	}
	return nil, nil
}

// finding describes what a rule finds. The owner of a milestone answers for it;
// the rule's own answers where the policy file names none.
func (r *onceRow) finding(rule *Rule) Finding {
	s := r.subject
	f := Finding{
		Rule: rule.ID, Policy: s.Policy.ID,
		Severity: rule.Severity, Points: rule.Points, Grievance: rule.Grievance,
		Says: rule.Says.Render(r), Advice: rule.Advice.Render(r),
		Owner: rule.Owner, Due: s.AsOf + lang.Date(rule.Within), Cite: rule.Cite, Trace: trace(rule, r),
	}
	if r.milestone != nil {
		f.Milestone, f.Owner = r.milestone.ID, cmp.Or(r.milestone.Owner, rule.Owner)
	}
	f.ID = findingID(f.Rule, f.Policy, f.Milestone)
	return f
}

func (r *onceRow) unsure(rule *Rule, missing []string, reason source.Text) Unsure {
	return Unsure{Rule: rule.ID, Policy: r.subject.Policy.ID, Missing: missing, Reason: reason}
}
