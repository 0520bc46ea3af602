package column

import "weiran/rules/lang"

// conditional is c ? a : b. Where the condition is the same for a whole block,
// only the branch that it chooses is computed.
type conditional struct{ kind lang.Kind }

func (conditional) form(args []string) string { return args[0] + " ? " + args[1] + " : " + args[2] }

func (c conditional) compute(w *Worker, args []int, s *slot) {
	condition := w.vector(args[0])
	if condition.decided() {
		switch condition.truth.Count() {
		case condition.rows:
			s.Vector = *w.vector(args[1])
			return
		case 0:
			s.Vector = *w.vector(args[2])
			return
		}
	}
	a, b := w.vector(args[1]), w.vector(args[2])
	s.begin(c.kind, w.rows, condition, a, b)
	s.doubtsOfChoice(condition, a, b)
	s.choose(w, choice{condition, condition.truth}, a, b)
}

// doubtsOfChoice gives a choice the doubts of its condition, and of the branch
// that each row takes.
func (s *slot) doubtsOfChoice(condition, a, b *Vector) {
	if condition.decided() && a.decided() && b.decided() {
		return
	}
	unknown, failed := s.newDoubts()
	for i := range unknown {
		c, x, y := condition.doubt(i), a.doubt(i), b.doubt(i)
		yes := condition.word(condition.truth, i)
		no := ^(yes | c.unknown | c.failed)
		unknown[i] = c.unknown | yes&x.unknown | no&y.unknown
		failed[i] = c.failed | yes&x.failed | no&y.failed
	}
	s.settleDoubts()
}

// coalescence is coalesce(a, b): b where a is unknown.
type coalescence struct{ kind lang.Kind }

func (coalescence) form(args []string) string { return "coalesce(" + args[0] + ", " + args[1] + ")" }

func (c coalescence) compute(w *Worker, args []int, s *slot) {
	a := w.vector(args[0])
	if a.unknown == nil {
		s.Vector = *a
		return
	}
	b := w.vector(args[1])
	s.begin(c.kind, w.rows, a, b)
	unknown, failed := s.newDoubts()
	for i := range unknown {
		x, y := a.doubt(i), b.doubt(i)
		unknown[i] = x.unknown & y.unknown
		failed[i] = x.failed | x.unknown&y.failed
	}
	s.settleDoubts()
	s.choose(w, choice{a, a.unknown}, b, a)
}

// A choice is bits of a vector that say which rows take the first of two values.
type choice struct {
	of   *Vector
	bits Bits
}

// choose fills the slot with a where the choice says so, else with b.
func (s *slot) choose(w *Worker, c choice, a, b *Vector) {
	switch s.kind {
	case lang.Bool:
		for i := range s.newTruth() {
			first := c.of.word(c.bits, i)
			s.truth[i] = a.word(a.truth, i)&first | b.word(b.truth, i)&^first
		}
		s.settle()
	case lang.Int, lang.DecimalKind:
		chooseEach(s.newWide(), c, operand[int64]{a.wide, a.constant}, operand[int64]{b.wide, b.constant})
	case lang.DateKind:
		chooseEach(s.newNarrow(), c, operand[int32]{a.narrow, a.constant}, operand[int32]{b.narrow, b.constant})
	default:
		s.chooseTexts(w, c, a, b)
	}
}

// chooseEach fills into with one value a row, without a branch.
func chooseEach[T number](into []T, c choice, a, b operand[T]) {
	x, y := a.stride(), b.stride()
	for from := 0; from < len(into); from += wordRows {
		word := c.of.word(c.bits, from/wordRows)
		rows := into[from:min(len(into), from+wordRows)]
		for i := range rows {
			first := -T(word >> i & 1)
			rows[i] = a.values[(from+i)&x]&first | b.values[(from+i)&y]&^first
		}
	}
}

// stride is what a row's index is masked with to find its value: a constant's
// is always the first.
func (o operand[T]) stride() int {
	if o.constant {
		return 0
	}
	return -1
}

// chooseTexts puts the entries of both dictionaries into one, and moves the
// codes of the second behind those of the first.
func (s *slot) chooseTexts(w *Worker, c choice, a, b *Vector) {
	s.join(w, a.texts, b.texts)
	behind := int32(len(a.texts.texts))
	into := s.newNarrow()
	for row := range into {
		if c.of.word(c.bits, row/wordRows)>>(row%wordRows)&1 == 1 {
			into[row] = a.narrow[a.at(row)]
		} else {
			into[row] = b.narrow[b.at(row)] + behind
		}
	}
	s.settleCodes()
}

// A joint is two dictionaries in one, kept while they stay what they are.
type joint struct{ first, second int64 }

func (s *slot) join(w *Worker, a, b *dictionary) {
	of := joint{a.serial, b.serial}
	if kept, ok := s.memo.(joint); ok && kept == of {
		s.texts = &s.own.texts
		return
	}
	d := s.newTexts(w)
	d.texts = append(append(d.texts, a.texts...), b.texts...)
	s.memo = of
}
