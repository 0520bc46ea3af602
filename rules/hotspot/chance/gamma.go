package chance

import "math"

// GammaLower is P(X ≤ x) of a gamma variable with the given shape and rate 1:
// the regularised lower incomplete gamma function, by its series where x is
// below shape + 1 and by its continued fraction above.
func GammaLower(shape, x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case math.IsInf(x, 1):
		return 1
	case x < shape+1:
		return PoissonPoint(shape, x) * gammaSeries(shape, x)
	}
	return 1 - PoissonPoint(shape, x)*shape*gammaFraction(shape, x)
}

// GammaUpper is P(X ≥ x) of the same variable. Above shape + 1 nothing is
// subtracted, so that a far tail keeps its digits.
func GammaUpper(shape, x float64) float64 {
	if x < shape+1 {
		return 1 - GammaLower(shape, x)
	}
	return PoissonPoint(shape, x) * shape * gammaFraction(shape, x)
}

// gammaSeries is Σ xᵏ/((a+1)…(a+k)).
func gammaSeries(a, x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > sum*1e-17; k++ {
		term *= x / (a + k)
		sum += term
	}
	return sum
}

// gammaFraction is Γ(a,x)·eˣ·x⁻ᵃ by the method of Lentz.
func gammaFraction(a, x float64) float64 {
	const tiny = 1e-300
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for k := 1.0; k < 1e6; k++ {
		an := -k * (k - a)
		b += 2
		d = 1 / nonzero(an*d+b, tiny)
		c = nonzero(b+an/c, tiny)
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	return h
}

func nonzero(x, tiny float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}

// GammaQuantile is the x with GammaLower(shape, x) = p, 0 < p < 1, by Newton's
// method on ln x, kept within a bracket that shrinks by bisection.
func GammaQuantile(p, shape float64) float64 {
	u := math.Log(gammaStart(p, shape))
	low, high := u-60, u+60
	if shape < 1 {
		low -= 700 / shape
	}
	for range 200 {
		x := math.Exp(u)
		miss := GammaLower(shape, x) - p
		if miss > 0 {
			high = u
		} else {
			low = u
		}
		next := u - miss/(PoissonPoint(shape, x)*shape)
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-u) < 1e-15*max(1, math.Abs(u)) {
			return math.Exp(next)
		}
		u = next
	}
	return math.Exp(u)
}

// gammaStart is the first guess: of small x the leading term of the series, else
// Wilson and Hilferty's cube of a normal.
func gammaStart(p, shape float64) float64 {
	g, _ := math.Lgamma(shape + 1)
	small := math.Exp((math.Log(p) + g) / shape)
	z := math.Sqrt2 * math.Erfinv(2*p-1)
	cube := 1 - 1/(9*shape) + z/(3*math.Sqrt(shape))
	if cube <= 0 || shape < 1 {
		return max(small, 1e-300)
	}
	return shape * cube * cube * cube
}
