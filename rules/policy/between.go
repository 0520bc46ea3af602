package policy

import (
	"cmp"
	"slices"

	"weiran/rules/lang"
)

// A Party is one of two persons who are held beside each other.
type Party struct {
	Person  lang.Row
	Outcome Outcome // of the policy, of somebody who can be told
}

// A Difference is what makes a policy treat two persons differently.
type Difference struct {
	Gap   lang.Decimal // what the other gains more, yuan a month
	Item  int          // the clause that makes most of it: an index into Policy.Items, or ByScope
	Cite  string       // of that clause; its title where it has none
	Facts []Fact       // what of the two persons decides that clause: one, unless only several together do
}

// ByScope stands for an item where one is in scope and the other is not.
const ByScope = -1

// A Fact is a field of the roster in which two persons differ.
type Fact struct {
	Field      lang.Field
	Own, Other lang.Value
}

// Between says why another person gains more than one does. The clause is the one
// of which the other has most more; the scope, where it lets in only one of them. Of
// a clause that stands for the other in the place of one that the one has, as that of
// a category does, what the latter brings is taken off. The
// fact is the field that, taken alone from the other, would bring the one most of
// that clause, or to the same side of the scope: the policy itself works that out,
// all else equal. Of several the one that brings most in all is the fact, then the
// first of the roster's fields. Where no single field does it, all those are listed
// in which the two differ and on which the clause rests.
//
// One of rank 132 gains 20 by the second clause; another of 131, born a day earlier,
// gains 50 by it and 40 by the third: the clause is the third, the fact 出生日期晚 1 天.
func (p *Policy) Between(own, other Party, asOf lang.Date) Difference {
	gap, err := other.Outcome.Delta.Sub(own.Outcome.Delta)
	if err != nil {
		gap = other.Outcome.Delta
	}
	d := Difference{Gap: gap, Item: p.divides(own, other)}
	d.Facts = p.facts(own, other, asOf, d.Item)
	if d.Item == ByScope {
		d.Cite = cmp.Or(p.Scope.Cite, p.Title)
		return d
	}
	item := &p.Items[d.Item]
	d.Cite = cmp.Or(item.Cite, item.Title)
	return d
}

// divides gives the clause of which the other has most more; of equal ones the
// first. Where several stand in the place of one, and none of them alone brings more,
// it is not taken off.
func (p *Policy) divides(own, other Party) int {
	if own.Outcome.Status == OutOfScope || other.Outcome.Status == OutOfScope {
		return ByScope
	}
	more := make([]int64, len(p.Items))
	for _, c := range other.Outcome.Clauses {
		more[c.Item] += int64(c.Delta)
	}
	for _, c := range own.Outcome.Clauses {
		more[c.Item] -= int64(c.Delta)
	}
	best, least := greatest(more), int64(0)
	for i := range more {
		brings := more[i]
		if brings > least && !applies(&own.Outcome, i) {
			brings -= p.replaced(i, own, other)
		}
		if brings > least {
			best, least = i, brings
		}
	}
	return best
}

// greatest gives the first of the greatest numbers.
func greatest(of []int64) int {
	best := 0
	for i, n := range of {
		if n > of[best] {
			best = i
		}
	}
	return best
}

// replaced gives what the one has by clauses in whose place the other has one: they
// are not the other's, are of the same pay item, and ask for a same field in which
// the two differ.
func (p *Policy) replaced(clause int, own, other Party) (brings int64) {
	for _, c := range own.Outcome.Clauses {
		if p.Items[c.Item].PayItem == p.Items[clause].PayItem && !applies(&other.Outcome, c.Item) &&
			p.turnOnOne(clause, c.Item, own.Person, other.Person) {
			brings += int64(c.Delta)
		}
	}
	return brings
}

// turnOnOne reports whether the conditions of two clauses ask for one field in which
// two persons differ.
func (p *Policy) turnOnOne(a, b int, own, other lang.Row) bool {
	if p.Items[a].When == nil || p.Items[b].When == nil {
		return false
	}
	asked := p.Items[b].When.Reads()
	return slices.ContainsFunc(p.Items[a].When.Reads(), func(field int) bool {
		return field < len(p.layout.fields) && slices.Contains(asked, field) && !own.Field(field).Equal(other.Field(field))
	})
}

// applies reports whether a clause applies to somebody.
func applies(o *Outcome, item int) bool {
	return slices.ContainsFunc(o.Clauses, func(c Clause) bool { return c.Item == item })
}
