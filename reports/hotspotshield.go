package reports

import (
	"cmp"
	"slices"

	"weiran/rules"
)

// A shield keeps from the committee the groups whose counts, taken from each other,
// would leave a few persons: a township less its units, say. It admits the spots in
// the order in which they are told, so that of two the graver one is told.
type shield struct {
	hotspots *rules.Hotspots
	few      int // fewer persons than these are hidden
	told     []toldSpot
	asked    int
	counted  map[string]int // groups, by dimension
}

func newShield(h *rules.Hotspots, few int) shield {
	return shield{hotspots: h, few: few, counted: map[string]int{}}
}

// mostAsked bounds what a province's thousands of spots may take.
const mostAsked = 120

// tired reports whether the shield has been asked as often as it answers.
func (s *shield) tired() bool { return s.asked >= mostAsked }

// A toldSpot is a spot with the rows of its flagged persons, ascending.
type toldSpot struct {
	spot *rules.Spot
	who  []int32
}

// admits reports whether a spot can be told beside those that were, and then counts
// it among them.
func (s *shield) admits(spot *rules.Spot) bool {
	s.asked++
	fresh := toldSpot{spot, s.hotspots.Who(spot)}
	told := []toldSpot{fresh}
	for _, t := range s.told {
		switch same := t.spot.Cause == spot.Cause; {
		case same && t.spot.Dimension == spot.Dimension && slices.Equal(t.spot.Path, spot.Path):
			return true // told already
		case same:
			told = append(told, t)
		}
	}
	for _, whole := range told {
		if s.leavesFew(whole, told) {
			return false
		}
	}
	if s.completes(fresh, told) {
		return false
	}
	s.told = append(s.told, fresh)
	return true
}

// leavesFew reports whether groups within a whole, no two of which share a flagged
// person, leave a few flagged persons of it.
func (s *shield) leavesFew(whole toldSpot, told []toldSpot) bool {
	var parts [][]int32
	for _, t := range told {
		if len(t.who) < len(whole.who) && within(t.who, whole.who) {
			parts = append(parts, t.who)
		}
	}
	slices.SortStableFunc(parts, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	d := difference{parts: parts, few: s.few, after: make([]int, len(parts)+1)}
	for i := len(parts) - 1; i >= 0; i-- {
		d.after[i] = d.after[i+1] + len(parts[i])
	}
	return d.search(0, nil, len(whole.who))
}

// completes reports whether all groups of a dimension but one would be told, and that
// one holds a few of all flagged persons: it would be told by its absence. Few who may
// be of several groups are no more than the report tells of everybody.
func (s *shield) completes(fresh toldSpot, told []toldSpot) bool {
	left, groups := len(s.hotspots.All(fresh.spot.Cause)), s.groups(fresh.spot.Dimension)
	for _, t := range told {
		if t.spot.Dimension == fresh.spot.Dimension {
			left -= len(t.who)
			groups--
		}
	}
	return groups == 1 && 0 < left && left < s.few
}

// groups counts the groups of a dimension, of the whole roster once.
func (s *shield) groups(dimension string) int {
	n, known := s.counted[dimension]
	if !known {
		n = s.hotspots.Groups(dimension)
		s.counted[dimension] = n
	}
	return n
}

// mostDifferences bounds the search. Groups too many to be searched are hidden.
const mostDifferences = 1 << 16

// A difference looks for parts of a whole that share nobody and leave a few persons.
type difference struct {
	parts [][]int32 // the largest first
	after []int     // persons of the parts from a place on
	few   int
	tried int
}

func (d *difference) search(from int, taken [][]int32, left int) bool {
	if d.tried++; d.tried > mostDifferences || 0 < left && left < d.few {
		return true
	}
	for i := from; i < len(d.parts) && left-d.after[i] < d.few; i++ {
		part := d.parts[i]
		shares := slices.ContainsFunc(taken, func(t []int32) bool { return meet(t, part) })
		if !shares && d.search(i+1, append(taken, part), left-len(part)) {
			return true
		}
	}
	return false
}

func has(rows []int32, row int32) bool {
	_, is := slices.BinarySearch(rows, row)
	return is
}

// within reports whether all rows are among others; both ascend.
func within(rows, others []int32) bool {
	return !slices.ContainsFunc(rows, func(row int32) bool { return !has(others, row) })
}

func meet(a, b []int32) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return slices.ContainsFunc(a, func(row int32) bool { return has(b, row) })
}
