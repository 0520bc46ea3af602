package hotspot

import "slices"

// masks tell which causes a person is flagged for. Causes that come together in
// one person stay together in every replicate: a profile is never split.
type masks struct {
	causes   []Cause
	number   map[uint64]int32
	profiles [][]int32
}

// newMasks numbers the profiles that occur, in an order that rows do not decide.
func newMasks(causes []Cause) *masks {
	m := &masks{causes: causes, number: map[uint64]int32{}}
	var seen []uint64
	for row := range causes[0].Flags {
		mask := m.mask(int32(row))
		if _, known := m.number[mask]; mask != 0 && !known {
			m.number[mask] = 0
			seen = append(seen, mask)
		}
	}
	slices.Sort(seen)
	for i, mask := range seen {
		m.number[mask] = int32(i)
		var of []int32
		for c := range causes {
			if mask>>c&1 != 0 {
				of = append(of, int32(c))
			}
		}
		m.profiles = append(m.profiles, of)
	}
	return m
}

func (m *masks) mask(row int32) (mask uint64) {
	for c := range m.causes {
		if m.causes[c].Flags[row] {
			mask |= 1 << c
		}
	}
	return mask
}

// of gives the profile of a row, if it is flagged at all.
func (m *masks) of(row int32) (profile int32, flagged bool) {
	mask := m.mask(row)
	return m.number[mask], mask != 0
}
