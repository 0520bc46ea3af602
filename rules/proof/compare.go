package proof

import (
	"math"

	"cel.dev/cel-go/common/operators"
)

// compare is a comparison of two values of one kind.
func (p *Prover) compare(w world, t term, want wish) Cases {
	sign, args := t.call(), t.args()
	if !want.truth {
		sign = relations[sign].not
	}
	left, right := args[0], args[1]
	a, b := p.values(w, left), p.values(w, right)
	var c Cases
	if narrowed := a.Known().And(beside(sign, b)); !narrowed.Empty() && w.agrees(sign, left, right) {
		for _, v := range p.within(w.beside(sign, left, right), left, narrowed) {
			c = c.Or(p.within(v, right, b.Known().And(beside(relations[sign].mirrored, narrowed))))
		}
	}
	if !want.lax {
		return c
	}
	if a.Open() {
		c = c.Or(p.within(w, left, Nothing()))
	}
	if b.Open() {
		c = c.Or(p.within(w, right, Nothing()))
	}
	return c
}

// beside gives the values that compare as the sign says with some value of a set.
func beside(sign string, with Set) Set {
	hull, ok := with.Hull()
	if !ok {
		return Set{}
	}
	everything := Span{math.MinInt64, math.MaxInt64}
	switch sign {
	case operators.Equals:
		return with.Known()
	case operators.NotEquals:
		if hull.Low == hull.High {
			return Only(hull.Low).others()
		}
	case operators.Less:
		everything.High = plus(hull.High, -1)
		if hull.High == math.MinInt64 {
			return Set{}
		}
	case operators.LessEquals:
		everything.High = hull.High
	case operators.Greater:
		everything.Low = plus(hull.Low, 1)
		if hull.Low == math.MaxInt64 {
			return Set{}
		}
	case operators.GreaterEquals:
		everything.Low = hull.Low
	}
	return Of(everything)
}
