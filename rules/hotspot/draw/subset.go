package draw

import (
	"math"
	"slices"
)

// A Sampler draws subsets. It keeps its memory from one draw to the next; each
// worker has its own.
type Sampler struct {
	picks []int32
	late  map[int32]struct{}
}

// Subset draws count of the numbers 0 to n−1, each such set as likely as any
// other. The first sorted of them ascend; those behind stand in no order. The
// list is good until the next draw.
//
// First every number is taken independently with a probability a little below
// count/n, by leaping over those not taken. Given how many were taken, they are a
// uniform set of that size, and members added uniformly keep it one. Only if too
// many came, 3 times in 100 000, is it done again, which depends on nothing but
// their number. So the result is exact.
func (s *Sampler) Subset(stream *Stream, n, count int) (picks []int32, sorted int) {
	if count > n/2 {
		return s.complement(stream, n, count), count
	}
	s.leap(stream, n, count)
	sorted = len(s.picks)
	s.topUp(stream, n, count)
	return s.picks, sorted
}

// complement draws those left out, where they are fewer.
func (s *Sampler) complement(stream *Stream, n, count int) []int32 {
	s.leap(stream, n, n-count)
	s.topUp(stream, n, n-count)
	out := slices.Sorted(slices.Values(s.picks))
	in := make([]int32, 0, count)
	from := int32(0)
	for _, o := range append(out, int32(n)) {
		for ; from < o; from++ {
			in = append(in, from)
		}
		from = o + 1
	}
	return in
}

// leap takes each number with the probability (count−4√count)/n.
func (s *Sampler) leap(stream *Stream, n, count int) {
	p := (float64(count) - 4*math.Sqrt(float64(count))) / float64(n)
	s.picks = s.picks[:0]
	if p <= 0 {
		return
	}
	scale := -1 / math.Log1p(-p)
	for again := true; again; again = len(s.picks) > count {
		s.picks = s.picks[:0]
		for i := -1.0; ; {
			i += 1 + math.Floor(-math.Log(stream.Unit())*scale)
			if i >= float64(n) {
				break
			}
			s.picks = append(s.picks, int32(i))
		}
	}
}

// topUp adds numbers not yet taken until there are count.
func (s *Sampler) topUp(stream *Stream, n, count int) {
	sorted := s.picks
	if s.late == nil {
		s.late = map[int32]struct{}{}
	}
	clear(s.late)
	for len(s.picks) < count {
		i := int32(stream.Below(uint64(n)))
		if _, taken := s.late[i]; taken {
			continue
		}
		if _, taken := slices.BinarySearch(sorted, i); taken {
			continue
		}
		s.late[i] = struct{}{}
		s.picks = append(s.picks, i)
	}
}
