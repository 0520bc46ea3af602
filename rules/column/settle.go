package column

import "weiran/rules/lang"

// An expression is settled where it is one and the same for all rows of a batch.
// What is settled is known before the first block: no block computes it, and what
// only it would have asked for is never computed. A rule that the policy's head,
// or the texts that occur, rule out costs nothing for a row.

// A settler is an operation that may be settled though not all of its operands
// are.
type settler interface {
	// settled gives the one value of all rows, nil where rows may differ.
	settled(w *Worker, args []int, s *slot) *Vector
}

// Bools that are the same for every row.
var (
	settledFalse = &Vector{kind: lang.Bool, rows: 1, constant: true, truth: Bits{0}}
	settledTrue  = &Vector{kind: lang.Bool, rows: 1, constant: true, truth: Bits{1}}
)

// settle finds what is settled of a batch, operands first.
func (w *Worker) settle() {
	w.block++
	w.from, w.rows = 0, 1
	for _, id := range w.program.live {
		n := &w.program.nodes[id]
		s := &w.slots[id]
		s.settled = n.constant
		if s.settled != nil {
			continue
		}
		if op, ok := n.operation.(settler); ok {
			s.settled = op.settled(w, n.args, s)
		}
		if _, leaf := n.operation.(field); !leaf && s.settled == nil && w.allSettled(n.args) {
			s.settled = w.vector(id)
		}
	}
}

func (w *Worker) allSettled(args []int) bool {
	for _, arg := range args {
		if w.slots[arg].settled == nil {
			return false
		}
	}
	return true
}

// is reports whether a node is settled as true, or as false.
func (w *Worker) is(id int, truth bool) bool {
	v := w.slots[id].settled
	return v != nil && v.decided() && v.truth.Has(0) == truth
}

// whole gives a field's column over the batch where every row has a value, else
// nil.
func (w *Worker) whole(id int) *Vector {
	f, ok := w.program.nodes[id].operation.(field)
	if !ok || !w.fields[f.index].decided() {
		return nil
	}
	return &w.fields[f.index].Vector
}

func (f field) settled(w *Worker, _ []int, _ *slot) *Vector {
	if v := &w.fields[f.index].Vector; v.constant {
		return v
	}
	return nil
}

// False && x is false whatever x is, also where it has no value.
func (conjunction) settled(w *Worker, args []int, _ *slot) *Vector {
	if w.is(args[0], false) || w.is(args[1], false) {
		return settledFalse
	}
	return nil
}

func (disjunction) settled(w *Worker, args []int, _ *slot) *Vector {
	if w.is(args[0], true) || w.is(args[1], true) {
		return settledTrue
	}
	return nil
}

func (knowledge) settled(w *Worker, args []int, _ *slot) *Vector {
	if w.whole(args[0]) != nil {
		return settledTrue
	}
	return nil
}

func (conditional) settled(w *Worker, args []int, _ *slot) *Vector {
	switch {
	case w.is(args[0], true):
		return w.slots[args[1]].settled
	case w.is(args[0], false):
		return w.slots[args[2]].settled
	}
	return nil
}

func (r textRelation) settled(w *Worker, args []int, s *slot) *Vector {
	a, b := w.whole(args[0]), w.whole(args[1])
	switch x, y := w.slots[args[0]].settled, w.slots[args[1]].settled; {
	case a != nil && y != nil && y.decided():
		return r.against(a.texts, y, s).settled()
	case b != nil && x != nil && x.decided():
		return r.mirroredAgainst(b.texts, x, s).settled()
	}
	return nil
}

func (q textQuality) settled(w *Worker, args []int, s *slot) *Vector {
	if v := w.whole(args[0]); v != nil {
		return q.of(v.texts, s).settled()
	}
	return nil
}

func (inList) settled(w *Worker, args []int, s *slot) *Vector {
	a, list := w.whole(args[0]), w.slots[args[1]].settled
	if a != nil && list != nil && list.decided() {
		return memberOf(a.texts, list, s).settled()
	}
	return nil
}

// settled says that all entries of the dictionary have the same answer. One that
// no row uses may hide that they have, which costs nothing but the chance.
func (t *table) settled() *Vector {
	switch t.yes {
	case 0:
		return settledFalse
	case len(t.answers):
		return settledTrue
	}
	return nil
}
