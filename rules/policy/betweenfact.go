package policy

import "weiran/rules/lang"

// facts gives what of the two persons decides that a clause treats them differently.
// No other field than those on which the clause rests can, and where they differ in
// only one of these, it does: then nothing need be worked out.
func (p *Policy) facts(own, other Party, asOf lang.Date, clause int) []Fact {
	apart := make([]Fact, 0, 4)
	fields := make([]int, 0, 4)
	for _, field := range p.rests()[clause+1] {
		f := Fact{p.layout.fields[field], own.Person.Field(field), other.Person.Field(field)}
		if !f.Own.Equal(f.Other) && (f.Own.Known() || f.Other.Known()) {
			apart, fields = append(apart, f), append(fields, field)
		}
	}
	if len(apart) < 2 {
		return apart
	}
	decides, most, now := -1, standing{}, has(&own.Outcome, clause, other.Outcome.Status)
	c, leave := p.alone(asOf)
	defer leave()
	for i, field := range fields {
		c.meet(onOtherSide{own.Person, field, apart[i].Other})
		c.run()
		then := c.outcome()
		if then.Status == CannotTell {
			continue
		}
		brings := standing{has(&then, clause, other.Outcome.Status), then.Delta}
		if brings.has > now && (decides < 0 || brings.above(most)) {
			decides, most = i, brings
		}
	}
	if decides < 0 {
		return apart
	}
	return apart[decides : decides+1]
}

// A standing is what somebody has of a clause, and gains in all.
type standing struct{ has, gains lang.Decimal }

// above compares by the clause, and then by all.
func (s standing) above(t standing) bool {
	return s.has > t.has || s.has == t.has && s.gains > t.gains
}

// has gives what somebody has of a clause; of the scope, whether they stand on the
// side of somebody of another status.
func has(o *Outcome, clause int, other Status) lang.Decimal {
	if clause != ByScope {
		return orNone(o.by(clause))
	}
	if (o.Status == OutOfScope) == (other == OutOfScope) {
		return lang.One
	}
	return 0
}

// restsOfAll gives the fields of the roster on which each clause rests, in their
// order: the scope first.
func (p *Policy) restsOfAll() [][]int {
	all := make([][]int, len(p.Items)+1)
	for clause := range all {
		rests := p.restsOn(clause - 1)
		for field := range p.layout.fields {
			if rests[field] {
				all[clause] = append(all[clause], field)
			}
		}
	}
	return all
}

// restsOn gives the fields of the roster on which a clause rests: those it reads,
// and where it reads a running value or sets one, what that is made of.
func (p *Policy) restsOn(clause int) map[int]bool {
	fields := map[int]bool{}
	if clause == ByScope {
		fields[p.layout.died] = true
		p.note(fields, p.Scope.When, p.Items[:0])
		return fields
	}
	p.noteItem(fields, clause, p.Items[:clause])
	return fields
}

// noteItem adds what an item rests on, whose running values some items before have
// made.
func (p *Policy) noteItem(fields map[int]bool, item int, made []Item) {
	i := &p.Items[item]
	if i.Sets {
		p.noteRunning(fields, p.layout.slot(i.PayItem), made)
	}
	p.note(fields, i.When, made)
	p.note(fields, i.Amount, made)
}

// note adds what an expression rests on; an absent one rests on nothing.
func (p *Policy) note(fields map[int]bool, x *lang.Expr, made []Item) {
	if x == nil {
		return
	}
	for _, field := range x.Reads() {
		switch slot := field - p.layout.running(0); {
		case slot < 0:
			fields[field] = true
		case slot < len(p.layout.payItems):
			p.noteRunning(fields, slot, made)
		}
	}
}

// noteRunning adds what the running value of a pay item is made of, once.
func (p *Policy) noteRunning(fields map[int]bool, slot int, made []Item) {
	if fields[p.layout.running(slot)] {
		return
	}
	fields[p.layout.running(slot)] = true
	fields[p.layout.paid[slot]] = true
	for i := range made {
		if made[i].PayItem == p.layout.payItems[slot] {
			p.noteItem(fields, i, made)
		}
	}
}
