package chance

import "math"

// A Rising is the logarithm of a·(a+1)·…·(a+k−1) = Γ(a+k)/Γ(a), and its first two
// derivatives by a.
type Rising struct{ Log, Slope, Bend float64 }

// termwise is up to how many factors are multiplied one by one: of a large a the
// difference of two logarithms of Γ is nothing but rounding.
const termwise = 64

// NewRising works them out for a > 0 and a whole k from 0 on.
func NewRising(a, k float64) Rising {
	if k <= termwise {
		var r Rising
		for x := a; x < a+k-0.5; x++ {
			r.Log += math.Log(x)
			r.Slope += 1 / x
			r.Bend -= 1 / (x * x)
		}
		return r
	}
	top, _ := math.Lgamma(a + k)
	bottom, _ := math.Lgamma(a)
	slope, bend := digamma(a)
	slopeTop, bendTop := digamma(a + k)
	return Rising{Log: top - bottom, Slope: slopeTop - slope, Bend: bendTop - bend}
}

// digamma is the derivative of ln Γ(x), and trigamma that of the digamma: by the
// recurrence up to 20, from there on by the asymptotic series of Stirling.
func digamma(x float64) (digamma, trigamma float64) {
	for ; x < 20; x++ {
		digamma -= 1 / x
		trigamma += 1 / (x * x)
	}
	y := 1 / (x * x)
	digamma += math.Log(x) - 0.5/x - y*(1.0/12-y*(1.0/120-y*(1.0/252-y/240)))
	trigamma += 1/x + y/2 + y/x*(1.0/6-y*(1.0/30-y*(1.0/42-y/30)))
	return digamma, trigamma
}
