package column

import (
	"math"
	"sort"

	"weiran/rules/lang"
)

// An age beside a constant is a date beside a constant: the later somebody was
// born the younger they are, so age_on(born, as_of) >= 95 holds up to one day and
// not after. That day is looked for once a batch, by asking the calendar itself,
// and no age is worked out.

// A turning is the first day on which an elapsed time is on the other side of a
// number than on all days before.
type turning struct {
	fixed int32 // the date that all rows have
	least int64 // what the time is at least on one of the sides
	day   int64 // one behind the last date where no day is the first
	found bool
}

// byTurning computes a comparison as one of dates, where its left operand is the
// time between a field and a settled date, and its right one is settled.
func (c comparison) byTurning(w *Worker, args []int, s *slot) bool {
	age := &w.program.nodes[args[0]]
	e, ok := age.operation.(elapsed)
	n := w.slots[args[1]].settled
	if !ok || n == nil || !n.decided() || c.relation == equal || c.relation == notEqual {
		return false
	}
	from, to := w.slots[age.args[0]].settled, w.slots[age.args[1]].settled
	switch {
	case from == nil && to != nil && to.decided():
		c.turn(w.vector(age.args[0]), span{e, to.narrow[0], true}, n.wide[0], s)
	case to == nil && from != nil && from.decided():
		c.turn(w.vector(age.args[1]), span{e, from.narrow[0], false}, n.wide[0], s)
	default:
		return false
	}
	return true
}

// A span is an elapsed time of which one date is fixed.
type span struct {
	elapsed
	fixed  int32
	isLast bool // the fixed date is the second one, so that later dates give less
}

// least gives the least number from which on a relation holds, or (from is false)
// no longer holds.
func (r relation) least(n int64) (least int64, from bool) {
	n = max(math.MinInt32, min(math.MaxInt32, n)) // no two dates are so many months apart
	if r == greater || r == lessEqual {
		n++
	}
	return n, r == greater || r == greaterEqual
}

// turn marks the days before the turning, or those from it on.
func (c comparison) turn(days *Vector, of span, n int64, s *slot) {
	s.begin(lang.Bool, days.rows, days)
	s.borrowDoubts(days)
	least, from := c.relation.least(n)
	day := s.turning(of, least)
	truth := s.newTruth()
	if day <= math.MaxInt32 {
		compareConstant(truth, less, days.narrow, int32(day))
	} else {
		truth.SetRange(0, s.rows)
	}
	if from != of.isLast {
		for i := range truth {
			truth[i] = ^truth[i]
		}
	}
	s.settle()
}

// turning gives the first day on which the time is less than least where later
// dates give less, and at least that where they give more.
func (s *slot) turning(of span, least int64) int64 {
	t, ok := s.memo.(*turning)
	if !ok {
		t = &turning{}
		s.memo = t
	}
	if t.found && t.fixed == of.fixed && t.least == least {
		return t.day
	}
	const dates = 1 << 32
	first := sort.Search(dates, func(i int) bool {
		return of.count(int32(i+math.MinInt32)) >= least != of.isLast
	})
	*t = turning{of.fixed, least, int64(first) + math.MinInt32, true}
	return t.day
}

// count gives the time for one date.
func (e span) count(date int32) int64 {
	one := [1]int64{monthsBetween(civilOf(e.fixed), civilOf(date))}
	if e.isLast {
		one[0] = monthsBetween(civilOf(date), civilOf(e.fixed))
	}
	if e.months > 1 {
		floorYears(one[:])
	}
	return one[0]
}
