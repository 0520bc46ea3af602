package column

import (
	"strings"

	"weiran/rules/lang"
)

// A relation is one of the six comparisons.
type relation uint8

const (
	equal relation = iota
	notEqual
	less
	lessEqual
	greater
	greaterEqual
)

var relationSigns = [...]string{"==", "!=", "<", "<=", ">", ">="}

// base gives the one of equal and greater that the relation is, or, where all bits
// are to be flipped, is the opposite of. Of less and greaterEqual operands must be
// swapped, or a constant lowered by one, first.
func (r relation) base() (base relation, flip uint64) {
	switch r {
	case notEqual:
		return equal, ^uint64(0)
	case lessEqual:
		return greater, ^uint64(0)
	}
	return r, 0
}

// mirrored gives the relation that holds between swapped operands.
func (r relation) mirrored() relation {
	switch r {
	case less:
		return greater
	case lessEqual:
		return greaterEqual
	case greater:
		return less
	case greaterEqual:
		return lessEqual
	}
	return r
}

// holds says whether two texts stand in the relation.
func (r relation) holds(a, b string) bool {
	switch order := strings.Compare(a, b); r {
	case equal:
		return order == 0
	case notEqual:
		return order != 0
	case less:
		return order < 0
	case lessEqual:
		return order <= 0
	case greater:
		return order > 0
	}
	return strings.Compare(a, b) >= 0
}

// comparison is == != < <= > >= between numbers or dates.
type comparison struct{ relation relation }

func (c comparison) form(args []string) string {
	return args[0] + " " + relationSigns[c.relation] + " " + args[1]
}

func (c comparison) compute(w *Worker, args []int, s *slot) {
	if c.byTurning(w, args, s) || c.byRatio(w, args, s) {
		return
	}
	a, b := w.binary(lang.Bool, c.relation.precedence(), args, s)
	truth := s.newTruth()
	if a.kind == lang.DateKind {
		compareAll(truth, c.relation, operand[int32]{a.narrow, a.constant}, operand[int32]{b.narrow, b.constant})
	} else {
		compareAll(truth, c.relation, operand[int64]{a.wide, a.constant}, operand[int64]{b.wide, b.constant})
	}
	s.settle()
}

func (r relation) precedence() precedence {
	if r == equal || r == notEqual {
		return failureDecides
	}
	return firstDecides
}

type number interface{ int32 | int64 }

// An operand is the values of a vector; a constant has one of them.
type operand[T number] struct {
	values   []T
	constant bool
}

// compareAll sets the bits of the rows for which a relation holds.
func compareAll[T number](truth Bits, r relation, a, b operand[T]) {
	switch {
	case a.constant && !b.constant:
		compareConstant(truth, r.mirrored(), b.values, a.values[0])
	case b.constant && !a.constant:
		compareConstant(truth, r, a.values, b.values[0])
	case r == less || r == greaterEqual:
		comparePairs(truth, r.mirrored(), b.values, a.values)
	default:
		comparePairs(truth, r, a.values, b.values)
	}
}

// sameTruth is == or != between bools.
type sameTruth struct{ relation relation }

func (c sameTruth) form(args []string) string {
	return args[0] + " " + relationSigns[c.relation] + " " + args[1]
}

func (c sameTruth) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.Bool, failureDecides, args, s)
	var flip uint64
	if c.relation == equal {
		flip = ^uint64(0)
	}
	for i := range s.newTruth() {
		s.truth[i] = a.word(a.truth, i) ^ b.word(b.truth, i) ^ flip
	}
	s.settle()
}
