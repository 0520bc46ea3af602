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
	if a.decided() && b.decided() {
		for i := range truth {
			truth[i] = op(a.word(a.truth, i), b.word(b.truth, i))
		}
		truth.trim(s.rows)
		return
	}
	unknown, failed := s.newDoubts()
	for i := range truth {
		x, y := a.doubt(i), b.doubt(i)
		surely := op(a.word(a.truth, i), b.word(b.truth, i))
		perhaps := op(a.word(a.truth, i)|x.unknown|x.failed, b.word(b.truth, i)|y.unknown|y.failed)
		open := perhaps &^ surely
		truth[i] = surely
		unknown[i] = open & (x.unknown | y.unknown)
		failed[i] = open &^ unknown[i]
	}
	truth.trim(s.rows)
	s.settleDoubts()
}

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
