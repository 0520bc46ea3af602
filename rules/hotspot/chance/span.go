package chance

import "math"

// A Span is the probabilities of the counts from First on, without the ends that
// are less than 10⁻²⁰⁰ of its middle.
type Span struct {
	First int
	P     []float64
}

const negligible = 1e-200

// Span gives the counts that a draw may show. They are worked out from the most
// probable one outwards, each from its neighbour.
func (d Draw) Span() Span {
	middle := min(d.Most(), max(d.Least(), math.Floor((d.N+1)*(d.Flagged+1)/(d.All+2))))
	top := d.Point(middle)
	var below, above []float64
	for k, p := middle, top; k > d.Least(); k-- {
		p *= k * (d.All - d.Flagged - d.N + k) / ((d.Flagged - k + 1) * (d.N - k + 1))
		if p <= top*negligible {
			break
		}
		below = append(below, p)
	}
	for k, p := middle, top; k < d.Most(); k++ {
		p *= (d.Flagged - k) * (d.N - k) / ((k + 1) * (d.All - d.Flagged - d.N + k + 1))
		if p <= top*negligible {
			break
		}
		above = append(above, p)
	}
	s := Span{First: int(middle) - len(below)}
	for i := len(below) - 1; i >= 0; i-- {
		s.P = append(s.P, below[i])
	}
	s.P = append(append(s.P, top), above...)
	return s
}

// Plus is the sum of two independent counts. It takes len(s.P)·len(t.P) steps.
func (s Span) Plus(t Span) Span {
	sum := make([]float64, len(s.P)+len(t.P)-1)
	for i, p := range s.P {
		for j, q := range t.P {
			sum[i+j] += p * q
		}
	}
	out := Span{First: s.First + t.First, P: sum}
	return out.trimmed()
}

// trimmed cuts off both ends.
func (s Span) trimmed() Span {
	least := 0.0
	for _, p := range s.P {
		least = max(least, p*negligible)
	}
	for len(s.P) > 1 && s.P[0] <= least {
		s.First, s.P = s.First+1, s.P[1:]
	}
	for len(s.P) > 1 && s.P[len(s.P)-1] <= least {
		s.P = s.P[:len(s.P)-1]
	}
	return s
}

// Upper is P(X ≥ c), summed from the smallest terms on.
func (s Span) Upper(c float64) float64 {
	sum := 0.0
	for k := len(s.P) - 1; k >= max(0, int(c)-s.First); k-- {
		sum += s.P[k]
	}
	return min(1, sum)
}

// MidUpper is P(X > c) + P(X = c)/2.
func (s Span) MidUpper(c float64) float64 { return (s.Upper(c) + s.Upper(c+1)) / 2 }
