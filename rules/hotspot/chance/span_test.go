package chance_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/hotspot/chance"
)

// TestSpansAddUp holds the tail over strata to whole-number arithmetic, however
// small it is.
func TestSpansAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ways := []*big.Int{big.NewInt(1)}
		all := big.NewInt(1)
		sum := chance.Span{P: []float64{1}}
		for range rapid.IntRange(1, 4).Draw(t, "strata") {
			n := rapid.Int64Range(0, 60).Draw(t, "all")
			flagged, in := rapid.Int64Range(0, n).Draw(t, "flagged"), rapid.Int64Range(0, n).Draw(t, "n")
			sum = sum.Plus(chance.Draw{All: float64(n), Flagged: float64(flagged), N: float64(in)}.Span())
			next := make([]*big.Int, len(ways)+int(min(flagged, in)))
			for k := range next {
				next[k] = new(big.Int)
			}
			for k := range min(flagged, in) + 1 {
				if in-k > n-flagged {
					continue
				}
				point := new(big.Int).Mul(binomial(flagged, k), binomial(n-flagged, in-k))
				for i, w := range ways {
					next[i+int(k)].Add(next[i+int(k)], new(big.Int).Mul(w, point))
				}
			}
			ways = next
			all.Mul(all, binomial(n, in))
		}
		c := rapid.IntRange(0, len(ways)).Draw(t, "c")
		above := new(big.Int)
		for k := c; k < len(ways); k++ {
			above.Add(above, ways[k])
		}
		want, _ := new(big.Rat).SetFrac(above, all).Float64()
		if got := sum.Upper(float64(c)); math.Abs(got-want) > 1e-11*want {
			t.Fatalf("P(X ≥ %d) = %.15g, want %.15g", c, got, want)
		}
		at := 0.0
		if c < len(ways) {
			at, _ = new(big.Rat).SetFrac(ways[c], all).Float64()
		}
		if got := sum.MidUpper(float64(c)); math.Abs(got-(want-at/2)) > 1e-11*want {
			t.Fatalf("mid-p of %d is %.15g, want %.15g", c, got, want-at/2)
		}
	})
}

// TestSkewedIsCareful stands where a normal curve is wrong by orders of magnitude:
// a country-wide group of which few are expected. The approximation may be greater
// than the truth, never much smaller.
func TestSkewedIsCareful(t *testing.T) {
	for name, d := range map[string]chance.Draw{
		"few":     {All: 2_000, Flagged: 10, N: 25},
		"some":    {All: 2_000, Flagged: 40, N: 200},
		"half":    {All: 500, Flagged: 100, N: 240},
		"leaning": {All: 500, Flagged: 400, N: 100},
	} {
		const strata = 30
		sum := chance.Span{P: []float64{1}}
		mean, variance, third := 0.0, 0.0, 0.0
		for range strata {
			sum = sum.Plus(d.Span())
			mean, variance, third = mean+d.Mean(), variance+d.Variance(), third+d.Third()
		}
		moment := 0.0
		for k, p := range sum.P {
			moment += p * math.Pow(float64(sum.First+k)-mean, 3)
		}
		if math.Abs(moment-third) > 1e-6*(1+math.Abs(third)) {
			t.Errorf("%s: third moment %v, want %v", name, third, moment)
		}
		for _, sd := range []float64{0.5, 1, 2, 3, 4, 5} {
			c := math.Ceil(mean + sd*math.Sqrt(variance))
			want, got := sum.Upper(c), chance.SkewedUpper(c, mean, variance, third)
			if got < 0.93*want || got > 4*want {
				t.Errorf("%s, %v deviations: %.4g, want %.4g", name, sd, got, want)
			}
		}
	}
}
