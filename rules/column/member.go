package column

import (
	"slices"

	"weiran/rules/lang"
)

// membership is x in [a, b, …]. Its operands are x, then the members, then the
// comparison of x with each member.
type membership struct{ members int }

func (m membership) form(args []string) string {
	text := args[0] + " in ["
	for i, arg := range args[1 : 1+m.members] {
		if i > 0 {
			text += ", "
		}
		text += arg
	}
	return text + "]"
}

func (m membership) compute(w *Worker, args []int, s *slot) {
	w.begin(lang.Bool, args, s)
	m.doubts(w, args, s)
	truth := s.newTruth()
	for i := range truth {
		truth[i] = 0
		for _, same := range args[1+m.members:] {
			v := w.vector(same)
			truth[i] |= v.word(v.truth, i)
		}
	}
	s.settle()
}

// doubts gives the slot those of x, and where it has a value those of the list.
func (m membership) doubts(w *Worker, args []int, s *slot) {
	unknown, failed := s.newDoubts()
	for i := range unknown {
		var list doubt
		for _, member := range args[1 : 1+m.members] {
			list = failureDecides(list, w.vector(member).doubt(i))
		}
		d := firstDecides(w.vector(args[0]).doubt(i), list)
		unknown[i], failed[i] = d.unknown, d.failed
	}
	s.settleDoubts()
}

// numberSet is x in [1, 2, …], all of them literals. Of few each is compared; of
// many, those that lie close together, such as ranks, are bits of a map.
type numberSet struct {
	text   string // of the list
	sorted []int64
	near   Bits // from sorted[0] on, and a word of none; nil where the numbers lie too far apart
}

// fewMembers is how many are compared.
const fewMembers = 8

// nearNumbers is how far apart the members of a set with a map may lie.
const nearNumbers = 4096

func newNumberSet(text string, members []int64) numberSet {
	slices.Sort(members)
	set := numberSet{text: text, sorted: members}
	low, high := members[0], members[len(members)-1]
	if span := uint64(high) - uint64(low); span < nearNumbers {
		set.near = make(Bits, words(int(span)+1)+1)
		for _, n := range members {
			set.near.Set(int(n - low))
		}
	}
	return set
}

func (n numberSet) form(args []string) string { return args[0] + " in " + n.text }

func (n numberSet) compute(w *Worker, args []int, s *slot) {
	v := w.unary(lang.Bool, args, s)
	truth := s.newTruth()
	if v.kind == lang.DateKind {
		markMembers(truth, n, v.narrow)
	} else {
		markMembers(truth, n, v.wide)
	}
	s.settle()
}

func markMembers[T number](truth Bits, set numberSet, values []T) {
	clear(truth)
	switch {
	case len(set.sorted) <= fewMembers:
		markFew(truth, set, values)
	case set.near == nil:
		for row, v := range values {
			_, found := slices.BinarySearch(set.sorted, int64(v))
			truth[row/wordRows] |= bit(found) << (row % wordRows)
		}
	default:
		markNear(truth, set, values)
	}
}

func markFew[T number](truth Bits, set numberSet, values []T) {
	var same [blockRows / wordRows]uint64
	for _, member := range set.sorted {
		compareConstant(same[:len(truth)], equal, values, T(member))
		for i := range truth {
			truth[i] |= same[i]
		}
	}
}

// markNear looks numbers up in the map; what lies outside finds its last word.
func markNear[T number](truth Bits, set numberSet, values []T) {
	low, last := uint64(set.sorted[0]), uint64(len(set.near)-1)
	for row, v := range values {
		away := uint64(int64(v)) - low
		truth[row/wordRows] |= set.near[min(away/wordRows, last)] >> (away % wordRows) & 1 << (row % wordRows)
	}
}

// inList is x in list, where the list is a field of texts.
type inList struct{}

func (inList) form(args []string) string { return args[0] + " in " + args[1] }

func (inList) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.Bool, firstDecides, args, s)
	if !b.constant || s.constant {
		listPairs(s, a, b)
		s.settle()
		return
	}
	memberOf(a.texts, b, s).mark(s.newTruth(), a.narrow)
	s.settle()
}

// memberOf looks for the entries of a dictionary in a constant list.
func memberOf(d *dictionary, constant *Vector, s *slot) *table {
	t := s.table(d, constant)
	if t.stale {
		list := constant.list()
		t.fill(d.texts, func(text string) bool { return slices.Contains(list, text) })
	}
	return t
}

// listPairs looks for a text in a list, row by row.
func listPairs(s *slot, a, b *Vector) {
	truth := s.newTruth()
	clear(truth)
	for row := range s.rows {
		if s.Known(row) && slices.Contains(b.texts.lists[b.narrow[b.at(row)]], a.texts.texts[a.narrow[a.at(row)]]) {
			truth.Set(row)
		}
	}
}

// list gives a constant's list, or nothing where it has none.
func (v *Vector) list() []string {
	if !v.decided() {
		return nil
	}
	return v.texts.lists[v.narrow[0]]
}
