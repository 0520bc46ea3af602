package policy

import "weiran/rules/lang"

// A Side is one clause of a policy in two calculations that are held beside each
// other. Amounts are yuan a month.
type Side struct {
	Item       *Item
	Own, Other *lang.Decimal // nil where the clause does not apply
	Gap        lang.Decimal  // how much more the other gains by it
}

// Sides holds two outcomes of the policy beside each other, clause by clause, in the
// order of its items. A clause that applies to neither is left out. The gaps sum up
// to that of the two deltas. An amount beyond a decimal counts as none: no payroll
// has it.
func (p *Policy) Sides(own, other Outcome) []Side {
	var sides []Side
	for i := range p.Items {
		s := Side{Item: &p.Items[i], Own: own.by(i), Other: other.by(i)}
		if s.Own == nil && s.Other == nil {
			continue
		}
		s.Gap, _ = orNone(s.Other).Sub(orNone(s.Own))
		sides = append(sides, s)
	}
	return sides
}

// by gives what a person gains by an item; nil where it does not apply.
func (o *Outcome) by(item int) (gain *lang.Decimal) {
	for i := range o.Clauses {
		if o.Clauses[i].Item == item {
			return &o.Clauses[i].Delta
		}
	}
	return nil
}

func orNone(d *lang.Decimal) lang.Decimal {
	if d == nil {
		return 0
	}
	return *d
}
