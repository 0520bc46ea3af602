package column

import "weiran/rules/lang"

// conjunction is &&. Its right operand is computed only where the left one
// leaves something to decide: a rule that cannot fire on a block costs what its
// first condition costs.
type conjunction struct{}

func (conjunction) form(args []string) string { return args[0] + " && " + args[1] }

func (conjunction) compute(w *Worker, args []int, s *slot) {
	if w.takesOther(args, true, s) {
		return
	}
	a := w.vector(args[0])
	if a.decided() && a.truth.none() {
		s.Vector = *a
		return
	}
	b := w.vector(args[1])
	s.begin(lang.Bool, w.rows, a, b)
	w.kleene(s, a, b, func(a, b uint64) uint64 { return a & b })
}

// disjunction is ||, and its right operand is computed like that of &&.
type disjunction struct{}

func (disjunction) form(args []string) string { return args[0] + " || " + args[1] }

func (disjunction) compute(w *Worker, args []int, s *slot) {
	if w.takesOther(args, false, s) {
		return
	}
	a := w.vector(args[0])
	if a.decided() && a.truth.Count() == a.rows {
		s.Vector = *a
		return
	}
	b := w.vector(args[1])
	s.begin(lang.Bool, w.rows, a, b)
	w.kleene(s, a, b, func(a, b uint64) uint64 { return a | b })
}

// takesOther gives the slot the other operand where one is settled as what
// decides nothing: true of &&, false of ||.
func (w *Worker) takesOther(args []int, idle bool, s *slot) bool {
	for i, arg := range args {
		if w.is(arg, idle) {
			s.Vector = *w.vector(args[1-i])
			return true
		}
	}
	return false
}

// kleene fills the slot with && or ||: op says which on plain bits. A word knows
// what may be true and what may be false; a row that may be both is without a
// value, and an unknown operand then beats a failed one.
func (w *Worker) kleene(s *slot, a, b *Vector, op func(a, b uint64) uint64) {
	truth := s.newTruth()
	x, y := a.lane(a.truth), b.lane(b.truth)
	if a.decided() && b.decided() {
		for i := range truth {
			truth[i] = op(x.word(i), y.word(i))
		}
		truth.trim(s.rows)
		return
	}
	missingX, missingY := a.lane(a.unknown), b.lane(b.unknown)
	brokenX, brokenY := a.lane(a.failed), b.lane(b.failed)
	unknown, failed := s.newDoubts()
	for i := range truth {
		missing := missingX.word(i) | missingY.word(i)
		surely := op(x.word(i), y.word(i))
		perhaps := op(x.word(i)|missingX.word(i)|brokenX.word(i), y.word(i)|missingY.word(i)|brokenY.word(i))
		truth[i] = surely
		unknown[i] = perhaps &^ surely & missing
		failed[i] = perhaps &^ surely &^ missing
	}
	truth.trim(s.rows)
	s.settleDoubts()
}

// A lane is bits of a vector as words are read in turn; those of a constant are
// one word for all, as an operand's value is.
type lane struct {
	bits   Bits
	stride int
}

var noneSet, allSet = lane{bits: Bits{0}}, lane{bits: Bits{^uint64(0)}}

func (v *Vector) lane(b Bits) lane {
	switch {
	case b == nil, v.constant && !b.Has(0):
		return noneSet
	case v.constant:
		return allSet
	}
	return lane{b, -1}
}

func (l lane) word(i int) uint64 { return l.bits[i&l.stride] }

// negation is !.
type negation struct{}

func (negation) form(args []string) string { return "!" + args[0] }

func (negation) compute(w *Worker, args []int, s *slot) {
	v := w.unary(lang.Bool, args, s)
	for i := range s.newTruth() {
		s.truth[i] = ^v.truth[i]
	}
	s.settle()
}

// knowledge is known(x): false of an unknown, failed of a failure.
type knowledge struct{}

func (knowledge) form(args []string) string { return "known(" + args[0] + ")" }

func (knowledge) compute(w *Worker, args []int, s *slot) {
	v := w.vector(args[0])
	s.begin(lang.Bool, w.rows, v)
	s.failed = v.failed
	for i := range s.newTruth() {
		s.truth[i] = ^v.word(v.unknown, i)
	}
	s.settle()
}
