package proof

import (
	"math"
	"strconv"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// values gives what a term may come to in a world.
func (p *Prover) values(w world, t term) Set {
	s := p.own(w, t)
	if known, narrowed := w.sets[t.key()]; narrowed {
		s = s.And(known)
	}
	return s
}

// own gives what a term may come to by what its parts may come to.
func (p *Prover) own(w world, t term) Set {
	if p.tired() {
		return Full(t.kind()).OrOpen()
	}
	switch t.e.Kind() {
	case ast.LiteralKind:
		v, _ := lang.Constant(t.e)
		return Only(p.Words.Number(v))
	case ast.IdentKind:
		return p.field(w, t.e)
	case ast.CallKind:
		return p.called(w, t)
	}
	return Full(t.kind()).OrOpen()
}

// called gives what a call may come to.
func (p *Prover) called(w world, t term) Set {
	switch name, args := t.call(), t.args(); name {
	case "coalesce":
		first, second := p.values(w, args[0]), p.values(w, args[1])
		if !first.Open() {
			return first
		}
		either := first.Or(second)
		either.open = true // what fails is not unknown, and stays
		return either
	case operators.Conditional:
		return p.chosen(w, args)
	case "min", "max", operators.Add, operators.Subtract, operators.Negate, "decimal", "ceil", "floor", "age_on", "years", "months":
		return p.computed(w, t, args)
	case "known":
		return p.knowledge(p.values(w, args[0]))
	case "size":
		return Of(Span{0, math.MaxInt64}).OrOpen()
	}
	return Full(t.kind()).OrOpen()
}

// knowledge gives what known(x) may come to.
func (p *Prover) knowledge(of Set) Set {
	s := Set{open: of.Open()}
	if of.Open() {
		s = s.Or(Only(0))
	}
	if !of.Empty() {
		s = s.Or(Only(1))
	}
	return s
}

// chosen gives what c ? a : b may come to.
func (p *Prover) chosen(w world, args []term) Set {
	either := Set{open: true}
	for _, v := range p.where(w, args[0], holds) {
		either = either.Or(p.values(v, args[1]))
	}
	for _, v := range p.where(w, args[0], fails) {
		either = either.Or(p.values(v, args[2]))
	}
	return either
}

// computed gives what a function may come to that follows its operands, up or
// down: the extremes of the operands give those of the result. Any may overflow.
func (p *Prover) computed(w world, t term, args []term) Set {
	var hulls []Span
	for _, arg := range args {
		hull, ok := p.values(w, arg).Hull()
		if !ok {
			return Nothing()
		}
		hulls = append(hulls, hull)
	}
	a, b := hulls[0], hulls[len(hulls)-1]
	s := Span{}
	switch t.call() {
	case "min":
		s = Span{min(a.Low, b.Low), min(a.High, b.High)}
	case "max":
		s = Span{max(a.Low, b.Low), max(a.High, b.High)}
	case operators.Add:
		s = Span{plus(a.Low, b.Low), plus(a.High, b.High)}
	case operators.Subtract:
		s = Span{plus(a.Low, minus(b.High)), plus(a.High, minus(b.Low))}
	case operators.Negate:
		s = Span{minus(a.High), minus(a.Low)}
	case "decimal":
		s = Span{scaled(a.Low), scaled(a.High)}
	case "ceil", "floor":
		s = Span{step(a.Low, -1), step(a.High, +1)}
	default:
		s = elapsed(t.call(), a, b)
	}
	return Of(s).And(Full(t.kind())).OrOpen()
}

// elapsed gives the years or months between days: the fewest from the latest to
// the earliest.
func elapsed(name string, from, to Span) Span {
	count := lang.Date.Years
	if name == "months" {
		count = lang.Date.Months
	}
	return Span{
		count(lang.Date(from.High), lang.Date(to.Low)),
		count(lang.Date(from.Low), lang.Date(to.High)),
	}
}

// plus adds, and stays at the end of what there is. What overflows has no value.
func plus(a, b int64) int64 {
	sum := a + b
	switch {
	case a > 0 && b > 0 && sum < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && sum >= 0:
		return math.MinInt64
	}
	return sum
}

func minus(n int64) int64 {
	if n == math.MinInt64 {
		return math.MaxInt64
	}
	return -n
}

// scaled gives an int as a decimal.
func scaled(n int64) int64 {
	if d, ok := lang.DecimalFromInt(n); ok {
		return int64(d)
	}
	if n < 0 {
		return math.MinInt64
	}
	return math.MaxInt64
}

// step moves a decimal by at most one whole number, which is as far as ceil and
// floor go.
func step(n, by int64) int64 { return plus(n, by*int64(lang.One)) }

// whole reads the digits of a code.
func whole(code string) (n int64, ok bool) {
	n, err := strconv.ParseInt(code, 10, 64)
	return n, err == nil
}
