//go:build !purego

package column

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestVectorsLikeLoops holds the vector instructions to the loops that stand in
// for them elsewhere.
func TestVectorsLikeLoops(t *testing.T) {
	if !vectors {
		t.Log("this processor has no vector instructions: both sides are loops")
	}
	has := vectors
	defer func() { vectors = has }()
	rapid.Check(t, func(t *rapid.T) {
		wide := rapid.SliceOfN(rapid.SampledFrom([]int64{math.MinInt64, -1, 0, 1, 1 << 40, math.MaxInt64}), 1, 200)
		a := wide.Draw(t, "a")
		b := rapid.SliceOfN(wide, 1, 1).Draw(t, "b")[0]
		b = append(b, a...)[:len(a)]
		r := relation(rapid.IntRange(0, 5).Draw(t, "relation"))
		narrowA, narrowB := make([]int32, len(a)), make([]int32, len(a))
		for i := range a {
			narrowA[i], narrowB[i] = int32(a[i]>>32), int32(b[i]>>32)
		}
		sameBits(t, r, operand[int64]{values: a}, operand[int64]{values: b})
		sameBits(t, r, operand[int64]{values: a}, operand[int64]{b[:1], true})
		sameBits(t, r, operand[int32]{values: narrowA}, operand[int32]{values: narrowB})
		sameBits(t, r, operand[int32]{values: narrowA}, operand[int32]{narrowB[:1], true})
	})
}

func sameBits[T number](t *rapid.T, r relation, a, b operand[T]) {
	rows := len(a.values)
	with, without := NewBits(rows), NewBits(rows)
	has := vectors
	compareAll(with, r, a, b)
	vectors = false
	compareAll(without, r, a, b)
	vectors = has
	with.trim(rows)
	without.trim(rows)
	if !slices.Equal(with, without) {
		t.Fatalf("%v %s %v: %b by vectors, %b by loops", a.values, relationSigns[r], b.values, with, without)
	}
}
