package policy

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Conflict is two clauses of two policies that come to something else in the
// other order.
type Conflict struct {
	PayItem string
	First   Touch // by the policy that is asked
	Second  Touch // by the other one
}

// A Touch is what a clause has to do with a pay item.
type Touch struct {
	Pos   source.Pos // of the clause
	Reads bool       // it reads what is paid; else it changes it
}

// Conflicts finds the clauses of two policies that come to something else where
// the other policy is applied first: both change a pay item, one of them by set,
// or one reads a pay item that the other changes. Each pay item is named once.
func (p *Policy) Conflicts(q *Policy) []Conflict {
	var found []Conflict
	for slot := range p.layout.payItems {
		if c, ok := p.conflict(q, slot); ok {
			found = append(found, c)
		}
	}
	return found
}

// conflict finds the first two clauses that are in conflict about a pay item. Two
// that change it tell more than one that reads it.
func (p *Policy) conflict(q *Policy, slot int) (Conflict, bool) {
	c := Conflict{PayItem: p.layout.payItems[slot]}
	for _, a := range p.itemsOf(slot) {
		for _, b := range q.itemsOf(slot) {
			if one, other := &p.Items[a], &q.Items[b]; one.Sets || other.Sets {
				c.First, c.Second = Touch{Pos: one.Pos}, Touch{Pos: other.Pos}
				return c, true
			}
		}
	}
	if items := p.itemsOf(slot); len(items) > 0 {
		if at, ok := q.readsPay(slot); ok {
			c.First, c.Second = Touch{Pos: p.Items[items[0]].Pos}, Touch{Pos: at, Reads: true}
			return c, true
		}
	}
	if items := q.itemsOf(slot); len(items) > 0 {
		if at, ok := p.readsPay(slot); ok {
			c.First, c.Second = Touch{Pos: at, Reads: true}, Touch{Pos: q.Items[items[0]].Pos}
			return c, true
		}
	}
	return c, false
}

// readsPay gives the first clause that reads what is paid of a pay item.
func (p *Policy) readsPay(slot int) (at source.Pos, ok bool) {
	fields := []int{p.layout.paid[slot], p.layout.running(slot)}
	mentions := func(x *lang.Expr) bool {
		return x != nil && slices.ContainsFunc(x.Reads(), func(f int) bool { return slices.Contains(fields, f) })
	}
	if when := p.Scope.When; mentions(when) {
		at, _ = when.Place(when.AST().Expr().ID())
		return at, true
	}
	for _, item := range p.Items {
		if mentions(item.When) || mentions(item.Amount) {
			return item.Pos, true
		}
	}
	return at, false
}
