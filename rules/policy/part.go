package policy

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A Part is the outcomes for one batch of the roster, by columns. Amounts count
// 1/10 000 yuan.
type Part struct {
	Status   []Status
	Before   []int64     // yuan a month; 0 where it is not known
	NoBefore column.Bits // the rows whose Before is not known; nil where there is none
	Delta    []int64     // yuan a month
	Arrears  []int64     // yuan in all
	Months   []int32     // months of arrears
}

func newPart(rows int) Part {
	return Part{
		Status: make([]Status, rows), Before: make([]int64, rows),
		Delta: make([]int64, rows), Arrears: make([]int64, rows), Months: make([]int32, rows),
	}
}

// putBefore notes what one person was paid before.
func (p *Part) putBefore(row int, before lang.Value) {
	if d, ok := before.Decimal(); ok && before.Known() {
		p.Before[row] = int64(d)
		return
	}
	p.Before[row] = 0
	if p.NoBefore == nil {
		p.NoBefore = column.NewBits(len(p.Status))
	}
	p.NoBefore.Set(row)
}

// part gives the columns of a batch whose rows are settled.
func (s *sheet) part(open doubts) Part {
	p := newPart(s.rows)
	s.sumBefore(&p)
	s.sumDeltas(&p)
	for row := range s.out.All() {
		p.Status[row] = OutOfScope
	}
	for _, row := range open.rows {
		p.Status[row] = CannotTell
	}
	return p
}

// sumBefore adds up what is paid before. Sums that might overflow are left to
// the reference.
func (s *sheet) sumBefore(p *Part) {
	for _, slot := range s.policy.changed {
		start := s.start[slot]
		for row := range p.Before {
			p.Before[row] += start[row]
		}
	}
	from, _ := s.payroll.Roster.Span(s.batch)
	for w := range s.in {
		var unknown uint64
		for _, slot := range s.policy.changed {
			unknown |= s.pays[slot].open(w) &^ (wordOf(s.stood[slot], w) & s.in[w])
		}
		for row := range rowsOf(unknown, w) {
			p.putBefore(row, lang.Unknown())
		}
		for row := range rowsOf(s.large[w]&^unknown, w) {
			p.putBefore(row, s.policy.Apply(s.payroll.Row(from+row), s.asOf).Before)
		}
	}
}

// sumDeltas adds up what changes for those in scope, and says whether anything
// does.
func (s *sheet) sumDeltas(p *Part) {
	for row := range s.in.All() {
		var delta, any int64
		for _, slot := range s.policy.changed {
			net := s.running[slot][row] - s.start[slot][row]
			delta += net
			any |= net
		}
		if any == 0 {
			p.Status[row] = Unchanged
		}
		p.Delta[row] = delta
		p.Arrears[row] = delta * int64(s.months[row])
		p.Months[row] = s.months[row]
	}
}
