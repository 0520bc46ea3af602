package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// tailWork is up to how many multiplications the tail over several strata is worked
// out; from there on it is approximated. It is a tenth of a millisecond: a large
// study has thousands of such groups.
const tailWork = 200_000

// A tail is the probability of at least c flagged persons in one group.
type tail struct {
	upper, mid  float64
	approximate bool
}

// tailOf is the tail of the sum of draws from several strata.
func tailOf(draws []chance.Draw, c float64) tail {
	if len(draws) == 1 {
		return tail{upper: draws[0].Upper(c), mid: draws[0].MidUpper(c)}
	}
	if s, ok := sumOf(draws); ok && s.Upper(c) > 0 {
		return tail{upper: s.Upper(c), mid: s.MidUpper(c)}
	}
	mean, variance, third := 0.0, 0.0, 0.0
	for _, d := range draws {
		mean += d.Mean()
		variance += d.Variance()
		third += d.Third()
	}
	p := chance.SkewedUpper(c, mean, variance, third)
	return tail{upper: p, mid: (p + chance.SkewedUpper(c+1, mean, variance, third)) / 2, approximate: true}
}

// sumOf convolves the draws, unless that is too much work.
func sumOf(draws []chance.Draw) (sum chance.Span, ok bool) {
	sum, work := chance.Span{P: []float64{1}}, 0
	for _, d := range draws {
		s := d.Span()
		if work += len(sum.P) * len(s.P); work > tailWork {
			return sum, false
		}
		sum = sum.Plus(s)
	}
	return sum, true
}

// shareTail is the tail where persons are drawn with putting back, a share of all
// expectation being the group's.
func shareTail(c, flagged, share float64) tail {
	upper := chance.BinomialUpper(c, flagged, share)
	return tail{upper: upper, mid: max(0, upper-chance.BinomialPoint(c, flagged, math.Min(1, share))/2)}
}

// tail is that of a group by itself.
func (c *census) tail(group int32, cause int, observed float64) tail {
	if c.risk != nil {
		if c.allRisk == 0 {
			return tail{upper: 1, mid: 1}
		}
		return shareTail(observed, c.flagged[cause], c.risk[group]/c.allRisk)
	}
	return tailOf(c.draws(group, cause), observed)
}
