package policy

import (
	"maps"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A Payroll is what everyone on a roster is paid after the policies applied so
// far. It begins as the roster says, keeps only the pay items that a policy has
// changed, and is immutable: [Payroll.After] gives the next one.
type Payroll struct {
	Roster  *roster.Roster
	changed map[int][]lang.Value // by field of the schema: one value a row
}

// NewPayroll gives what everyone is paid as the roster says.
func NewPayroll(r *roster.Roster) *Payroll { return &Payroll{Roster: r} }

// Row gives a person as on the roster, with what they are paid by now. What they
// are paid is unknown or failed in the words of the policy that left it so.
func (p *Payroll) Row(i int) lang.Row {
	person := p.Roster.Row(i)
	if len(p.changed) == 0 {
		return person
	}
	return paidRow{Row: person, payroll: p, index: i}
}

// Changed reports whether a field is no longer as on the roster.
func (p *Payroll) Changed(field int) bool { _, ok := p.changed[field]; return ok }

// Column gives a field over one batch of the roster, as paid by now.
func (p *Payroll) Column(batch, field int) column.Column {
	values, ok := p.changed[field]
	if !ok {
		return column.Array(p.Roster.Batches[batch].Column(field))
	}
	from, to := p.Roster.Span(batch)
	return column.Values(lang.DecimalKind, values[from:to])
}

// After gives what everyone is paid after a policy that was applied to this
// payroll. An outcome that names no pay item, such as that of a person out of
// scope, leaves theirs as it was.
func (p *Payroll) After(o *Outcomes) *Payroll {
	next := &Payroll{Roster: p.Roster, changed: maps.Clone(p.changed)}
	if next.changed == nil {
		next.changed = map[int][]lang.Value{}
	}
	own := map[int]bool{}
	for i, outcome := range o.All() {
		for _, paid := range outcome.Paid {
			field := p.Roster.Schema.Index("pay." + paid.PayItem)
			if !own[field] {
				own[field] = true
				next.changed[field] = p.values(field)
			}
			next.changed[field][i] = paid.Value
		}
	}
	return next
}

// values gives everyone's pay of one item by now, as a copy.
func (p *Payroll) values(field int) []lang.Value {
	values := make([]lang.Value, p.Roster.Len())
	for i := range values {
		values[i] = p.Row(i).Field(field)
	}
	return values
}

// A paidRow is a person of the roster with what they are paid by now.
type paidRow struct {
	lang.Row
	payroll *Payroll
	index   int
}

// Field gives one field of the person.
func (r paidRow) Field(i int) lang.Value {
	if values, ok := r.payroll.changed[i]; ok {
		return values[r.index]
	}
	return r.Row.Field(i)
}
