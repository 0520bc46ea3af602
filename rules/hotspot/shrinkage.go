package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// A Shrinkage is a gamma distribution of the ratio observed ÷ expected among the
// groups of one level, fitted by maximum likelihood of negative binomial counts.
// It is for display: a group is never kept from the list by it, for where all
// groups but one are alike the fit shrinks that one away.
type Shrinkage struct {
	Dimension, Cause string
	Shape, Rate      float64
	Alike            bool // no difference between the groups can be told: Shape is at its cap
}

const (
	mostShape  = 100
	leastShape = 0.01
	leastFit   = 3 // groups
)

// A counted is one group of a level.
type counted struct{ observed, expected float64 }

// shrink fits every level and enters the shrunk ratios into the rows.
func (r *Result) shrink() {
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
	for _, k := range order {
		if len(rows[k]) < leastFit {
			continue
		}
		groups := make([]counted, len(rows[k]))
		for i, at := range rows[k] {
			groups[i] = counted{float64(r.Rows[at].Observed), r.Rows[at].Expected}
		}
		shape, rate := fitGamma(groups)
		r.Shrinkage = append(r.Shrinkage, Shrinkage{
			Dimension: k.dimension, Cause: k.cause, Shape: shape, Rate: rate, Alike: shape > 0.99*mostShape,
		})
		for _, at := range rows[k] {
			row := &r.Rows[at]
			a, b := float64(row.Observed)+shape, row.Expected+rate
			row.EB, row.EB05 = a/b, chance.GammaQuantile(0.05, a)/b
		}
	}
}

// fitGamma finds the shape by golden section on its logarithm, and to each shape
// the rate.
func fitGamma(groups []counted) (shape, rate float64) {
	const golden = 0.6180339887498949
	low, high := math.Log(leastShape), math.Log(mostShape)
	value := func(u float64) float64 {
		a := math.Exp(u)
		return likelihood(groups, a, rateOf(groups, a))
	}
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
	shape = math.Exp((low + high) / 2)
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
	own, _ := math.Lgamma(shape)
	sum := 0.0
	for _, g := range groups {
		all, _ := math.Lgamma(g.observed + shape)
		sum += all - own + shape*math.Log(rate/(rate+g.expected)) - g.observed*math.Log(rate+g.expected)
	}
	return sum
}
