package reports

import "slices"

// mostSums bounds the search. Tables too large to be searched are taken to tell.
const mostSums = 1 << 18

// A search goes through the sums of small classes.
type search struct {
	arithmetic
	amounts map[int]residue
	holding map[residue][]int // small classes by their amounts
	small   []int
	sums    int
}

// search reports whether the sum of some small classes follows from the rows. One of
// them must be among those that span.
func (a arithmetic) search(spanning []int) bool {
	s := search{arithmetic: a, amounts: a.witness(spanning), holding: map[residue][]int{}}
	for _, class := range a.classes {
		if a.small(class) {
			s.small = append(s.small, class)
			s.holding[s.amounts[class]] = append(s.holding[s.amounts[class]], class)
		}
	}
	for _, class := range spanning {
		if a.small(class) && s.with(0, []int{class}, a.size(class), s.amounts[class]) {
			return true
		}
	}
	return false
}

// with reports whether some classes come to zero, by themselves or with more of the
// small ones from a place on. The last is not looked for: its amount is known.
func (s *search) with(from int, chosen []int, persons int, sum residue) bool {
	if s.sums++; s.sums > mostSums || sum == 0 {
		return true
	}
	for _, last := range s.holding[residue(0).minus(sum)] {
		if persons+s.size(last) < s.atLeast && !slices.Contains(chosen, last) {
			return true
		}
	}
	for i := from; i < len(s.small); i++ {
		class := s.small[i]
		if persons+s.size(class)+1 < s.atLeast && !slices.Contains(chosen, class) &&
			s.with(i+1, append(chosen, class), persons+s.size(class), sum.plus(s.amounts[class])) {
			return true
		}
	}
	return false
}
