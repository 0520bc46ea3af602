package column

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// fault stands for whatever made a row fail: vectors do not carry messages.
var fault = source.Fault{Message: source.Say("cannot be computed", "无法计算")}

// A precedence says what comes of two operands without a value. cel-go has two
// of them, and the kernels keep to both.
type precedence func(a, b doubt) doubt

// firstDecides is the precedence of operators and functions of two operands: the
// left one decides unless it has a value.
func firstDecides(a, b doubt) doubt {
	return doubt{a.unknown | b.unknown&^a.failed, a.failed | b.failed&^a.unknown}
}

// failureDecides is the precedence of == and !=, of lists, and of functions of
// any other count of arguments, the lookups among them: a failure beats an
// unknown wherever it stands.
func failureDecides(a, b doubt) doubt {
	failed := a.failed | b.failed
	return doubt{(a.unknown | b.unknown) &^ failed, failed}
}

// combine gives the slot the doubts of two operands.
func (s *slot) combine(by precedence, a, b *Vector) {
	switch {
	case b.decided() && a.constant == s.constant:
		s.borrowDoubts(a)
		return
	case a.decided() && b.constant == s.constant:
		s.borrowDoubts(b)
		return
	case a.decided() && b.decided():
		return
	}
	unknown, failed := s.newDoubts()
	for i := range unknown {
		d := by(a.doubt(i), b.doubt(i))
		unknown[i], failed[i] = d.unknown, d.failed
	}
	s.settleDoubts()
}

// An operation computes the vector of a node from those of its operands.
type operation interface {
	// compute fills the slot for the worker's current block.
	compute(w *Worker, args []int, s *slot)
	// form writes the operation over the names of its operands.
	form(args []string) string
}

// unary starts an operation of one operand, whose doubts are its own.
func (w *Worker) unary(kind lang.Kind, args []int, s *slot) *Vector {
	v := w.vector(args[0])
	s.begin(kind, w.rows, v)
	s.borrowDoubts(v)
	return v
}

// binary starts an operation of two operands.
func (w *Worker) binary(kind lang.Kind, by precedence, args []int, s *slot) (a, b *Vector) {
	a, b = w.vector(args[0]), w.vector(args[1])
	s.begin(kind, w.rows, a, b)
	s.combine(by, a, b)
	return a, b
}
