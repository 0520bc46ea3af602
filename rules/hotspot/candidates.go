package hotspot

import (
	"weiran/rules/hotspot/draw"
)

// candidates are the pairs of group and cause that may be a hotspot, in columns:
// every replicate walks over all of them.
type candidates struct {
	of       *census
	minCases int32

	group    []int32
	cause    []int32
	at       []int32 // place in a tally
	expected []float64
	bound    []float64 // LLR ≤ (c − expected)²·bound
}

// candidates lists those that are eligible. Only sizes decide, never who is
// flagged: or else the number of tests would depend on their outcome.
func (c *census) candidates(s Study, skip []bool) *candidates {
	out := &candidates{of: c, minCases: int32(s.MinCases)}
	for group, n := range c.persons {
		if skip != nil && skip[group] || !c.eligible(s, float64(n)) {
			continue
		}
		for cause, flagged := range c.flagged {
			if flagged == 0 || flagged == c.all {
				continue
			}
			out.add(int32(group), cause)
		}
	}
	return out
}

// eligible reports whether a group of n persons is neither too small nor too large.
func (c *census) eligible(s Study, n float64) bool {
	return n >= float64(s.MinPersons) && n < c.all && n <= s.MaxShare*c.all
}

func (s *candidates) add(group int32, cause int) {
	n, flagged := float64(s.of.persons[group]), s.of.flagged[cause]
	e := s.of.expected(group, cause)
	bound := 1/e + 1/(flagged-e)
	if !s.of.stratified() && s.of.risk == nil {
		bound += 1/(n-e) + 1/(s.of.all-n-(flagged-e))
	}
	s.group = append(s.group, group)
	s.cause = append(s.cause, int32(cause))
	s.at = append(s.at, group*int32(s.of.causes)+int32(cause))
	s.expected = append(s.expected, e)
	s.bound = append(s.bound, bound)
}

// llr is the likelihood ratio of a candidate with c flagged; 0 below the least
// number of cases, in the data as in a replicate.
func (s *candidates) llr(i int, c int32) float64 {
	if c < s.minCases {
		return 0
	}
	return s.of.llr(float64(s.of.persons[s.group[i]]), float64(c), s.expected[i], int(s.cause[i]))
}

// strongest is the greatest likelihood ratio of a tally. The logarithms are spared
// where the bound, which follows from ln x ≤ x−1, is not above the best so far.
func (s *candidates) strongest(counts []int32) float64 {
	const slack = 1 + 1e-12 // of rounding
	best := 0.0
	for i, at := range s.at {
		c := counts[at]
		if c < s.minCases {
			continue
		}
		above := float64(c) - s.expected[i]
		if above <= 0 || above*above*s.bound[i]*slack <= best {
			continue
		}
		best = max(best, s.llr(i, c))
	}
	return best
}

// aliases finds groups with the same members. It tells of every group that is to
// be left out which group stands for it: the deeper of a parent and its only
// child, else the one declared first.
func (c *census) aliases() (standsFor map[int32]int32, skip []bool) {
	t := newTally[uint64](c.ground, 1)
	c.each(func(at int32, _ stratum, leaf int32) {
		stream := draw.NewStream(1, uint64(c.rows[at]))
		t.add(leaf, c.slot[at], 0, stream.Next())
	})
	t.rollUp()
	type members struct {
		sum uint64
		n   int32
	}
	standsFor, skip = map[int32]int32{}, make([]bool, len(c.persons))
	first := map[members]int32{}
	for group, n := range c.persons {
		key := members{sum: t.groups[group], n: n}
		held, known := first[key]
		switch {
		case !known:
			first[key] = int32(group)
		case c.forest.within(int32(group), held):
			first[key] = int32(group)
			standsFor[held], skip[held] = int32(group), true
		default:
			standsFor[int32(group)], skip[group] = held, true
		}
	}
	return standsFor, skip
}
