package column

import (
	"math"
	"math/bits"

	"weiran/rules/lang"
)

// arithmetic is + - * / or % of two ints or two decimals.
//
// Each operator has an exact form, which reports what overflows. Those that
// matter have a quick form too, which computes a whole block without a branch
// and says whether every row was ordinary: so small that nothing can overflow.
// Where it says no, the block is computed again in the exact form. Rows without
// a value take part in the first and not in the second.
type arithmetic struct {
	kind  lang.Kind
	sign  string
	quick func(s *slot, a, b operand[int64]) (ordinary bool)
	exact func(a, b int64) (int64, bool)
}

func (a arithmetic) form(args []string) string { return args[0] + " " + a.sign + " " + args[1] }

// arithmetics are the operators by their sign, of ints and of decimals.
var arithmetics = map[lang.Kind]map[string]arithmetic{
	lang.Int: {
		"+": {quick: quickSum, exact: sumInts},
		"-": {quick: quickDifference, exact: differenceInts},
		"*": {quick: quickProductInts, exact: productInts},
		"/": {exact: quotientInts},
		"%": {exact: remainderInts},
	},
	lang.DecimalKind: {
		"+": {quick: quickSum, exact: byDecimal(lang.Decimal.Add)},
		"-": {quick: quickDifference, exact: byDecimal(lang.Decimal.Sub)},
		"*": {quick: quickProduct, exact: byDecimal(lang.Decimal.Mul)},
		"/": {quick: quickQuotient, exact: byDecimal(lang.Decimal.Div)},
		"%": {exact: byDecimal(lang.Decimal.Mod)},
	},
}

func arithmeticOf(kind lang.Kind, sign string) arithmetic {
	a := arithmetics[kind][sign]
	a.kind, a.sign = kind, sign
	return a
}

func (a arithmetic) compute(w *Worker, args []int, s *slot) {
	x, y := w.binary(a.kind, firstDecides, args, s)
	left, right := operand[int64]{x.wide, x.constant}, operand[int64]{y.wide, y.constant}
	into := s.newWide()
	if a.quick != nil && a.quick(s, left, right) {
		return
	}
	s.each(func(row int) bool {
		v, ok := a.exact(left.values[row&left.stride()], right.values[row&right.stride()])
		into[row] = v
		return ok
	})
}

// each calls do for every row that has a value, and marks those as failed for
// which it says no.
func (s *slot) each(do func(row int) (ok bool)) {
	for row := range s.rows {
		if (s.decided() || s.Known(row)) && !do(row) {
			s.fail(row)
		}
	}
}

// ordinaryBound is a size below which two numbers have a sum that fits, and is not
// the one number that has no opposite.
const ordinaryBound = 1 << 61

// ordinaryPromotion is a size below which a number times 10 000 fits 63 bits.
const ordinaryPromotion = 1 << 49

// size is at least the magnitude of n, less one below zero; or-ing sizes keeps
// the highest bit of all.
func size(n int64) uint64 { return uint64(n ^ n>>63) }

func quickSum(s *slot, a, b operand[int64]) bool {
	var sizes uint64
	x, y := a.stride(), b.stride()
	for i := range s.wide {
		m, n := a.values[i&x], b.values[i&y]
		sizes |= size(m) | size(n)
		s.wide[i] = m + n
	}
	return sizes < ordinaryBound
}

func quickDifference(s *slot, a, b operand[int64]) bool {
	var sizes uint64
	x, y := a.stride(), b.stride()
	for i := range s.wide {
		m, n := a.values[i&x], b.values[i&y]
		sizes |= size(m) | size(n)
		s.wide[i] = m - n
	}
	return sizes < ordinaryBound
}

// quickProduct multiplies decimals whose product fits 64 bits, and rounds half
// to even: a rest of a half counts as more where the quotient is odd.
func quickProduct(s *slot, a, b operand[int64]) bool {
	var beyond uint64
	x, y := a.stride(), b.stride()
	for i := range s.wide {
		m, n := a.values[i&x], b.values[i&y]
		signs := (m ^ n) >> 63
		high, low := bits.Mul64(magnitude(m), magnitude(n))
		beyond |= high
		quotient := low / uint64(lang.One)
		rest := low - quotient*uint64(lang.One)
		quotient += bit(rest+quotient&1 > uint64(lang.One)/2)
		s.wide[i] = (int64(quotient) ^ signs) - signs
	}
	return beyond == 0
}

// quickQuotient divides decimals whose dividend, times 10 000, fits 63 bits. A
// divisor of zero is extraordinary only where it is not an empty cell.
func quickQuotient(s *slot, a, b operand[int64]) bool {
	var sizes uint64
	x, y := a.stride(), b.stride()
	for i := range s.wide {
		m, n := a.values[i&x], b.values[i&y]
		if n == 0 {
			if s.Known(i) {
				return false
			}
			continue
		}
		sizes |= size(m)
		signs := (m ^ n) >> 63
		by := magnitude(n)
		dividend := magnitude(m) * uint64(lang.One)
		quotient := dividend / by
		rest := dividend - quotient*by
		quotient += bit(rest > by-rest) | bit(rest == by-rest)&quotient
		s.wide[i] = (int64(quotient) ^ signs) - signs
	}
	return sizes < ordinaryPromotion
}

func quickProductInts(s *slot, a, b operand[int64]) bool {
	var sizes uint64
	x, y := a.stride(), b.stride()
	for i := range s.wide {
		m, n := a.values[i&x], b.values[i&y]
		sizes |= size(m) | size(n)
		s.wide[i] = m * n
	}
	return sizes < 1<<31
}

func magnitude(n int64) uint64 {
	sign := n >> 63
	return uint64((n ^ sign) - sign)
}

// byDecimal makes the exact form of an operator of lang's own.
func byDecimal(op func(a, b lang.Decimal) (lang.Decimal, error)) func(a, b int64) (int64, bool) {
	return func(a, b int64) (int64, bool) {
		d, err := op(lang.Decimal(a), lang.Decimal(b))
		return int64(d), err == nil
	}
}

func sumInts(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (a^sum)&(b^sum) >= 0
}

func differenceInts(a, b int64) (int64, bool) {
	difference := a - b
	return difference, (a^b)&(a^difference) >= 0
}

func productInts(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	negative := a < 0 != (b < 0)
	product := int64(low)
	if negative {
		product = -product
	}
	return product, high == 0 && (low <= math.MaxInt64 || negative && low == 1<<63)
}

func quotientInts(a, b int64) (int64, bool) {
	if b == 0 || a == math.MinInt64 && b == -1 {
		return 0, false
	}
	return a / b, true
}

func remainderInts(a, b int64) (int64, bool) {
	if b == 0 || a == math.MinInt64 && b == -1 {
		return 0, false
	}
	return a % b, true
}
