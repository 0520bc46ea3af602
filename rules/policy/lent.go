package policy

import "maps"

// A loan is fields of a payroll's persons that are those of others.
type loan struct {
	of     *Payroll
	fields []int
	from   []int32 // by row: whose they are
}

// Lent gives what everyone is paid, were some fields of the roster as another person
// has them: the person at row i has those of row from[i], which may be their own.
func (p *Payroll) Lent(fields []int, from []int32) *Payroll {
	lent := &Payroll{
		Roster: p.Roster.Lent(fields, from), changed: maps.Clone(p.changed),
		last: p.last, before: p.before, loan: &loan{p, fields, from},
	}
	for _, field := range fields {
		if pays, changed := p.changed[field]; changed {
			lent.changed[field] = p.lend(field, pays, from)
		}
	}
	return lent
}

// lend gives to each row what another is paid of a pay item that policies have
// changed.
func (p *Payroll) lend(field int, pays []pay, from []int32) []pay {
	to := make([]pay, len(pays))
	for batch := range pays {
		first, _ := p.Roster.Span(batch)
		to[batch] = pays[batch].clone()
		for row := range to[batch].amounts {
			other := int(from[first+row])
			at, there := p.Roster.Place(other)
			v, known := pays[at].value(there)
			if !known {
				v = p.Row(other).Field(field)
			}
			to[batch].put(row, v)
		}
	}
	return to
}
