package column

import "weiran/rules/lang"

// lookup is a function of which nothing is known but that the same arguments
// give the same value: a table, a band, texts joined. It is called once for each
// combination of arguments that occurs, and what it gave is kept for later
// batches.
type lookup struct {
	name   string
	result lang.Kind
	by     precedence
	call   func(args []lang.Value) lang.Value
}

func (l lookup) form(args []string) string {
	text := l.name + "("
	for i, arg := range args {
		if i > 0 {
			text += ", "
		}
		text += arg
	}
	return text + ")"
}

// maxKept is how many combinations of arguments are kept; beyond, the memory is
// begun anew.
const maxKept = 1 << 17

// answers is what a lookup has given so far. Arguments are numbered: each value
// of an argument, then each pair of a combination so far and the next argument.
// The last number is the index of the answer.
type answers struct {
	operands []*Vector
	args     []lang.Value
	values   []numbering // of each argument
	pairs    []numbering // of each argument but the first
	ids      []int32
	other    []int32

	states []answer
	wide   []int64
	texts  dictionary // of results that are texts
}

// An answer says what a lookup gave.
type answer uint8

const (
	notAsked answer = iota
	given
	missing
	broken
)

func (l lookup) compute(w *Worker, args []int, s *slot) {
	m, ok := s.memo.(*answers)
	if !ok {
		m = &answers{}
		s.memo = m
	}
	m.forget(len(args))
	m.operands = m.operands[:0]
	for _, arg := range args {
		m.operands = append(m.operands, w.vector(arg))
	}
	s.begin(l.result, w.rows, m.operands...)
	s.combineAll(l.by, m.operands)
	m.number(s.rows)
	l.ask(w, s, m)
	m.fill(s)
}

// combineAll gives the slot the doubts of any count of operands.
func (s *slot) combineAll(by precedence, operands []*Vector) {
	unknown, failed := s.newDoubts()
	for i := range unknown {
		var d doubt
		for _, v := range operands {
			d = by(d, v.doubt(i))
		}
		unknown[i], failed[i] = d.unknown, d.failed
	}
	s.settleDoubts()
}

// forget begins anew where too much is kept.
func (m *answers) forget(args int) {
	kept := len(m.states)
	for i := range m.values {
		kept = max(kept, int(m.values[i].count), int(m.pairs[i].count))
	}
	if len(m.values) != args || kept > maxKept {
		*m = answers{
			args: make([]lang.Value, args), values: make([]numbering, args), pairs: make([]numbering, args),
		}
	}
}

// number gives every row the number of its combination of arguments.
func (m *answers) number(rows int) {
	m.ids = sized(m.ids, rows)
	clear(m.ids)
	for i, v := range m.operands {
		if i == 0 {
			m.values[i].fill(m.ids, v)
			continue
		}
		m.other = sized(m.other, rows)
		m.values[i].fill(m.other, v)
		for row, id := range m.ids {
			m.ids[row] = m.pairs[i].number(int64(id)<<32 | int64(m.other[row]))
		}
	}
	for len(m.states) <= m.greatest() {
		m.states, m.wide = append(m.states, notAsked), append(m.wide, 0)
	}
}

// greatest gives the greatest number that a combination may have.
func (m *answers) greatest() int {
	if n := len(m.values); n > 1 {
		return int(m.pairs[n-1].count)
	} else if n == 1 {
		return int(m.values[0].count)
	}
	return 0
}

// ask calls the lookup for the combinations that are new, and marks the rows for
// which it has no value.
func (l lookup) ask(w *Worker, s *slot, m *answers) {
	for row, id := range m.ids {
		if m.states[id] == given || !s.decided() && !s.Known(row) {
			continue
		}
		if m.states[id] == notAsked {
			m.states[id], m.wide[id] = m.keep(w, l.result, l.call(m.arguments(row)))
		}
		switch m.states[id] {
		case missing:
			s.miss(row)
		case broken:
			s.fail(row)
		}
	}
}

// arguments gives those of one row.
func (m *answers) arguments(row int) []lang.Value {
	for i, v := range m.operands {
		m.args[i] = v.Value(row)
	}
	return m.args
}

// keep turns what a lookup gave into a number, by the same rules as lang: an int
// serves where a decimal is declared, any other kind is a failure.
func (m *answers) keep(w *Worker, kind lang.Kind, v lang.Value) (answer, int64) {
	if _, failed := v.Fault(); failed {
		return broken, 0
	}
	if !v.Known() {
		return missing, 0
	}
	n, ok := numberOf(kind, v)
	if !ok {
		return broken, 0
	}
	if kind == lang.String {
		n = int64(len(m.texts.texts))
		w.serial++
		m.texts.serial, m.texts.texts = w.serial, append(m.texts.texts, v.Str())
	}
	return given, n
}

// numberOf gives a known value as a vector of a kind holds it; of a text, which
// a dictionary holds, it gives nothing but whether it is one.
func numberOf(kind lang.Kind, v lang.Value) (n int64, ok bool) {
	if kind == lang.DecimalKind {
		d, ok := v.Decimal()
		return int64(d), ok
	}
	switch kind {
	case lang.Bool:
		n = int64(bit(v.Bool()))
	case lang.Int:
		n = v.Int()
	case lang.DateKind:
		n = int64(v.Date())
	}
	return n, v.Kind() == kind
}

// fill gives every row its answer.
func (m *answers) fill(s *slot) {
	switch s.kind {
	case lang.Bool:
		clear(s.newTruth())
		for row, id := range m.ids {
			s.truth[row/wordRows] |= uint64(m.wide[id]) << (row % wordRows)
		}
		s.settle()
	case lang.Int, lang.DecimalKind:
		into := s.newWide()
		for row, id := range m.ids {
			into[row] = m.wide[id]
		}
	default:
		into := s.newNarrow()
		for row, id := range m.ids {
			into[row] = int32(m.wide[id])
		}
		s.texts = &m.texts
	}
}
