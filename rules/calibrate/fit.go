package calibrate

import (
	"errors"
	"math"
	"slices"
)

// ErrOneClass says that nobody petitioned, or everybody did: there is nothing to
// tell apart.
var ErrOneClass = errors.New("nobody petitioned, or everybody did")

// A Prior is what a fit is drawn toward: weights on the scale of log odds, and how
// strongly. Free columns may fall below 0; others are adverse and may not.
type Prior struct {
	Weights []float64 // one a column
	Lambda  float64   // ≥ 0; the penalty is λ/2·Σ(b − prior)²
	Free    bool
}

// A Model is a fitted score: ln odds = Intercept + Σ Weights·x.
type Model struct {
	Intercept float64
	Weights   []float64
}

// LogOdds gives the log odds of cells.
func (m Model) LogOdds(cells []Cell) float64 { return m.Intercept + dot(cells, m.Weights) }

// Probability turns log odds into a share.
func Probability(logOdds float64) float64 { return 1 / (1 + math.Exp(-logOdds)) }

const (
	mostSteps = 200
	enough    = 1e-12 // a step that moves no weight further is the last
)

// Fit minimizes −log likelihood + λ/2·Σ(b − prior)² by Newton's method, the
// intercept free and without a penalty; a weight that would fall below 0 stays
// there (each step is a box-constrained quadratic, solved by coordinates). A table
// of one class is [ErrOneClass]. Without a penalty a column that parts the classes
// perfectly has no best weight; the steps then end at a great one, never at NaN.
func Fit(t Table, p Prior) (Model, error) {
	persons, events := t.Counts()
	if events <= 0 || events >= persons {
		return Model{}, ErrOneClass
	}
	m := Model{Intercept: math.Log(events / (persons - events)), Weights: slices.Clone(p.Weights)}
	for range mostSteps {
		if step(t, p, &m) < enough {
			break
		}
	}
	return m, nil
}

// noise is how much of a loss may be rounding: close to the end a step lowers the
// loss by less, and to refuse it would end the search some 1e-8 too early.
const noise = 1e-13

// step moves a model by one Newton step, halved until the loss falls, and gives
// how far the weight that moved furthest went.
func step(t Table, p Prior, m *Model) float64 {
	loss, gradient, hessian := slopes(t, p, *m)
	move := descend(gradient, hessian, func(k int, d float64) float64 {
		if k > 0 && !p.Free {
			return max(d, -m.Weights[k-1])
		}
		return d
	})
	for scale := 1.0; scale > 1e-10; scale /= 2 {
		next := m.moved(move, scale)
		if lossOf(t, p, next) <= loss+noise*math.Abs(loss) {
			*m = next
			return scale * slices.Max(absolute(move))
		}
	}
	return 0
}

func absolute(list []float64) []float64 {
	all := make([]float64, len(list))
	for i, v := range list {
		all[i] = math.Abs(v)
	}
	return all
}

// moved gives the model a part of a move further: move[0] is of the intercept.
func (m Model) moved(move []float64, scale float64) Model {
	next := Model{Intercept: m.Intercept + float64(scale*move[0]), Weights: slices.Clone(m.Weights)}
	for k := range next.Weights {
		next.Weights[k] += float64(scale * move[k+1])
	}
	return next
}

// lossOf is −log likelihood and the penalty.
func lossOf(t Table, p Prior, m Model) float64 {
	loss := 0.0
	for _, row := range t.Patterns {
		z := m.LogOdds(row.Cells)
		loss += float64(row.Persons*softplus(z)) - float64(row.Events*z)
	}
	for k, w := range m.Weights {
		loss += p.Lambda / 2 * (w - p.Weights[k]) * (w - p.Weights[k])
	}
	return loss
}

// softplus is ln(1 + e^z) without overflow.
func softplus(z float64) float64 { return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

// slopes gives the loss of a model with its gradient and Hessian, of the intercept
// first.
func slopes(t Table, p Prior, m Model) (loss float64, gradient []float64, hessian [][]float64) {
	n := len(m.Weights) + 1
	gradient, hessian = make([]float64, n), make([][]float64, n)
	for k := range hessian {
		hessian[k] = make([]float64, n)
	}
	for _, row := range t.Patterns {
		share := Probability(m.LogOdds(row.Cells))
		miss, weight := float64(row.Persons*share)-row.Events, row.Persons*share*(1-share)
		cells := append([]Cell{{-1, 1}}, row.Cells...)
		for _, a := range cells {
			gradient[a.Column+1] += float64(miss * a.Value)
			for _, b := range cells {
				hessian[a.Column+1][b.Column+1] += float64(weight * a.Value * b.Value)
			}
		}
	}
	for k, w := range m.Weights {
		gradient[k+1] += float64(p.Lambda * (w - p.Weights[k]))
		hessian[k+1][k+1] += p.Lambda
	}
	return lossOf(t, p, m), gradient, hessian
}

// descend minimizes g·d + d·H·d/2 coordinate by coordinate, each held to its bound.
func descend(g []float64, h [][]float64, bound func(k int, d float64) float64) []float64 {
	d := make([]float64, len(g))
	for range 10_000 {
		furthest := 0.0
		for k := range d {
			if h[k][k] < 1e-12 {
				continue // nobody shows the column: nothing speaks for a move
			}
			slope := g[k]
			for j := range d {
				slope += float64(h[k][j] * d[j])
			}
			to := bound(k, d[k]-slope/h[k][k])
			furthest = max(furthest, math.Abs(to-d[k]))
			d[k] = to
		}
		if furthest < 1e-14 {
			break
		}
	}
	return d
}
