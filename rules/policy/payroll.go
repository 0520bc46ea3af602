package policy

import (
	"maps"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A Payroll is what everyone on a roster is paid after the policies applied so
// far. It begins as the roster says, keeps only the pay items that a policy has
// changed, and is immutable: [Payroll.After] gives the next one. It is safe for
// concurrent use.
type Payroll struct {
	Roster  *roster.Roster
	changed map[int][]pay // by field of the schema: one a batch
	last    *Outcomes     // of the policy that was applied last; nil for none
	before  *Payroll      // to which it was applied
	loan    *loan         // nil for none
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
	if pays, ok := p.changed[field]; ok {
		return column.Decimals(pays[batch].amounts, pays[batch].none)
	}
	return column.Array(p.Roster.Batches[batch].Column(field))
}

// pay gives what the persons of a batch are paid by now of a pay item.
func (p *Payroll) pay(batch, field int) pay {
	if pays, ok := p.changed[field]; ok {
		return pays[batch]
	}
	return payOf(p.Roster.Batches[batch].Column(field).(*array.Int64)) // as a schema makes every pay item
}

// After gives what everyone is paid after a policy that was applied to this
// payroll. An outcome that names no pay item, such as one that [Gather] was
// given, leaves theirs as it was. What the policy does not change, the two
// payrolls share.
func (p *Payroll) After(o *Outcomes) *Payroll {
	next := &Payroll{Roster: p.Roster, changed: maps.Clone(p.changed), last: o, before: p}
	if next.changed == nil {
		next.changed = map[int][]pay{}
	}
	if o.policy == nil {
		next.takeWords(o.list)
		return next
	}
	for _, slot := range o.policy.changed {
		field := o.policy.layout.paid[slot]
		pays := make([]pay, len(o.books))
		for batch := range pays {
			pays[batch] = o.books[batch].move(p.pay(batch, field), o.policy.itemsOf(slot), slot)
		}
		next.changed[field] = pays
	}
	return next
}

// itemsOf gives the indexes of the items that change a pay item.
func (p *Policy) itemsOf(slot int) []int {
	var items []int
	for i := range p.Items {
		if p.Items[i].slot == slot {
			items = append(items, i)
		}
	}
	return items
}

// move gives what is paid after the items that change a pay item.
func (b *book) move(from pay, items []int, slot int) pay {
	idle := func(i int) bool { return b.items[i].rows.Count() == 0 }
	items = slices.DeleteFunc(slices.Clone(items), idle)
	if len(items)+len(b.doubts.rows) == 0 {
		return from
	}
	to := from.clone()
	if b.stood != nil {
		for row, standard := range b.stood[slot].all() {
			to.put(row, lang.DecimalOf(lang.Decimal(standard)))
		}
	}
	for _, i := range items {
		for row, delta := range b.items[i].all() {
			to.amounts[row] += delta
		}
	}
	for at, row := range b.doubts.rows {
		to.put(int(row), b.doubts.reasons[at].paid)
	}
	return to
}

// A paidRow is a person of the roster with what they are paid by now.
type paidRow struct {
	lang.Row
	payroll *Payroll
	index   int
}

// Field gives one field of the person.
func (r paidRow) Field(field int) lang.Value {
	pays, ok := r.payroll.changed[field]
	if !ok {
		return r.Row.Field(field)
	}
	batch, at := r.payroll.Roster.Place(r.index)
	if v, known := pays[batch].value(at); known {
		return v
	}
	return r.payroll.words(r.index, field)
}

// words gives what stands for the pay of a person that is not known: what the
// last policy that could not tell has left, and else what the roster says.
func (p *Payroll) words(row, field int) lang.Value {
	payItem := strings.TrimPrefix(p.Roster.Schema.Fields[field].Name, "pay.")
	for ; p.last != nil; p = p.before {
		if l := p.loan; l != nil && slices.Contains(l.fields, field) {
			return l.of.Row(int(l.from[row])).Field(field)
		}
		if v, ok := p.last.unsettled(row, payItem); ok {
			return v
		}
	}
	return p.Roster.Row(row).Field(field)
}

// unsettled gives what the policy has left of a pay item where it could not tell;
// ok is false where it could, or does not change the pay item.
func (o *Outcomes) unsettled(row int, payItem string) (v lang.Value, ok bool) {
	if o.policy == nil {
		return o.list[row].unsettled(payItem)
	}
	if o.Status(row) != CannotTell || !slices.Contains(o.policy.PayItems(), payItem) {
		return lang.Value{}, false
	}
	return o.books[row/o.even].doubts.of(row % o.even).paid, true
}
