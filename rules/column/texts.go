package column

import (
	"unicode/utf8"

	"weiran/rules/lang"
)

// textRelation is a relation of two texts: a comparison, startsWith, endsWith or
// contains. Against a constant each entry of the dictionary is tested once.
type textRelation struct {
	sign string
	by   precedence
	test func(a, b string) bool
}

func (r textRelation) form(args []string) string {
	if _, function := textTests[r.sign]; function {
		return args[0] + "." + r.sign + "(" + args[1] + ")"
	}
	return args[0] + " " + r.sign + " " + args[1]
}

func (r textRelation) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.Bool, r.by, args, s)
	switch {
	case s.constant || !a.constant && !b.constant:
		r.pairs(s, a, b)
	case b.constant:
		r.against(a.texts, b, s).mark(s.newTruth(), a.narrow)
	default:
		r.mirroredAgainst(b.texts, a, s).mark(s.newTruth(), b.narrow)
	}
	s.settle()
}

// against tests the entries of a dictionary on the left.
func (r textRelation) against(d *dictionary, constant *Vector, s *slot) *table {
	t := s.table(d, constant)
	if t.stale {
		with := constant.text()
		t.fill(d.texts, func(text string) bool { return r.test(text, with) })
	}
	return t
}

// mirroredAgainst tests the entries of a dictionary on the right.
func (r textRelation) mirroredAgainst(d *dictionary, constant *Vector, s *slot) *table {
	t := s.table(d, constant)
	if t.stale {
		with := constant.text()
		t.fill(d.texts, func(text string) bool { return r.test(with, text) })
	}
	return t
}

// pairs tests two texts a row.
func (r textRelation) pairs(s *slot, a, b *Vector) {
	truth := s.newTruth()
	clear(truth)
	for row := range s.rows {
		if s.Known(row) && r.test(a.texts.texts[a.narrow[row]], b.texts.texts[b.narrow[row]]) {
			truth.Set(row)
		}
	}
}

// text gives a constant's text, or nothing where it has none.
func (v *Vector) text() string {
	if !v.decided() {
		return ""
	}
	return v.texts.texts[v.narrow[0]]
}

// textQuality is what a text is by itself: a match of a pattern, one of a list.
type textQuality struct {
	says string // behind the text: ` in ["a"]`
	test func(text string) bool
}

func (q textQuality) form(args []string) string { return args[0] + q.says }

func (q textQuality) compute(w *Worker, args []int, s *slot) {
	v := w.unary(lang.Bool, args, s)
	q.of(v.texts, s).mark(s.newTruth(), v.narrow)
	s.settle()
}

// of tests the entries of a dictionary.
func (q textQuality) of(d *dictionary, s *slot) *table {
	t := s.table(d, nil)
	if t.stale {
		t.fill(d.texts, q.test)
	}
	return t
}

// A table holds the answer of each entry of a dictionary, and is kept until the
// dictionary, or what its entries are held against, changes.
type table struct {
	of, with int64 // serials
	code     int32
	stale    bool
	answers  []uint8
	yes      int      // how many entries are answered with yes
	last     [2]int32 // the last that is answered with no, and with yes
}

// table gives the slot's table of a dictionary against a constant.
func (s *slot) table(of *dictionary, against *Vector) *table {
	t, ok := s.memo.(*table)
	if !ok {
		t = &table{of: -1}
		s.memo = t
	}
	var with int64
	var code int32
	if against != nil && against.decided() {
		with, code = against.texts.serial, against.narrow[0]
	}
	t.stale = t.of != of.serial || t.with != with || t.code != code
	t.of, t.with, t.code = of.serial, with, code
	return t
}

// fill tests every entry. There is always one answer at least, for the codes of
// rows without a value.
func (t *table) fill(texts []string, test func(text string) bool) {
	t.answers = sized(t.answers, max(1, len(texts)))
	t.answers[0], t.yes = 0, 0
	for code, text := range texts {
		answer := bit(test(text))
		t.answers[code], t.last[answer] = uint8(answer), int32(code)
		t.yes += int(answer)
	}
}

// mark looks the answer of each code up. Where one code alone has another answer
// than the rest, that is a comparison.
func (t *table) mark(truth Bits, codes []int32) {
	switch {
	case t.yes == 0:
		clear(truth)
		return
	case t.yes == 1:
		compareConstant(truth, equal, codes, t.last[1])
		return
	case t.yes == len(t.answers)-1:
		compareConstant(truth, notEqual, codes, t.last[0])
		return
	}
	for i := range truth {
		rows := codes[i*wordRows : min(len(codes), (i+1)*wordRows)]
		var word uint64
		for _, code := range rows {
			word = word>>1 | uint64(t.answers[code])<<63
		}
		truth[i] = word >> (wordRows - len(rows))
	}
}

// measure is size(x), of texts or of lists.
type measure struct {
	of func(into []int64, d *dictionary) []int64
}

func (measure) form(args []string) string { return "size(" + args[0] + ")" }

// sizes are the sizes of the entries of a dictionary.
type sizes struct {
	of   int64 // serial
	each []int64
}

func (m measure) compute(w *Worker, args []int, s *slot) {
	v := w.unary(lang.Int, args, s)
	kept, ok := s.memo.(*sizes)
	if !ok {
		kept = &sizes{of: -1}
		s.memo = kept
	}
	if kept.of != v.texts.serial {
		kept.of, kept.each = v.texts.serial, append(m.of(kept.each[:0], v.texts), 0)
	}
	into := s.newWide()
	for row, code := range v.narrow {
		into[row] = kept.each[code]
	}
}

var (
	textSize = measure{func(into []int64, d *dictionary) []int64 {
		for _, text := range d.texts {
			into = append(into, int64(utf8.RuneCountInString(text)))
		}
		return into
	}}
	listSize = measure{func(into []int64, d *dictionary) []int64 {
		for _, list := range d.lists {
			into = append(into, int64(len(list)))
		}
		return into
	}}
)
