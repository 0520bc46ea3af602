package hotspot

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestNumbersAlike says that pairs are numbered alike whether there is room for a
// table of all of them or not, also where one code comes with several others.
func TestNumbersAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		countA, countB := rapid.IntRange(1, 6).Draw(t, "a"), rapid.IntRange(1, 6).Draw(t, "b")
		n := rapid.IntRange(0, 40).Draw(t, "n")
		a, b := make([]int32, n), make([]int32, n)
		for i := range n {
			a[i], b[i] = int32(rapid.IntRange(0, countA-1).Draw(t, "code")), int32(rapid.IntRange(0, countB-1).Draw(t, "code"))
		}
		ids, pairs := number(a, countA, b, countB)
		sparse := make([]int32, n)
		got := numberSparse(sparse, a, b, countB)
		if len(pairs)+len(got) > 0 && !reflect.DeepEqual(got, pairs) || !reflect.DeepEqual(sparse, ids) {
			t.Fatalf("sparse %v %v, by a table %v %v", sparse, got, ids, pairs)
		}
		for i := range n {
			if pairs[ids[i]] != [2]int32{a[i], b[i]} {
				t.Fatalf("row %d is pair %v, want %d, %d", i, pairs[ids[i]], a[i], b[i])
			}
		}
	})
}
