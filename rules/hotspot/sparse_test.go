package hotspot

import (
	"testing"

	"pgregory.net/rapid"
)

// What a sparse count gives of any of the persons, time after time, is what a
// tally of all groups does.
func TestSparseCountsAsATally(t *testing.T) {
	g := newGround(country(2_000))
	s := newSparse(g)
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 3).Draw(t, "counts") {
			every := rapid.IntRange(1, 500).Draw(t, "one in")
			all := newTally[int32](g, 1)
			g.each(func(at int32, _ stratum, leaf int32) {
				if int(at)%every == 0 {
					s.add(leaf, g.slot[at])
					all.add(leaf, g.slot[at], 0, 1)
				}
			})
			all.rollUp()
			s.take(func(group, persons int32) {
				if all.groups[group] != persons {
					t.Fatalf("group %d: %d, want %d", group, persons, all.groups[group])
				}
				all.groups[group] = 0
			})
			for group, left := range all.groups {
				if left != 0 {
					t.Fatalf("group %d: nothing, want %d", group, left)
				}
			}
		}
	})
}
