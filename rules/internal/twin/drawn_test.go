package twin_test

import (
	"math"

	"pgregory.net/rapid"

	"weiran/rules/internal/twin"
)

// Few values make many ties, many values many places, and the ends of int64 are
// where a difference overflows.
func values(t *rapid.T, label string, n int) []int64 {
	some := rapid.SampledFrom([]*rapid.Generator[int64]{
		rapid.Just(int64(7)),
		rapid.Int64Range(0, 3),
		rapid.Int64Range(-40, 40),
		rapid.Int64Range(-100_000, 100_000),
		rapid.Int64(),
		rapid.SampledFrom([]int64{math.MinInt64, 0, math.MaxInt64}),
	}).Draw(t, label+" of")
	return rapid.SliceOfN(some, n, n).Draw(t, label)
}

func near(t *rapid.T, n int) twin.Near {
	f := twin.Near{
		Values: values(t, "near", n),
		Within: rapid.OneOf(
			rapid.Int64Range(0, 40), rapid.Int64Range(0, 100_000), rapid.Just(int64(twin.Anywhere)),
		).Draw(t, "within"),
		Unit: rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(1, 400)).Draw(t, "unit"),
	}
	if f.Within == twin.Anywhere && f.Unit == 0 {
		f.Unit = 1
	}
	return f
}

func question(t *rapid.T) twin.Question {
	n := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(0, 200)).Draw(t, "n")
	q := twin.Question{Group: make([]int32, n), Gain: values(t, "gain", n)}
	groups := int32(rapid.IntRange(0, 2).Draw(t, "groups"))
	for i := range q.Group {
		q.Group[i] = rapid.Int32Range(-1, min(groups, int32(n)-1)).Draw(t, "group")
	}
	for range rapid.IntRange(0, 3).Draw(t, "fields") {
		q.Near = append(q.Near, near(t, n))
	}
	if rapid.Bool().Draw(t, "doubts") {
		q.Unknown = rapid.SliceOfN(rapid.Uint64(), (n+63)/64, (n+63)/64).Draw(t, "unknown")
	}
	if rapid.Bool().Draw(t, "differ") {
		q.Unlike = rapid.SliceOfN(rapid.Int32Range(-2, 1), n, n).Draw(t, "unlike")
	}
	return q
}
