package draw_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/hotspot/draw"
)

// TestStreamIsPCG compares with the PCG of the standard library, which is
// seeded with the same two words.
func TestStreamIsPCG(t *testing.T) {
	split := func(x uint64) uint64 { // splitmix64, as Steele, Lea and Flood print it
		x += 0x9e3779b97f4a7c15
		x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
		x = (x ^ (x >> 27)) * 0x94d049bb133111eb
		return x ^ (x >> 31)
	}
	for seed := range uint64(20) {
		first := split(seed)
		want := rand.NewPCG(first, split(first^7))
		got := draw.NewStream(seed, 7)
		for i := range 100 {
			if a, b := got.Next(), want.Uint64(); a != b {
				t.Fatalf("seed %d, number %d: %x, want %x", seed, i, a, b)
			}
		}
	}
}

// TestSubset says that a subset has its size, no number twice and none outside.
func TestSubset(t *testing.T) {
	var s draw.Sampler
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3000).Draw(t, "n")
		count := rapid.IntRange(0, n).Draw(t, "count")
		stream := draw.NewStream(rapid.Uint64().Draw(t, "seed"), 0)
		picks, sorted := s.Subset(&stream, n, count)
		if len(picks) != count || !slices.IsSorted(picks[:sorted]) {
			t.Fatalf("%d of %d: %d picks, %d sorted", count, n, len(picks), sorted)
		}
		all := slices.Sorted(slices.Values(picks))
		if len(slices.Compact(all)) != count {
			t.Fatal("a number is drawn twice")
		}
		if count > 0 && (all[0] < 0 || int(all[count-1]) >= n) {
			t.Fatalf("outside: %v", all)
		}
	})
}

// TestSubsetsAreUniform counts pairs of neighbours: their share must be that of
// drawing without putting back, for few members, many, and more than half.
func TestSubsetsAreUniform(t *testing.T) {
	const n, rounds = 60, 40_000
	var s draw.Sampler
	for _, count := range []int{3, 16, 25, 30, 50} {
		single, pair := make([]int, n), make([]int, n)
		for b := range uint64(rounds) {
			stream := draw.NewStream(11, b)
			picks, _ := s.Subset(&stream, n, count)
			in := make([]bool, n)
			for _, p := range picks {
				in[p] = true
			}
			for i := range n {
				if in[i] {
					single[i]++
					if in[(i+1)%n] {
						pair[i]++
					}
				}
			}
		}
		c := float64(count)
		checkShares(t, single, rounds, c/n)
		checkShares(t, pair, rounds, c/n*(c-1)/(n-1))
	}
}

// checkShares holds every count to its share within five standard errors.
func checkShares(t *testing.T, counts []int, rounds int, share float64) {
	t.Helper()
	r := float64(rounds)
	for i, c := range counts {
		if math.Abs(float64(c)-r*share) > 5*math.Sqrt(r*share*(1-share)) {
			t.Errorf("number %d came %d times of %d, want a share of %.4f", i, c, rounds, share)
		}
	}
}

// TestWheel draws by weights, some of them 0.
func TestWheel(t *testing.T) {
	weights := []float64{0, 1, 2.5, 0, 0.25, 7}
	wheel := draw.NewWheel(weights)
	counts := make([]int, len(weights))
	stream := draw.NewStream(5, 5)
	const rounds = 200_000
	for range rounds {
		counts[wheel.Turn(&stream)]++
	}
	for i, w := range weights {
		share := w / 10.75
		if math.Abs(float64(counts[i])-rounds*share) > 5*math.Sqrt(rounds*share*(1-share)) {
			t.Errorf("number %d came %d times, want a share of %.4f", i, counts[i], share)
		}
	}
}
