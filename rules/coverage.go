package rules

import (
	"context"
	"fmt"

	"weiran/rules/coverage"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// CoverCases says what of a rule file its cases exercise: whether each rule finds
// somebody, and whether it finds nobody somewhere. Cases that name no known policy
// are passed over; [RunCases] tells of them.
func CoverCases(ctx context.Context, g *risk.Group, policies []*policy.Policy) (coverage.Points, error) {
	watch := g.Watch()
	for _, c := range g.Cases {
		p := casePolicy(c, policies)
		if p == nil {
			continue
		}
		if err := watchCase(ctx, watch, c, p); err != nil {
			return nil, fmt.Errorf("cover case %q of %s: %w", c.Name, g.ID, err)
		}
	}
	return watch.Points(), nil
}

func watchCase(ctx context.Context, watch *risk.Watch, c risk.Case, p *policy.Policy) error {
	asOf := caseDate(c, p)
	outcomes, err := p.ApplyAll(ctx, policy.NewPayroll(c.Roster.Sorted()), asOf, 1)
	if err != nil {
		return err
	}
	return watch.Assess(ctx, risk.Subject{AsOf: asOf, Policy: p, Outcomes: outcomes, Workers: 1, Petitions: c.Petitions.At(asOf)})
}
