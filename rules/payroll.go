package rules

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// A payroll is what everyone on a roster is paid, after the policies applied so
// far. It begins as the roster says, and keeps only the pay items that a policy
// has changed.
type payroll struct {
	roster  *roster.Roster
	changed map[int][]lang.Value // by field of the schema: one value a row
}

func newPayroll(r *roster.Roster) *payroll {
	return &payroll{roster: r, changed: map[int][]lang.Value{}}
}

// row gives a person as on the roster, with what they are paid by now.
func (p *payroll) row(i int) lang.Row {
	person := p.roster.Row(i)
	if len(p.changed) == 0 {
		return person
	}
	return paidRow{Row: person, payroll: p, index: i}
}

// rows gives [payroll.row], or nil while everyone is paid as the roster says: then
// the roster's own columns serve.
func (p *payroll) rows() func(i int) lang.Row {
	if len(p.changed) == 0 {
		return nil
	}
	return p.row
}

// pay takes over what a policy pays. An outcome that names no pay item, such as
// that of a person out of scope, leaves theirs as it was.
func (p *payroll) pay(outcomes []policy.Outcome) {
	for i, o := range outcomes {
		for _, paid := range o.Paid {
			p.column(p.roster.Schema.Index("pay." + paid.PayItem))[i] = paid.Value
		}
	}
}

// column gives the values of a pay item, copied from the roster at first.
func (p *payroll) column(field int) []lang.Value {
	if values, ok := p.changed[field]; ok {
		return values
	}
	values := make([]lang.Value, p.roster.Len())
	for i := range values {
		values[i] = p.roster.Row(i).Field(field)
	}
	p.changed[field] = values
	return values
}

// A paidRow is a person of the roster with what they are paid by now.
type paidRow struct {
	lang.Row
	payroll *payroll
	index   int
}

// Field gives one field of the person.
func (r paidRow) Field(i int) lang.Value {
	if values, ok := r.payroll.changed[i]; ok {
		return values[r.index]
	}
	return r.Row.Field(i)
}
