package risk

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

// Few numbers are compared, many are sorted by digits; both put them in order,
// the ends of decimals among them.
func TestNumbersAreSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(
			rapid.Int64Range(0, 3), rapid.Int64Range(-1_000_000_000, 100_000_000_000), rapid.Int64(),
			rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, math.MaxInt64 - 1, 0}),
		)
		count := rapid.IntRange(0, 3*fewNumbers).Draw(t, "count")
		numbers := make([]lang.Decimal, count)
		for i := range numbers {
			numbers[i] = lang.Decimal(number.Draw(t, "number"))
		}
		want := slices.Clone(numbers)
		slices.Sort(want)
		sortNumbers(numbers, new([]lang.Decimal))
		if !slices.Equal(numbers, want) {
			t.Fatalf("%v, want %v", numbers, want)
		}
	})
}

// The sum of many pays is beyond 64 bits.
func TestAMeanOfASumThatOverflows(t *testing.T) {
	for _, ends := range [][]int64{
		{math.MaxInt64}, {math.MinInt64}, {math.MaxInt64, math.MaxInt64 - 1}, {math.MinInt64, math.MinInt64 + 1}, {math.MinInt64, math.MaxInt64},
	} {
		var s spread
		sum := new(big.Rat)
		for range 1001 {
			for _, n := range ends {
				s = append(s, lang.Decimal(n))
				sum.Add(sum, new(big.Rat).SetInt64(n))
			}
		}
		want := halfEven(sum.Quo(sum, new(big.Rat).SetInt64(int64(len(s)))))
		if got := int64(s.mean()); got != want {
			t.Errorf("the mean of %v is %d, want %d", ends, got, want)
		}
	}
}

// Keys are numbered in the order in which they are met, anew after a reset.
func TestNumbering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n numbering
		for range 2 {
			n.reset()
			known := map[int64]int32{}
			for _, key := range rapid.SliceOf(rapid.OneOf(rapid.Int64Range(-300, 300), rapid.Int64())).Draw(t, "keys") {
				want, ok := known[key]
				if !ok {
					want = int32(len(known))
					known[key] = want
				}
				if got := n.number(key); got != want {
					t.Fatalf("%d is number %d, want %d", key, got, want)
				}
			}
			if int(n.count) != len(known) {
				t.Fatalf("%d keys, want %d", n.count, len(known))
			}
		}
	})
}
