package risk

import (
	"context"
	"fmt"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Subject is what a pack assesses: one policy and everyone's outcome under it.
type Subject struct {
	AsOf     lang.Date
	Policy   *policy.Policy
	Outcomes *policy.Outcomes // of the policy, over a roster sorted by key
	Workers  int              // ≤ 0 means one a processor
}

// roster gives the persons.
func (s *Subject) roster() *roster.Roster { return s.Outcomes.Payroll().Roster }

// Assess finds what each rule finds, sorted by rule and person. Rules that find
// more than their limit are [source.Problems] that name them at their places,
// and then nothing else is given. A policy without items wrongs nobody: nothing
// is found under it.
func (pk *Pack) Assess(ctx context.Context, s Subject) ([]Finding, []Unsure, error) {
	if len(s.Policy.Items) == 0 {
		return nil, nil, nil
	}
	var all assessed
	for _, g := range pk.Groups {
		if err := all.add(ctx, g, &s); err != nil {
			return nil, nil, fmt.Errorf("assess the rules of %s: %w", g.ID, err)
		}
	}
	if len(all.overrun) > 0 {
		return nil, nil, all.overrun
	}
	sortFindings(all.findings)
	sortUnsure(all.unsure)
	return all.findings, all.unsure, nil
}

// assessed is what the rule files seen so far found.
type assessed struct {
	findings []Finding
	unsure   []Unsure
	overrun  source.Problems
}

// add assesses one rule file. Nothing of a file in which a rule overran is
// described, but the files after it are still judged, so that all is told.
func (all *assessed) add(ctx context.Context, g *Group, s *Subject) error {
	a, err := newAssessment(ctx, g, s)
	if err != nil {
		return err
	}
	v, err := a.judge(ctx)
	if err != nil {
		return err
	}
	if over := v.overrun(g, s.Policy.ID); len(over) > 0 {
		all.overrun = append(all.overrun, over...)
		return nil
	}
	findings, err := a.describe(ctx, v.hits)
	all.findings = append(all.findings, findings...)
	all.unsure = append(all.unsure, v.unsure...)
	return err
}

// An assessment is one rule file over one subject.
type assessment struct {
	*engines
	group    *Group
	subject  *Subject
	head     []lang.Value
	peerings []*peering // one a Peers of the group
}

func newAssessment(ctx context.Context, g *Group, s *Subject) (*assessment, error) {
	e, err := g.engines()
	if err != nil {
		return nil, err
	}
	a := &assessment{engines: e, group: g, subject: s, head: s.Policy.HeadValues()}
	for peers := range g.Peers {
		pr, err := newPeering(ctx, a, peers)
		if err != nil {
			return nil, err
		}
		a.peerings = append(a.peerings, pr)
	}
	return a, nil
}

func (a *assessment) size() int { return a.subject.Outcomes.Len() }

// describe makes the findings of the hits.
func (a *assessment) describe(ctx context.Context, hits []hit) ([]Finding, error) {
	findings := make([]Finding, len(hits))
	err := chunks.Each(ctx, len(hits), a.subject.Workers, func(c chunks.Chunk) error {
		for i := c.From; i < c.To; i++ {
			findings[i] = a.finding(hits[i])
		}
		return nil
	})
	return findings, err
}

func (a *assessment) finding(h hit) Finding {
	rule, r := a.group.Rules[h.rule], a.row(h.row)
	policyID, person := a.subject.Policy.ID, a.subject.roster().Person(h.row)
	return Finding{
		ID:        findingID(rule.ID, policyID, person),
		Rule:      rule.ID,
		Policy:    policyID,
		Person:    person,
		Severity:  rule.Severity,
		Points:    rule.Points,
		Grievance: rule.Grievance,
		Says:      rule.Says.Render(r),
		Advice:    rule.Advice.Render(r),
		Owner:     rule.Owner,
		Due:       a.subject.AsOf + lang.Date(rule.Within),
		Cite:      rule.Cite,
		Trace:     trace(rule, r),
	}
}

// trace gives every step of the rule and of what it says, each once, the
// innermost first.
func trace(rule *Rule, r *row) []TraceValue {
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
