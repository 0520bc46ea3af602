package chance

import "math"

// Deviance is x·ln(x/e) − x + e: how far a count x lies from its expectation e.
// It is never negative. Of x = 0 it is e, because x·ln x is 0 there: a group
// that is flagged to the last person must not turn into NaN and be lost.
// Of e = 0 it is infinite unless x is 0 too.
func Deviance(x, e float64) float64 {
	switch {
	case x == 0:
		return e
	case e == 0:
		return math.Inf(1)
	case math.Abs(x-e) < 0.1*(x+e):
		return nearDeviance(x, e)
	}
	return x*math.Log(x/e) + e - x
}

// nearDeviance is Loader's series for x near e, where the direct formula cancels.
func nearDeviance(x, e float64) float64 {
	v := (x - e) / (x + e)
	sum := (x - e) * v
	term := 2 * x * v
	for j := 3.0; ; j += 2 {
		term *= v * v
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// Bernoulli is the conditional Bernoulli log likelihood ratio of a group of n
// persons, c of them flagged, among all persons, flagged of them flagged. It is 0
// unless the share within is greater than the share of all.
//
// The guide writes it as six terms x·ln(x/…); the sum is the same as that of the
// four deviances of the two-by-two table, which does not cancel.
func Bernoulli(c, n, flagged, all float64) float64 {
	e := n * flagged / all
	if c <= e {
		return 0
	}
	return Deviance(c, e) + Deviance(n-c, n-e) +
		Deviance(flagged-c, flagged-e) + Deviance(all-n-(flagged-c), all-n-(flagged-e))
}

// Poisson is the conditional Poisson log likelihood ratio of c flagged persons
// where e were expected, of flagged in all; expectations sum to flagged. It is 0
// unless c > e.
func Poisson(c, e, flagged float64) float64 {
	if c <= e {
		return 0
	}
	return Deviance(c, e) + Deviance(flagged-c, flagged-e)
}

// PoissonAlone is the unconditional Poisson log likelihood ratio: the total is
// not given. It is 0 unless c > e.
func PoissonAlone(c, e float64) float64 {
	if c <= e {
		return 0
	}
	return Deviance(c, e)
}

// BernoulliAlone is the unconditional Bernoulli log likelihood ratio of c flagged
// among n persons, each flagged with the known probability p. It is 0 unless
// c > n·p.
func BernoulliAlone(c, n, p float64) float64 {
	if c <= n*p {
		return 0
	}
	return Deviance(c, n*p) + Deviance(n-c, n*(1-p))
}
