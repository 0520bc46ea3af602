package chance

import "math"

const eulerGamma = 0.57721566490153286

// A Gumbel is the distribution of the greatest of many: an approximation of the
// far tail of a scan, where no replicate comes.
type Gumbel struct{ Location, Scale float64 }

// FitGumbel fits by moments: scale s·√6/π, location mean − γ·scale. Of fewer than
// two values, or of values all equal, the scale is 0.
func FitGumbel(values []float64) Gumbel {
	if len(values) < 2 {
		return Gumbel{}
	}
	mean := 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	square := 0.0
	for _, v := range values {
		square += (v - mean) * (v - mean)
	}
	scale := math.Sqrt(square/float64(len(values)-1)) * math.Sqrt(6) / math.Pi
	return Gumbel{Location: mean - eulerGamma*scale, Scale: scale}
}

// Upper is P(X ≥ t) = 1 − exp(−exp(−(t−location)/scale)).
func (g Gumbel) Upper(t float64) float64 {
	if g.Scale <= 0 {
		return indicator(t <= g.Location)
	}
	return -math.Expm1(-math.Exp(-(t - g.Location) / g.Scale))
}
