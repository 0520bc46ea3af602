package chance

// A Draw is n persons drawn without putting back from All, of whom Flagged are
// flagged: the hypergeometric distribution.
type Draw struct{ All, Flagged, N float64 }

// Least is the smallest number of flagged persons that a draw can show.
func (d Draw) Least() float64 { return max(0, d.N-(d.All-d.Flagged)) }

// Most is the greatest number of flagged persons that a draw can show.
func (d Draw) Most() float64 { return min(d.N, d.Flagged) }

// Mean is the expected number of flagged persons.
func (d Draw) Mean() float64 {
	if d.All == 0 {
		return 0
	}
	return d.N * d.Flagged / d.All
}

// Variance is that of the number of flagged persons.
func (d Draw) Variance() float64 {
	if d.All <= 1 {
		return 0
	}
	return d.Mean() * (d.All - d.Flagged) / d.All * (d.All - d.N) / (d.All - 1)
}

// Point is P(X = c).
func (d Draw) Point(c float64) float64 {
	if c < d.Least() || c > d.Most() {
		return 0
	}
	if d.N == 0 || d.N == d.All {
		return 1
	}
	p := d.N / d.All
	return BinomialPoint(c, d.Flagged, p) * BinomialPoint(d.N-c, d.All-d.Flagged, p) / BinomialPoint(d.N, d.All, p)
}

// Upper is P(X ≥ c), summed on the side of c that holds less.
func (d Draw) Upper(c float64) float64 {
	switch {
	case c <= d.Least():
		return 1
	case c > d.Most():
		return 0
	case c > d.Mean():
		return min(1, d.Point(c)*d.rising(c))
	}
	return max(0, 1-d.Point(c-1)*d.falling(c-1))
}

// MidUpper is P(X > c) + P(X = c)/2: the mid-p of c.
func (d Draw) MidUpper(c float64) float64 { return max(0, d.Upper(c)-d.Point(c)/2) }

// rising is Σ P(X = k)/P(X = c) over k ≥ c.
func (d Draw) rising(c float64) float64 {
	sum, term := 1.0, 1.0
	for k := c; k < d.Most() && term > sum*1e-18; k++ {
		term *= (d.Flagged - k) * (d.N - k) / ((k + 1) * (d.All - d.Flagged - d.N + k + 1))
		sum += term
	}
	return sum
}

// falling is Σ P(X = k)/P(X = c) over k ≤ c.
func (d Draw) falling(c float64) float64 {
	sum, term := 1.0, 1.0
	for k := c; k > d.Least() && term > sum*1e-18; k-- {
		term *= k * (d.All - d.Flagged - d.N + k) / ((d.Flagged - k + 1) * (d.N - k + 1))
		sum += term
	}
	return sum
}

// BinomialUpper is P(X ≥ x) of n trials with success probability p.
func BinomialUpper(x, n, p float64) float64 {
	switch {
	case x <= 0:
		return 1
	case x > n || p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	odds := p / (1 - p)
	if x > n*p {
		sum, term := 1.0, 1.0
		for k := x; k < n && term > sum*1e-18; k++ {
			term *= (n - k) / (k + 1) * odds
			sum += term
		}
		return min(1, BinomialPoint(x, n, p)*sum)
	}
	sum, term := 1.0, 1.0
	for k := x - 1; k > 0 && term > sum*1e-18; k-- {
		term *= k / ((n - k + 1) * odds)
		sum += term
	}
	return max(0, 1-BinomialPoint(x-1, n, p)*sum)
}
