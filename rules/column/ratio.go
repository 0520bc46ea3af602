package column

import "weiran/rules/lang"

// A rounded quotient or product beside a number needs no rounding, and a quotient
// no division. With decimals counted in 1/10 000, rounded half to even,
//
//	a / b > n    is    20 000 a > (2 n + 1) b - odd(n),    for b > 0
//	k * b > n    is    2 k b > 20 000 n + 10 000 - odd(n)
//
// since the exact value must lie beyond the middle between n and the next number,
// or on it where that next number is the even one. A block in which a side may
// not fit 63 bits is left to the kernels of /, of * and of comparisons.

// ordinaryTerm is a size that no side may reach.
const ordinaryTerm = 1 << 61

// A ratio is a quotient or a product of decimals beside a number.
type ratio struct {
	id       int      // of its node
	relation relation // of the ratio to the number
	number   int      // the number's node
	behind   bool     // it stands behind the number
}

// ratioOf finds a ratio among the operands of a comparison, one that nothing has
// asked for in this block.
func (w *Worker) ratioOf(c comparison, args []int) (r ratio, ok bool) {
	switch {
	case c.relation == equal || c.relation == notEqual:
		return ratio{}, false
	case w.isRatio(args[0]):
		return ratio{args[0], c.relation, args[1], false}, true
	case w.isRatio(args[1]):
		return ratio{args[1], c.relation.mirrored(), args[0], true}, true
	}
	return ratio{}, false
}

func (w *Worker) isRatio(id int) bool {
	op, ok := w.program.nodes[id].operation.(arithmetic)
	computed := w.slots[id].settled != nil || w.slots[id].block == w.block
	return ok && !computed && op.kind == lang.DecimalKind && (op.sign == "/" || op.sign == "*")
}

// byRatio computes a comparison with a ratio without working it out.
func (c comparison) byRatio(w *Worker, args []int, s *slot) bool {
	r, ok := w.ratioOf(c, args)
	if !ok {
		return false
	}
	if w.program.nodes[r.id].operation.(arithmetic).sign == "/" {
		ok = r.quotient(w, s)
	} else {
		ok = r.product(w, s)
	}
	if ok {
		s.settle()
	}
	return ok
}

// quotient compares with a settled number.
func (r ratio) quotient(w *Worker, s *slot) bool {
	with := w.slots[r.number].settled
	if with == nil || !with.decided() || size(with.wide[0]) >= ordinaryTerm/4 {
		return false
	}
	a, b := w.binary(lang.Bool, firstDecides, w.program.nodes[r.id].args, s)
	if a.constant || b.constant || !s.divides(b) {
		return false
	}
	n := r.beyond(with.wide[0])
	left, right := s.room(s.rows), w.slots[r.id].room(s.rows)
	if !linear(left, a.wide, 2*int64(lang.One), 0) || !linear(right, b.wide, 2*n+1, -(n&1)) {
		return false
	}
	r.mark(s, left, right)
	return true
}

// divides says whether no divisor is below zero, and marks rows as failed where
// one is zero.
func (s *slot) divides(b *Vector) bool {
	var low [blockRows / wordRows]uint64
	rows := low[:words(s.rows)]
	compareConstant(rows, lessEqual, b.wide, 0)
	Bits(rows).trim(s.rows)
	for row := range Bits(rows).All() {
		switch {
		case !s.Known(row):
		case b.wide[row] < 0:
			return false
		default:
			s.fail(row)
		}
	}
	return true
}

// product compares the product of a settled number and a vector.
func (r ratio) product(w *Worker, s *slot) bool {
	of := w.program.nodes[r.id].args
	factor, vector := w.slots[of[0]].settled, of[1]
	if factor == nil {
		factor, vector = w.slots[of[1]].settled, of[0]
	}
	if factor == nil || !factor.decided() || size(factor.wide[0]) >= ordinaryTerm/4 {
		return false
	}
	b, n := w.vector(vector), w.vector(r.number)
	if b.constant || n.constant {
		return false
	}
	s.begin(lang.Bool, w.rows, b, n)
	if r.behind {
		s.combine(firstDecides, n, b)
	} else {
		s.combine(firstDecides, b, n)
	}
	left, right := s.room(s.rows), w.slots[r.id].room(s.rows)
	if !linear(left, b.wide, 2*factor.wide[0], 0) || !middles(right, n.wide, r.beyond(0)) {
		return false
	}
	r.mark(s, left, right)
	return true
}

// beyond gives the number that a ratio must be greater than; a relation that
// holds from a number on holds beyond the one before.
func (r ratio) beyond(n int64) int64 {
	if r.relation == greaterEqual || r.relation == less {
		return n - 1
	}
	return n
}

// mark compares the two sides, by the relation or, below a number, its opposite.
func (r ratio) mark(s *slot, left, right []int64) {
	sign := greater
	if r.relation == less || r.relation == lessEqual {
		sign = lessEqual
	}
	comparePairs(s.newTruth(), sign, left, right)
}

// linear gives factor * v + plus of every value, where that fits.
func linear(into, values []int64, factor, plus int64) bool {
	var sizes uint64
	for i, v := range values[:len(into)] {
		sizes |= size(v)
		into[i] = v*factor + plus
	}
	return sizes < ordinaryTerm/(size(factor)+1)
}

// middles gives twice the middle between every value, moved by shift, and the
// next number, in units of a product; a little less where the value is odd.
func middles(into, values []int64, shift int64) bool {
	var sizes uint64
	for i, v := range values[:len(into)] {
		v += shift
		sizes |= size(v)
		into[i] = 2*v*int64(lang.One) + int64(lang.One) - v&1
	}
	return sizes < ordinaryTerm/(2*uint64(lang.One))
}

// room gives the slot's buffer of numbers for what is no value of it.
func (s *slot) room(rows int) []int64 {
	s.own.wide = sized(s.own.wide, rows)
	return s.own.wide
}
