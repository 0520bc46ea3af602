package rules

import (
	"slices"

	"weiran/rules/hotspot"
)

// share notes in each spot which levels of its path tell nobody apart.
func (w *ways) share(spots []Spot) {
	shared := map[string]int{}
	for _, d := range w.dimensions {
		for depth, l := range d.Levels {
			shared[l.Name] = min(sharedLevels(d), depth)
		}
	}
	for i := range spots {
		spots[i].shared = shared[spots[i].Dimension]
	}
}

// sharedLevels counts the levels, from the top, in which everybody is in one group.
func sharedLevels(d hotspot.Dimension) (n int) {
	for n < len(d.Levels) && len(d.Levels[n].Labels) == 1 && !slices.Contains(d.Levels[n].Codes, -1) {
		n++
	}
	return n
}
