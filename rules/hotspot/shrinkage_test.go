package hotspot_test

import (
	"math"
	"testing"

	"weiran/rules/hotspot"
)

// shrunk scans one level of groups and fits it.
func shrunk(t *testing.T, sizes, flagged []int) (*hotspot.Result, hotspot.Shrinkage) {
	t.Helper()
	s := flat(sizes, flagged)
	s.Replicates, s.MaxShare, s.MinPersons, s.Rounds = 9, 1, 1, -1
	r := scan(t, s)
	fits := r.Shrink()
	if len(fits) != 1 {
		t.Fatalf("%d fits: %+v", len(fits), fits)
	}
	return r, fits[0]
}

// TestShrinkage fits counts that differ and counts that are alike.
func TestShrinkage(t *testing.T) {
	alike, differ, sizes := make([]int, 40), make([]int, 40), make([]int, 40)
	for i := range sizes {
		sizes[i], alike[i], differ[i] = 100, 10, 2+(i%5)*5
	}
	r, fit := shrunk(t, sizes, alike)
	if !fit.Alike || !fit.SharesAlike || math.Abs(r.Rows[0].EB-1) > 1e-6 || math.Abs(r.Rows[0].Share-0.1) > 1e-3 {
		t.Errorf("alike: %+v", fit)
	}
	r, fit = shrunk(t, sizes, differ)
	// The mean of the ratios is 1, so rate and shape agree; the spread is plain.
	if fit.Alike || math.Abs(fit.Shape/fit.Rate-1) > 1e-3 || fit.Shape > 10 {
		t.Errorf("differ: %+v", fit)
	}
	if top := r.Rows[0]; !(top.EB05 < top.EB && top.EB < top.Ratio && top.EB > 1 && top.Share < 0.22 && top.Share > 0.12) {
		t.Errorf("ratio %v shrunk to %v, from %v; share %v", top.Ratio, top.EB, top.EB05, top.Share)
	}
}

// TestShrinkageOfLevels holds both models to a fit of other make: Newton's method on
// the logarithms of both parameters, with derivatives worked out, in Python. Of the
// units it ran to 17 million: they differ by chance alone.
func TestShrinkageOfLevels(t *testing.T) {
	sizes, flagged := map[string][]int{}, map[string][]int{}
	for _, g := range readTable(t, "shrinkage/groups.csv") {
		level := g["level"]
		sizes[level] = append(sizes[level], int(g.number(t, "n")))
		flagged[level] = append(flagged[level], int(g.number(t, "observed")))
	}
	for _, want := range readTable(t, "shrinkage/expected.csv") {
		level := want["level"]
		r, fit := shrunk(t, sizes[level], flagged[level])
		mustBeNumbers(t, r)
		if alike := want["shape"] == ""; fit.Alike != alike || fit.SharesAlike != alike {
			t.Errorf("%s: alike is %v and %v, want %v", level, fit.Alike, fit.SharesAlike, alike)
		} else if alike {
			continue
		}
		for name, got := range map[string]float64{
			"shape": fit.Shape, "rate": fit.Rate, "a": fit.Mean * fit.Size, "b": (1 - fit.Mean) * fit.Size,
		} {
			if v := want.number(t, name); math.Abs(got/v-1) > 1e-5 {
				t.Errorf("%s: %s is %.10g, want %.10g", level, name, got, v)
			}
		}
	}
}

// TestShrinkageIsNoGate: the strongest hotspot among units that are alike is shrunk
// to nothing and stays the strongest hotspot.
func TestShrinkageIsNoGate(t *testing.T) {
	sizes, flagged := make([]int, 400), make([]int, 400)
	for i := range sizes {
		sizes[i], flagged[i] = 20, 1
	}
	flagged[7] = 9
	r, fit := shrunk(t, sizes, flagged)
	if top := r.Rows[0]; !fit.Alike || top.EB > 1.2 || top.Tier != hotspot.Red {
		t.Errorf("shape %v: ratio %v shrunk to %v, tier %v", fit.Shape, top.Ratio, top.EB, top.Tier)
	}
}
