package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// A beta distribution is given by its mean and its size a + b. In a and b the
// likelihood is a long narrow ridge on which a search loses its way; the mean is
// all but certain, and to a size there is one best mean.

const (
	leastSize = 0.02
	farthest  = 1e-9 // that a mean is kept from 0 and 1
)

// fitBeta finds the size on its logarithm, and to each size the mean. Alike says
// that the size is at its cap, where the smaller of a and b is about 100.
func fitBeta(groups []counted) (mean, size float64, alike bool) {
	observed, persons := 0.0, 0.0
	for _, g := range groups {
		observed, persons = observed+g.observed, persons+g.persons
	}
	pooled := min(1-farthest, max(farthest, observed/persons))
	most := mostShape / min(pooled, 1-pooled)
	size = math.Exp(summit(math.Log(leastSize), math.Log(most), func(u float64) float64 {
		s := math.Exp(u)
		return shareLikelihood(groups, meanOf(groups, pooled, s), s)
	}))
	return meanOf(groups, pooled, size), size, size > 0.99*most
}

// meanOf finds the mean to a size. The likelihood bends downwards everywhere, so
// Newton's method within a bracket finds its only peak.
func meanOf(groups []counted, from, size float64) float64 {
	low, high, mean := 0.0, 1.0, from
	for range 100 {
		slope, bend := 0.0, 0.0
		for _, g := range groups {
			in := chance.NewRising(mean*size, g.observed)
			out := chance.NewRising((1-mean)*size, g.persons-g.observed)
			slope += in.Slope - out.Slope
			bend += in.Bend + out.Bend
		}
		if slope > 0 {
			low = mean
		} else {
			high = mean
		}
		next := mean - slope/(size*bend)
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		next = min(1-farthest, max(farthest, next))
		if math.Abs(next-mean) <= 1e-13*mean {
			return next
		}
		mean = next
	}
	return mean
}

// shareLikelihood is the logarithm of that of the counts, but for a constant.
func shareLikelihood(groups []counted, mean, size float64) float64 {
	sum := 0.0
	for _, g := range groups {
		sum += chance.NewRising(mean*size, g.observed).Log +
			chance.NewRising((1-mean)*size, g.persons-g.observed).Log - chance.NewRising(size, g.persons).Log
	}
	return sum
}
