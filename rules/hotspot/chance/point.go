package chance

import "math"

// lnRoot2Pi is ln √(2π).
const lnRoot2Pi = 0.918938533204672741780329736406

// stirlingError is ln x! − ln(√(2πx)·(x/e)ˣ): what Stirling's formula lacks.
// x need not be whole.
func stirlingError(x float64) float64 {
	if x <= 15 {
		g, _ := math.Lgamma(x + 1)
		return g - (x+0.5)*math.Log(x) + x - lnRoot2Pi
	}
	y := 1 / (x * x)
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-(1.0/1188-691.0/360360*y)*y)*y)*y)*y) / x
}

// BinomialPoint is P(X = x) of n trials with success probability p.
func BinomialPoint(x, n, p float64) float64 {
	q := 1 - p
	switch {
	case x < 0 || x > n:
		return 0
	case p <= 0:
		return indicator(x == 0)
	case q <= 0:
		return indicator(x == n)
	case x == 0:
		return math.Exp(n * math.Log1p(-p))
	case x == n:
		return math.Exp(n * math.Log(p))
	}
	e := stirlingError(n) - stirlingError(x) - stirlingError(n-x) - Deviance(x, n*p) - Deviance(n-x, n*q)
	return math.Exp(e) * math.Sqrt(n/(2*math.Pi*x*(n-x)))
}

// PoissonPoint is P(X = x) of a Poisson count with the given mean. x need not be
// whole: it is mean^x·exp(−mean)/Γ(x+1).
func PoissonPoint(x, mean float64) float64 {
	switch {
	case mean == 0:
		return indicator(x == 0)
	case x == 0:
		return math.Exp(-mean)
	}
	return math.Exp(-stirlingError(x)-Deviance(x, mean)) / math.Sqrt(2*math.Pi*x)
}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
