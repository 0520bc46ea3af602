package chance_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/hotspot/chance"
)

func binomial(n, k int64) *big.Int { return new(big.Int).Binomial(n, k) }

// TestDrawIsExact holds the saddle point to whole-number arithmetic.
func TestDrawIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.Int64Range(1, 400).Draw(t, "all")
		flagged := rapid.Int64Range(0, all).Draw(t, "flagged")
		n := rapid.Int64Range(0, all).Draw(t, "n")
		c := rapid.Int64Range(0, n).Draw(t, "c")
		sum := new(big.Int)
		for k := c; k <= min(n, flagged); k++ {
			if n-k <= all-flagged {
				sum.Add(sum, new(big.Int).Mul(binomial(flagged, k), binomial(all-flagged, n-k)))
			}
		}
		want, _ := new(big.Rat).SetFrac(sum, binomial(all, n)).Float64()
		got := chance.Draw{All: float64(all), Flagged: float64(flagged), N: float64(n)}.Upper(float64(c))
		if math.Abs(got-want) > 1e-11*want+1e-15 {
			t.Fatalf("P(X ≥ %d) of %d, %d, %d is %.15g, want %.15g", c, all, flagged, n, got, want)
		}
	})
}

// TestQuantileInverts says that the quantile undoes the distribution.
func TestQuantileInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shape := math.Exp(rapid.Float64Range(-1, 12).Draw(t, "ln shape"))
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		if got := chance.GammaLower(shape, chance.GammaQuantile(p, shape)); math.Abs(got-p) > 1e-10 {
			t.Fatalf("shape %v: %v came back as %v", shape, p, got)
		}
	})
}

// TestLikelihoodKeepsItsDigits stands at a size where the terms of the guide
// cancel.
func TestLikelihoodKeepsItsDigits(t *testing.T) {
	const want = 0.482903520799233 // of decimal arithmetic with sixty digits
	got := chance.Bernoulli(1031, 100_000, 200_000, 20_000_000)
	if math.Abs(got/want-1) > 1e-11 {
		t.Errorf("LLR %.15f", got)
	}
	plain := func(x float64) float64 { return x * math.Log(x) }
	naive := plain(1031) + plain(98_969) + plain(198_969) + plain(19_701_031) - plain(100_000) -
		plain(19_900_000) - plain(200_000) - plain(19_800_000) + plain(20_000_000)
	if math.Abs(naive-want) < 1e-9 {
		t.Error("the plain sum is as good: this test says nothing")
	}
}

// TestBernoulliGrows says that more flagged persons never weaken a group: the
// critical counts rest on it.
func TestBernoulliGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.IntRange(2, 5000).Draw(t, "all")
		flagged := rapid.IntRange(1, all-1).Draw(t, "flagged")
		n := rapid.IntRange(1, all-1).Draw(t, "n")
		last := 0.0
		for c := max(0, n-(all-flagged)); c <= min(n, flagged); c++ {
			v := chance.Bernoulli(float64(c), float64(n), float64(flagged), float64(all))
			if math.IsNaN(v) || v < last-1e-12 {
				t.Fatalf("LLR(%d) = %v after %v", c, v, last)
			}
			last = v
		}
	})
}

// TestRisingIsOneSum says that there is no step where the terms are no longer added
// one by one, and that the derivatives are those of the logarithm.
func TestRisingIsOneSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := math.Exp(rapid.Float64Range(-4, 8).Draw(t, "ln a"))
		k := float64(rapid.IntRange(60, 90).Draw(t, "k"))
		var want chance.Rising
		for i := range int(k) {
			x := a + float64(i)
			want.Log, want.Slope, want.Bend = want.Log+math.Log(x), want.Slope+1/x, want.Bend-1/(x*x)
		}
		got := chance.NewRising(a, k)
		if math.Abs(got.Log-want.Log) > 1e-9*(1+math.Abs(want.Log)) || math.Abs(got.Slope/want.Slope-1) > 1e-9 ||
			math.Abs(got.Bend/want.Bend-1) > 1e-7 {
			t.Fatalf("%v rising %v: %+v, want %+v", a, k, got, want)
		}
	})
}
