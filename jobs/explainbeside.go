package jobs

import (
	"context"
	"fmt"

	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// A Beside holds a calculation beside another: that of a twin, of a junior who
// came out above, or the person's own on the other side of a line.
type Beside struct {
	risk.Standing                // of a line the kind alone
	Line          *policy.Cliff  // nil but of a line that the person stands on the wrong side of
	Other         policy.Outcome // of whom the person is held beside; none where that is nobody
	Sides         []policy.Side  // the clauses of both
}

// Found says that there is another calculation.
func (c Beside) Found() bool { return c.With != nil || c.Line != nil }

// besides holds a person of a screening beside everybody whom the rule files declare,
// and beside themselves across the nearest line of the policy. Of whom the policy
// cannot be told there is no calculation to hold beside another.
func (k rowAsked) besides(ctx context.Context, p rules.PolicyResult) ([]Beside, error) {
	own := p.Outcomes.At(k.row)
	if own.Status == policy.CannotTell {
		return nil, nil
	}
	var all []Beside
	if k.in.Rules != nil {
		standings, err := k.in.Rules.Beside(ctx, p.Subject(k.in), k.row)
		if err != nil {
			return nil, fmt.Errorf("compare under %s: %w", p.Policy.ID, err)
		}
		for _, s := range standings {
			c := Beside{Standing: s}
			if s.With != nil {
				other, err := rowOf(k.res.Roster, s.With.Person)
				if err != nil {
					return nil, err
				}
				c.Other = p.Outcomes.At(other)
				c.Sides = p.Policy.Sides(own, c.Other)
			}
			all = append(all, c)
		}
	}
	return append(all, k.across(p, own)), nil
}

// across is the comparison with the other side of the nearest line.
func (k rowAsked) across(p rules.PolicyResult, own policy.Outcome) Beside {
	c := Beside{Standing: risk.Standing{Kind: risk.BesideBoundary}}
	person := p.Outcomes.Payroll().Row(k.row)
	if line, ok := p.Policy.NearestBoundary(person, k.res.AsOf); ok {
		c.Line = &line
		c.Other = p.Policy.Apply(line.Across(person), k.res.AsOf)
		c.Sides = p.Policy.Sides(own, c.Other)
	}
	return c
}

// Nearest gives the nearest line on whose wrong side the person stands; nil for none.
func (p *PolicyExplanation) Nearest() *policy.Cliff {
	for _, b := range p.Besides {
		if b.Line != nil {
			return b.Line
		}
	}
	return nil
}

// Open says that it cannot be told whether there is another calculation.
func (c Beside) Open() bool { return len(c.Missing) > 0 || !c.Reason.Empty() }
