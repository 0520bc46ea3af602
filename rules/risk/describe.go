package risk

import (
	"context"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// ofPolicies is room for the findings of a policy itself and its milestones, which
// join those of the persons: to make room later would hold all of them twice.
const ofPolicies = 64

// describe makes the findings of everybody whom a rule is true of.
func (st *study) describe(ctx context.Context, files []*assessment) ([]Finding, error) {
	jobs := jobsOf(files, func(v *verdict) [][]int32 { return v.hits })
	if len(jobs) == 0 {
		return nil, ctx.Err()
	}
	last := jobs[len(jobs)-1]
	n := last.first + len(last.rows)
	findings := make([]Finding, n, n+ofPolicies)
	err := chunks.Tasks(ctx, len(jobs), st.subject.Workers, func(n int) error {
		j := jobs[n]
		j.met = differences{}
		mine := findings[j.first : j.first+len(j.rows)]
		if err := j.describe(mine); err != nil {
			return err
		}
		j.compare(mine)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sortFindings(findings)
	return findings, nil
}

// finding gives what is the same for everybody whom a rule finds.
func (j job) finding() Finding {
	rule, s := j.a.group.Rules[j.rule], j.a.subject
	return Finding{
		Rule: rule.ID, Policy: s.Policy.ID,
		Severity: rule.Severity, Points: rule.Points, Grievance: rule.Grievance,
		Owner: rule.Owner, Due: s.AsOf + lang.Date(rule.Within), Cite: rule.Cite,
	}
}

// inWords completes a finding by cel-go, row by row.
func (j job) inWords(f *Finding, row int) {
	rule, r := j.a.group.Rules[j.rule], j.a.row(row)
	f.Person = r.person()
	f.ID = findingID(f.Rule, f.Policy, f.Person)
	f.Says, f.Advice = rule.Says.Render(r), rule.Advice.Render(r)
	f.Trace = trace(rule, r)
}

// trace gives every step of the rule and of what it says, each once, the
// innermost first.
func trace(rule *Rule, r lang.Row) []TraceValue {
	values := []TraceValue{}
	seen := map[string]bool{}
	for _, x := range append([]*lang.Expr{rule.When}, rule.Says.Exprs()...) {
		for _, step := range x.Explain(r) {
			if !seen[step.Text] {
				seen[step.Text] = true
				values = append(values, TraceValue{Expr: step.Text, Value: step.Value.String()})
			}
		}
	}
	return values
}
