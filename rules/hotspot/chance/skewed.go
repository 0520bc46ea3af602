package chance

import "math"

// Third is the third central moment of the number of flagged persons: how much
// farther it reaches above its mean than below.
func (d Draw) Third() float64 {
	if d.All <= 2 {
		return 0
	}
	return d.Variance() * (d.All - 2*d.Flagged) * (d.All - 2*d.N) / (d.All * (d.All - 2))
}

// straight is the skewness below which a normal curve is as good as any other.
const straight = 1e-3

// SkewedUpper is P(X ≥ c) of a whole number by its first three central moments,
// with the correction for continuity: the curve of Pearson's third type, which is a
// gamma distribution that is moved. An approximation, and one that errs on the
// careful side: where few are expected it is greater than the truth, while a
// normal curve makes one in ten thousand of one in a hundred. Of a number that
// leans to the other side it is the normal curve, which is greater again.
func SkewedUpper(c, mean, variance, third float64) float64 {
	if variance <= 0 {
		return indicator(c <= mean)
	}
	z := (c - 0.5 - mean) / math.Sqrt(variance)
	skew := third / (variance * math.Sqrt(variance))
	if skew < straight {
		return math.Erfc(z/math.Sqrt2) / 2
	}
	shape := 4 / (skew * skew)
	return GammaUpper(shape, shape+z*math.Sqrt(shape))
}
