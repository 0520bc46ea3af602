package hotspot_test

import (
	"math"
	"testing"

	"weiran/rules/hotspot"
)

// TestTailOfManyStrata is of a group spread over ten counties, seventy persons in
// each, of whom 14 are expected and 36 found. A normal curve called it three in a
// thousand million; it is four in ten million.
func TestTailOfManyStrata(t *testing.T) {
	const counties, all, flagged, in, found = 10, 5_000, 100, 70, 36
	rank := hotspot.Level{Name: "rank", Labels: []string{"in", "out"}}
	county := hotspot.Level{Name: "county"}
	var flags []bool
	left := found
	for s := range counties {
		county.Labels = append(county.Labels, string(rune('A'+s)))
		here := min(4, left)
		left -= here
		for i := range all {
			code, flag := int32(1), i >= in && i < in+flagged-here
			if i < in {
				code, flag = 0, i < here
			}
			rank.Codes, county.Codes, flags = append(rank.Codes, code), append(county.Codes, int32(s)), append(flags, flag)
		}
	}
	row := scan(t, hotspot.Study{
		Persons: len(flags), Dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{rank}}},
		Causes: []hotspot.Cause{{Name: "x", Flags: flags}}, Null: hotspot.Within(county), Replicates: 9, Rounds: -1,
	}).Rows[0]
	one := make([]float64, in+1)
	one[0] = 1
	for i := range flagged { // the chance that none of the flagged is within, then by ratios
		one[0] *= float64(all-in-i) / float64(all-i)
	}
	for k := range in {
		one[k+1] = one[k] * float64((flagged-k)*(in-k)) / float64((k+1)*(all-flagged-in+k+1))
	}
	sum := []float64{1}
	for range counties {
		next := make([]float64, len(sum)+in)
		for i, p := range sum {
			for k, q := range one {
				next[i+k] += p * q
			}
		}
		sum = next
	}
	want := 0.0
	for _, p := range sum[found:] {
		want += p
	}
	if row.Approximate || math.Abs(row.Tail/want-1) > 1e-9 || row.Observed != found {
		t.Errorf("%d found: tail %.12g (approximate: %v), want %.12g", row.Observed, row.Tail, row.Approximate, want)
	}
}
