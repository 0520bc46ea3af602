package policy

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A sheet is what working a policy out for one batch needs. Its memory is used
// again for the next one, of whatever payroll.
//
// Amounts count 1/10 000 yuan. Where a row is not one of those that a list of
// bits names, its number is of no account and may have wrapped around.
type sheet struct {
	policy   *Policy
	ordinary uint64
	workers  []*column.Worker // by stage
	columns  []column.Column  // by field of the policy's scope
	lookBack *lookBack        // nil where no item has a standard of the day before
	packer   packer
	again    *calculation      // of one open row after another
	doubts   map[string]*doubt // met so far, by what they say

	asOf    lang.Date
	payroll *Payroll
	batch   int
	rows    int

	pays    []pay         // by slot: what is paid before; of those that are met
	start   [][]int64     // by slot: the same, 0 where it is not known; of changed slots
	running [][]int64     // by slot: the running value, likewise
	stood   []column.Bits // by slot: the rows whose start is the standard of the day before
	deltas  [][]int64     // by item, of the rows to which it applies
	applies []column.Bits
	months  []int32 // of arrears, for the rows in scope

	in    column.Bits // in scope, and nothing open so far
	out   column.Bits // the scope says no, or the person died before
	large column.Bits // some amount is beyond all reason, and might overflow
}

func newSheet(p *Policy, e *engine) *sheet {
	slots := len(p.layout.payItems)
	s := &sheet{
		policy: p, ordinary: e.ordinary,
		columns: make([]column.Column, len(p.scope.Fields)),
		pays:    make([]pay, slots), start: make([][]int64, slots), running: make([][]int64, slots), stood: make([]column.Bits, slots),
		doubts: map[string]*doubt{},
		deltas: make([][]int64, len(p.Items)), applies: make([]column.Bits, len(p.Items)),
	}
	for _, stage := range e.stages {
		s.workers = append(s.workers, stage.program.NewWorker())
	}
	if e.formers.program != nil {
		s.lookBack = newLookBack(p, e.formers)
	}
	s.again = p.calculation(0)
	s.again.recall = newRecall(p)
	for i, v := range p.head {
		s.columns[p.layout.running(slots)+i] = column.Constant(v)
	}
	for i, v := range p.values {
		s.columns[p.layout.asOf+1+i] = column.Constant(v)
	}
	return s
}

// open begins a batch: nothing is decided yet.
func (s *sheet) open(on *Payroll, batch int, asOf lang.Date) {
	from, to := on.Roster.Span(batch)
	s.payroll, s.batch, s.rows, s.asOf = on, batch, to-from, asOf
	s.again.on(asOf)
	clear(s.stood)
	s.columns[s.policy.layout.asOf] = column.Constant(lang.DateOf(asOf))
	words := (s.rows + wordRows - 1) / wordRows
	for _, bits := range []*column.Bits{&s.in, &s.out, &s.large} {
		*bits = cleared(*bits, words)
	}
	s.in.SetRange(0, s.rows)
	for _, slot := range s.policy.met {
		s.pays[slot] = on.pay(batch, s.policy.layout.paid[slot])
	}
	for _, slot := range s.policy.changed {
		s.start[slot] = sized(s.start[slot], s.rows)
		s.running[slot] = sized(s.running[slot], s.rows)
		s.begin(slot)
	}
	for i := range s.deltas {
		s.deltas[i] = sized(s.deltas[i], s.rows)
		s.applies[i] = cleared(s.applies[i], words)
	}
	s.live()
}

// begin sets the running value of a pay item to what is paid before.
func (s *sheet) begin(slot int) {
	start, paid := s.start[slot], &s.pays[slot]
	copy(start, paid.amounts)
	for word := range s.in {
		if paid.open(word) == 0 {
			continue
		}
		for row := word * wordRows; row < min(s.rows, (word+1)*wordRows); row++ {
			if !paid.known(row) {
				start[row] = 0
			}
		}
	}
	for row, n := range start {
		if size(n) >= s.ordinary {
			s.large.Set(row)
		}
	}
	copy(s.running[slot], start)
}

// live counts the months of arrears, and leaves out who died before the
// effective date.
func (s *sheet) live() {
	s.months = sized(s.months, s.rows)
	months := int32(s.again.payable)
	for row := range s.months {
		s.months[row] = months
	}
	died := s.policy.layout.deaths(s.payroll.Roster, s.batch)
	if died.cells == nil || died.cells.Data().NullN() == s.rows {
		return
	}
	for row := range s.rows {
		if day, ok := died.of(row); ok {
			s.bury(row, day)
		}
	}
}

// bury ends the arrears of one person with the month of death.
func (s *sheet) bury(row int, died lang.Date) {
	switch p := s.policy; {
	case died < p.Effective:
		s.out.Set(row)
		s.in = without(s.in, row)
	case died < p.PaidFrom:
		s.months[row] = min(s.months[row], int32(p.Effective.CalendarMonths(died)+1))
	}
}

// column gives one field of the policy's scope over the batch.
func (s *sheet) column(field int) column.Column {
	l := &s.policy.layout
	slot := field - len(l.fields)
	switch {
	case slot < 0:
		return s.payroll.Column(s.batch, field)
	case slot >= len(l.payItems):
		return s.columns[field] // a constant
	case s.running[slot] == nil:
		return column.Decimals(s.pays[slot].amounts, s.pays[slot].none)
	}
	return column.Decimals(s.running[slot], s.unpaid(slot))
}

// size is at least the magnitude of n, less one below zero; or-ing sizes keeps
// the highest bit of all.
func size(n int64) uint64 { return uint64(n ^ n>>63) }

// sized gives a slice of n elements, in the old memory where it is enough.
func sized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}

// cleared gives so many words of bits, none set.
func cleared(old column.Bits, words int) column.Bits {
	b := sized(old, words)
	clear(b)
	return b
}
