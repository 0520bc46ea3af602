package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// exactTail is up to how many flagged persons in sum the tail over several strata
// is worked out; from there on it is approximated.
const exactTail = 600

// A tail is the probability of at least c flagged persons in one group.
type tail struct {
	upper, mid  float64
	approximate bool
}

// tailOf is the tail of the sum of draws from several strata.
func tailOf(draws []chance.Draw, c float64) tail {
	least, spread, mean, variance := 0.0, 0.0, 0.0, 0.0
	for _, d := range draws {
		least += d.Least()
		spread += d.Most() - d.Least()
		mean += d.Mean()
		variance += d.Variance()
	}
	switch {
	case len(draws) == 1:
		return tail{upper: draws[0].Upper(c), mid: draws[0].MidUpper(c)}
	case spread > exactTail:
		p := chance.NormalUpper(c, mean, variance)
		return tail{upper: p, mid: (p + chance.NormalUpper(c+1, mean, variance)) / 2, approximate: true}
	}
	return sumTail(draws, int(c-least))
}

// sumTail convolves the draws; above counts from the least possible sum.
func sumTail(draws []chance.Draw, above int) tail {
	p := []float64{1}
	for _, d := range draws {
		least := d.Least()
		next := make([]float64, len(p)+int(d.Most()-least))
		for j := range int(d.Most()-least) + 1 {
			point := d.Point(least + float64(j))
			for i, v := range p {
				next[i+j] += v * point
			}
		}
		p = next
	}
	var t tail
	for k := len(p) - 1; k >= max(0, above); k-- {
		t.upper += p[k]
	}
	t.upper = min(1, t.upper)
	t.mid = t.upper
	if above >= 0 && above < len(p) {
		t.mid = max(0, t.upper-p[above]/2)
	}
	return t
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
