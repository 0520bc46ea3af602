package policy

import (
	"slices"

	"weiran/rules/lang"
)

// facts gives what of the two persons decides that a clause treats them differently.
func (p *Policy) facts(own, other Party, asOf lang.Date, clause int) []Fact {
	var apart []int // the fields in which they differ
	decides, most, now := -1, standing{}, has(&own.Outcome, clause, other.Outcome.Status)
	c, leave := p.alone(asOf)
	defer leave()
	for _, field := range p.fieldsRead() {
		mine, theirs := own.Person.Field(field), other.Person.Field(field)
		if mine.Equal(theirs) || !mine.Known() && !theirs.Known() {
			continue
		}
		apart = append(apart, field)
		c.meet(onOtherSide{own.Person, field, theirs})
		c.run()
		then := c.outcome()
		if then.Status == CannotTell {
			continue
		}
		brings := standing{has(&then, clause, other.Outcome.Status), then.Delta}
		if brings.has > now && (decides < 0 || brings.above(most)) {
			decides, most = field, brings
		}
	}
	if decides >= 0 {
		apart = []int{decides}
	} else {
		rests := p.restsOn(clause)
		apart = slices.DeleteFunc(apart, func(field int) bool { return !rests[field] })
	}
	facts := make([]Fact, len(apart))
	for i, field := range apart {
		facts[i] = Fact{p.layout.fields[field], own.Person.Field(field), other.Person.Field(field)}
	}
	return facts
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

// restsOn gives the fields of the roster on which a clause rests: those it reads,
// and where it reads a running value or sets one, what that is made of.
func (p *Policy) restsOn(clause int) map[int]bool {
	fields := map[int]bool{}
	if clause == ByScope {
		fields[p.layout.died] = true
		p.note(fields, p.Scope.When, p.Items[:0])
		return fields
	}
	p.noteItem(fields, clause, clause)
	return fields
}

// noteItem adds what an item rests on, of whose running values those before another
// are a part.
func (p *Policy) noteItem(fields map[int]bool, item, before int) {
	i := &p.Items[item]
	if i.Sets {
		fields[p.layout.paid[p.layout.slot(i.PayItem)]] = true
	}
	p.note(fields, i.When, p.Items[:before])
	p.note(fields, i.Amount, p.Items[:before])
}

// note adds what an expression rests on, a running value on the items that made it;
// an absent one on nothing.
func (p *Policy) note(fields map[int]bool, x *lang.Expr, made []Item) {
	if x == nil {
		return
	}
	for _, field := range x.Reads() {
		slot := field - p.layout.running(0)
		if slot >= len(p.layout.payItems) || fields[field] {
			continue
		}
		fields[field] = true
		if slot < 0 {
			continue
		}
		fields[p.layout.paid[slot]] = true
		for i := range made {
			if made[i].PayItem == p.layout.payItems[slot] {
				p.noteItem(fields, i, len(made))
			}
		}
	}
}
