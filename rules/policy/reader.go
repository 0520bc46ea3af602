package policy

import (
	"weiran/rules/lang"
)

// A reader puts the outcomes for a batch into words, row after row.
type reader struct {
	*Outcomes
	part *Part
	book *book
	from int // row of the roster with which the batch begins

	deaths  deaths
	row     int
	next    []int        // by item: which of its differences comes next
	pays    []pay        // by slot, of those that the policy changes; nil for a single row
	running []lang.Value // by slot, likewise
	clauses []Clause     // room for those to come
	paid    []Paid       // likewise
}

// readerAt gives a reader that begins at a row of a batch.
func (o *Outcomes) readerAt(batch, row int) *reader {
	from, _ := o.payroll.Roster.Span(batch)
	r := &reader{
		Outcomes: o, part: &o.parts[batch], book: &o.books[batch], from: from, row: row,
		deaths: o.policy.layout.deaths(o.payroll.Roster, batch),
		next:   make([]int, len(o.policy.Items)), running: make([]lang.Value, len(o.policy.layout.payItems)),
	}
	if row > 0 {
		for i := range r.next {
			r.next[i] = r.book.items[i].rank(row)
		}
	}
	return r
}

// browse makes the reader quick for many rows.
func (r *reader) browse() {
	l := &r.policy.layout
	batch, _ := r.payroll.Roster.Place(r.from)
	r.pays = make([]pay, len(l.payItems))
	for _, slot := range r.policy.changed {
		r.pays[slot] = r.payroll.pay(batch, l.paid[slot])
	}
}

// person gives the person at the row, as paid before.
func (r *reader) person() lang.Row { return r.payroll.Row(r.from + r.row) }

// read gives the outcome at the row.
func (r *reader) read() Outcome {
	p, status := r.policy, r.part.Status[r.row]
	if status == CannotTell {
		return p.untold(r.before(), r.book.doubts.of(r.row))
	}
	for _, slot := range p.changed {
		r.running[slot] = r.paidBefore(slot)
	}
	before := r.before()
	if status == OutOfScope {
		return Outcome{Status: status, Before: before, After: before, Cite: r.leftOutBy(), Paid: r.readPaid()}
	}
	part := r.part
	o := Outcome{
		Status: status, Clauses: r.readClauses(), Months: int64(part.Months[r.row]),
		Before: before, Delta: lang.Decimal(part.Delta[r.row]), Arrears: lang.Decimal(part.Arrears[r.row]),
	}
	o.After = moved(before, o.Delta)
	o.Paid = r.readPaid()
	return o
}

// moved gives what an amount is after a change, of which it is known that it does
// not overflow; what is not known stays so.
func moved(v lang.Value, by lang.Decimal) lang.Value {
	if !v.Known() {
		return v
	}
	d, _ := v.Decimal()
	return lang.DecimalOf(d + by)
}

// leftOutBy gives the clause that leaves the person out; death does without one.
func (r *reader) leftOutBy() string {
	if day, died := r.deaths.of(r.row); died && day < r.policy.Effective {
		return ""
	}
	return r.policy.Scope.Cite
}

// before gives what the person is paid before over the changed pay items.
func (r *reader) before() lang.Value {
	if !r.part.NoBefore.Has(r.row) {
		return lang.DecimalOf(lang.Decimal(r.part.Before[r.row]))
	}
	return r.policy.before(r.person())
}

// paidBefore gives what the person is paid before of one pay item.
func (r *reader) paidBefore(slot int) lang.Value {
	if r.pays != nil {
		if v, known := r.pays[slot].value(r.row); known {
			return v
		}
	}
	return r.policy.paid(r.person(), slot)
}

// readClauses gives the items that apply at the row, and moves the running values
// on by them.
func (r *reader) readClauses() []Clause {
	if len(r.clauses) < len(r.next) {
		r.clauses = make([]Clause, r.room(len(r.next)))
	}
	n := 0
	for i := range r.next {
		posted := &r.book.items[i]
		if !posted.rows.Has(r.row) {
			continue
		}
		delta := lang.Decimal(posted.deltas.at(r.next[i]))
		r.next[i]++
		running := &r.running[r.policy.Items[i].slot]
		if r.policy.Items[i].before != nil && !running.Known() {
			*running = r.replaced(r.policy.Items[i].slot, r.clauses[:n], *running)
		}
		clause := Clause{Item: i, Before: *running, Delta: delta}
		*running = moved(*running, delta)
		clause.After = *running
		clause.Arrears = delta * lang.Decimal(r.part.Months[r.row])
		r.clauses[n] = clause
		n++
	}
	if n == 0 {
		return nil
	}
	clauses := r.clauses[:n:n]
	r.clauses = r.clauses[n:]
	return clauses
}

// replaced gives what a set takes the place of where what is paid is not known:
// the standard of the day before with what the clauses so far have added to it.
func (r *reader) replaced(slot int, clauses []Clause, running lang.Value) lang.Value {
	if r.book.stood == nil || !r.book.stood[slot].rows.Has(r.row) {
		return running
	}
	stood := &r.book.stood[slot]
	amount := lang.Decimal(stood.deltas.at(stood.rank(r.row)))
	for _, c := range clauses {
		if r.policy.Items[c.Item].slot == slot {
			amount += c.Delta
		}
	}
	return lang.DecimalOf(amount)
}

// readPaid gives what the pay items come to, after [reader.readClauses].
func (r *reader) readPaid() []Paid {
	n := len(r.policy.changed)
	if n == 0 {
		return nil
	}
	if len(r.paid) < n {
		r.paid = make([]Paid, r.room(n))
	}
	paid := r.paid[:n:n]
	r.paid = r.paid[n:]
	for i, slot := range r.policy.changed {
		paid[i] = Paid{PayItem: r.policy.layout.payItems[slot], Value: r.running[slot]}
	}
	return paid
}

// room gives for how many elements to ask where a row needs at most n: for many
// rows at once where many are read.
func (r *reader) room(n int) int {
	const rows = 256
	if r.pays == nil {
		return n
	}
	return n * min(rows, len(r.part.Status)-r.row)
}
