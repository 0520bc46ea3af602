package proof

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// A wish is what a condition is wanted to come to.
type wish struct {
	truth bool
	lax   bool // to have no value will do as well
}

var (
	holds     = wish{truth: true}
	fails     = wish{truth: false}
	mayHold   = wish{truth: true, lax: true} // holds, or has no value
	mayBeElse = wish{truth: false, lax: true}
)

func (w wish) not() wish { return wish{!w.truth, w.lax} }

// truths gives the set of the value that is wanted.
func (w wish) truths() Set {
	if w.truth {
		return Only(1)
	}
	return Only(0)
}

// all gives the worlds in which a condition comes to what is wanted.
func (p *Prover) all(c Cases, t term, want wish) Cases {
	var out Cases
	for _, w := range c {
		out = out.Or(p.where(w, t, want))
	}
	return out
}

// where gives the worlds within one in which a condition comes to what is wanted:
// at least all those that can be.
func (p *Prover) where(w world, t term, want wish) Cases {
	if p.tired() {
		return Cases{w}
	}
	switch name := t.call(); {
	case name == operators.LogicalNot:
		return p.where(w, t.args()[0], want.not())
	case name == operators.LogicalAnd || name == operators.LogicalOr:
		return p.joined(w, t, want)
	case name == operators.Conditional:
		return p.branched(w, t.args(), want)
	case name == "known":
		return p.filled(w, t, want)
	case name == operators.In:
		return p.member(w, t, want)
	case t.compared():
		return p.compare(w, t, want)
	}
	return p.narrow(w, t, want.truths(), want.lax)
}

// joined is && or ||: either every operand comes to what is wanted, or one does.
func (p *Prover) joined(w world, t term, want wish) Cases {
	every := (t.call() == operators.LogicalAnd) == want.truth
	c := Cases{w}
	var either Cases
	for _, arg := range t.args() {
		if every {
			c = p.all(c, arg, want)
			continue
		}
		either = either.Or(p.where(w, arg, want))
	}
	if every {
		return c
	}
	return either
}

// branched is c ? a : b.
func (p *Prover) branched(w world, args []term, want wish) Cases {
	c := p.all(p.where(w, args[0], holds), args[1], want)
	c = c.Or(p.all(p.where(w, args[0], fails), args[2], want))
	if want.lax && p.mayBeOpen(w, args[0]) {
		c = c.Or(Cases{w})
	}
	return c
}

// mayBeOpen reports whether a condition may have no value.
func (p *Prover) mayBeOpen(w world, t term) bool {
	return t.e.Kind() != ast.LiteralKind && p.values(w, t).Open()
}

// filled is known(x). What fails is neither known nor unknown.
func (p *Prover) filled(w world, t term, want wish) Cases {
	x := t.args()[0]
	s := p.values(w, x)
	var c Cases
	if want.truth {
		c = c.Or(p.within(w, x, s.Known()))
	}
	if s.Open() && (!want.truth || want.lax) {
		c = c.Or(p.within(w, x, Nothing()))
	}
	return c
}

// member is x in [a, b]; of a list that is not written out nothing is known.
func (p *Prover) member(w world, t term, want wish) Cases {
	x, list := t.args()[0], t.args()[1]
	values, ok := p.members(list)
	if !ok {
		return p.narrow(w, t, want.truths(), want.lax)
	}
	if !want.truth {
		values = p.values(w, x).Known().Minus(values)
	}
	return p.narrow(w, x, values, want.lax)
}

// members gives the members of a list of constants.
func (p *Prover) members(list term) (Set, bool) {
	if list.e.Kind() != ast.ListKind {
		return Set{}, false
	}
	var values []Span
	for _, e := range list.e.AsList().Elements() {
		v, constant := lang.Constant(e)
		if !constant {
			return Set{}, false
		}
		n := p.Words.Number(v)
		values = append(values, Span{n, n})
	}
	return Of(values...), true
}

// narrow gives the world in which a term has a value of a set, or, where lax, no
// value at all.
func (p *Prover) narrow(w world, t term, to Set, lax bool) Cases {
	to.open = lax
	return p.within(w, t, to)
}

// within gives the world in which a term is in a set, if there is one.
func (p *Prover) within(w world, t term, to Set) Cases {
	s := p.values(w, t).And(to)
	if s.Empty() && !s.Open() {
		return nil
	}
	if t.e.Kind() == ast.LiteralKind {
		return Cases{w}
	}
	w = w.with(t, s)
	if t.call() == "decimal" && !s.Open() {
		return p.within(w, t.args()[0], wholes(s))
	}
	if !p.possible(w) {
		return nil
	}
	return Cases{w}
}

// possible reports whether each larger term of a world can still come to
// something: the age, when the day of birth has been narrowed since. Terms that
// are compared with each other must still be able to compare so.
func (p *Prover) possible(w world) bool {
	for _, t := range w.terms {
		if s := p.values(w, t); s.Empty() && !s.Open() {
			return false
		}
	}
	for _, c := range w.pairs {
		if p.values(w, c.left).Known().And(beside(c.sign, p.values(w, c.right))).Empty() {
			return false
		}
	}
	return true
}

// wholes gives the ints whose decimals are in a set.
func wholes(s Set) Set {
	var spans []Span
	for _, span := range s.Spans() {
		low, _ := lang.Decimal(span.Low).Ceil()
		high, _ := lang.Decimal(span.High).Floor()
		spans = append(spans, Span{int64(low) / int64(lang.One), int64(high) / int64(lang.One)})
	}
	return Of(spans...)
}
