package exact_test

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/hotspot/exact"
)

// TestBeyondCountsSubsets compares with the count of all subsets one by one.
func TestBeyondCountsSubsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(1, 7).Draw(t, "nodes")
		tree := exact.Tree{Parent: make([]int32, nodes), Own: make([]float64, nodes)}
		critical := make([]int, nodes)
		members := make([]uint32, nodes)
		persons := 0
		for g := range nodes {
			tree.Parent[g] = int32(rapid.IntRange(-1, g-1).Draw(t, "parent"))
			own := rapid.IntRange(0, 2).Draw(t, "own")
			if g == 0 {
				own += 2
			}
			tree.Own[g] = float64(own)
			mask := (uint32(1)<<own - 1) << persons
			persons += own
			for at := int32(g); at >= 0; at = tree.Parent[at] {
				members[at] |= mask
			}
			critical[g] = exact.Never
			if rapid.Bool().Draw(t, "may be hot") {
				critical[g] = rapid.IntRange(1, 6).Draw(t, "critical")
			}
		}
		total := rapid.IntRange(1, persons-1).Draw(t, "total")
		tree.Law = exact.Binomial{Share: float64(total) / float64(persons)}
		dead, all := 0, 0
		for set := range uint32(1) << persons {
			if bits.OnesCount32(set) != total {
				continue
			}
			all++
			for g := range nodes {
				if bits.OnesCount32(set&members[g]) >= critical[g] {
					dead++
					break
				}
			}
		}
		want := float64(dead) / float64(all)
		if got := tree.Beyond(critical, total); math.Abs(got-want) > 1e-11 {
			t.Fatalf("%v, want %v = %d/%d", got, want, dead, all)
		}
	})
}

// TestBeyondOfPoisson compares a flat tree of two with the binomial split that
// the multinomial of two groups is.
func TestBeyondOfPoisson(t *testing.T) {
	tree := exact.Tree{Parent: []int32{-1, -1}, Own: []float64{3, 7}, Law: exact.Poisson{}}
	got := tree.Beyond([]int{6, exact.Never}, 10)
	want := 0.0
	for k := 6.0; k <= 10; k++ {
		want += exact.Binomial{Share: 0.3}.Point(k, 10)
	}
	if math.Abs(got/want-1) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestBeyondKeepsSmallNumbers: one group that holds all the flagged.
func TestBeyondKeepsSmallNumbers(t *testing.T) {
	tree := exact.Tree{Parent: []int32{-1, -1}, Own: []float64{20, 180}, Law: exact.Binomial{Share: 0.1}}
	got := tree.Beyond([]int{20, exact.Never}, 20)
	want := 1.0
	for i := 0.0; i < 20; i++ {
		want *= (20 - i) / (200 - i)
	}
	if math.Abs(got/want-1) > 1e-9 {
		t.Errorf("%v, want %v", got, want)
	}
}
