package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// A Shrinkage says how much the groups of one level differ, by two models of which
// each is fitted by maximum likelihood: the ratio observed ÷ expected is a gamma
// variable, so that counts are negative binomial; and the share of a group that is
// flagged is a beta variable, so that counts are beta-binomial. It is for display:
// a group is never kept from the list by it, for where all groups but one are
// alike the fit shrinks that one away.
type Shrinkage struct {
	Dimension, Cause string
	Shape, Rate      float64 // of the gamma variable
	Alike            bool    // no difference between the ratios can be told: Shape is at its cap
	Mean, Size       float64 // of the beta variable: a = Mean·Size, b = (1−Mean)·Size
	SharesAlike      bool    // likewise: Size is at its cap
}

const (
	mostShape  = 100 // the cap: likelihood often rises without end where groups are alike
	leastShape = 0.01
	leastFit   = 3 // groups
)

// A counted is one group of a level.
type counted struct{ observed, expected, persons float64 }

// Shrink fits every level that has three groups or more with each cause, and
// enters the shrunk ratios and shares into the rows. Scan leaves it undone,
// because it takes longer than all else that is said of a row.
func (r *Result) Shrink() []Shrinkage {
	type key struct{ dimension, cause string }
	rows, order := map[key][]int{}, []key(nil)
	for i, row := range r.Rows {
		k := key{row.Dimension, row.Cause}
		if rows[k] == nil {
			order = append(order, k)
		}
		if row.Expected > 0 {
			rows[k] = append(rows[k], i)
		}
	}
	var fits []Shrinkage
	for _, k := range order {
		if len(rows[k]) >= leastFit {
			fit := r.fit(rows[k])
			fit.Dimension, fit.Cause = k.dimension, k.cause
			fits = append(fits, fit)
		}
	}
	return fits
}

// fit fits the rows of one level and one cause.
func (r *Result) fit(rows []int) Shrinkage {
	groups := make([]counted, len(rows))
	for i, at := range rows {
		row := r.Rows[at]
		groups[i] = counted{float64(row.Observed), row.Expected, float64(row.Persons)}
	}
	var f Shrinkage
	f.Shape, f.Rate = fitGamma(groups)
	f.Alike = f.Shape > 0.99*mostShape
	f.Mean, f.Size, f.SharesAlike = fitBeta(groups)
	for _, at := range rows {
		row := &r.Rows[at]
		a, b := float64(row.Observed)+f.Shape, row.Expected+f.Rate
		row.EB, row.EB05 = a/b, chance.GammaQuantile(0.05, a)/b
		row.Share = (float64(row.Observed) + f.Mean*f.Size) / (float64(row.Persons) + f.Size)
	}
	return f
}

// summit finds where a function of one peak is greatest, by golden section.
func summit(low, high float64, value func(float64) float64) float64 {
	const golden = 0.6180339887498949
	x, y := high-golden*(high-low), low+golden*(high-low)
	fx, fy := value(x), value(y)
	for high-low > 1e-9 {
		if fx > fy {
			high, y, fy = y, x, fx
			x = high - golden*(high-low)
			fx = value(x)
		} else {
			low, x, fx = x, y, fy
			y = low + golden*(high-low)
			fy = value(y)
		}
	}
	return (low + high) / 2
}

// fitGamma finds the shape on its logarithm, and to each shape the rate.
func fitGamma(groups []counted) (shape, rate float64) {
	shape = math.Exp(summit(math.Log(leastShape), math.Log(mostShape), func(u float64) float64 {
		a := math.Exp(u)
		return likelihood(groups, a, rateOf(groups, a))
	}))
	return shape, rateOf(groups, shape)
}

// rateOf solves Σ (shape/rate − (shape+observed)/(rate+expected)) = 0 by Newton's
// method on the logarithm of the rate. What is solved falls as the rate grows.
func rateOf(groups []counted, shape float64) float64 {
	u := math.Log(shape)
	for range 100 {
		rate := math.Exp(u)
		miss, slope := shape*float64(len(groups)), 0.0
		for _, g := range groups {
			s := (shape + g.observed) * rate / (rate + g.expected)
			miss -= s
			slope -= s * g.expected / (rate + g.expected)
		}
		step := max(-2, min(2, -miss/slope))
		u = max(-30, min(30, u+step))
		if math.Abs(step) < 1e-12 {
			break
		}
	}
	return math.Exp(u)
}

// likelihood is the logarithm of that of the counts, but for a constant.
func likelihood(groups []counted, shape, rate float64) float64 {
	sum := 0.0
	for _, g := range groups {
		sum += chance.NewRising(shape, g.observed).Log -
			shape*math.Log1p(g.expected/rate) - g.observed*math.Log(rate+g.expected)
	}
	return sum
}
