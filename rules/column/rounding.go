package column

import (
	"math"
	"math/bits"
	"strconv"

	"weiran/rules/lang"
)

// rounding is round(x, to, mode).
type rounding struct{ mode lang.Rounding }

func (r rounding) form(args []string) string {
	return "round(" + args[0] + ", " + args[1] + ", " + strconv.Quote(r.mode.String()) + ")"
}

func (r rounding) compute(w *Worker, args []int, s *slot) {
	x, to := w.binary(lang.DecimalKind, failureDecides, args, s)
	values, units := operand[int64]{x.wide, x.constant}, operand[int64]{to.wide, to.constant}
	into := s.newWide()
	if to.constant && to.decided() && !x.constant && r.quick(into, x.wide, to.wide[0]) {
		return
	}
	s.each(func(row int) bool {
		d, err := lang.Decimal(values.values[row&values.stride()]).Round(lang.Decimal(units.values[row&units.stride()]), r.mode)
		into[row] = int64(d)
		return err == nil
	})
}

// quick rounds to multiples of a unit without a division or a branch: the upper
// half of n times 2^64/unit, rounded up, is the quotient where n times unit is
// below 2^64. A rest makes it one more where twice the rest, and one where an odd
// quotient counts, is above a limit that is the mode's.
func (r rounding) quick(into, values []int64, unit int64) (ordinary bool) {
	if unit <= 1 {
		return false
	}
	inverse := math.MaxUint64/uint64(unit) + 1
	limit, odd := r.limit(uint64(unit))
	var sizes uint64
	for i, v := range values[:len(into)] {
		sizes |= size(v)
		n, sign := magnitude(v), v>>63
		quotient, _ := bits.Mul64(n, inverse)
		rest := n - quotient*uint64(unit)
		quotient += bit(2*rest+quotient&odd > limit)
		into[i] = (int64(quotient*uint64(unit)) ^ sign) - sign
	}
	return sizes < ordinaryTerm/uint64(unit)
}

// limit gives what twice a rest must be above, and 1 where an odd quotient counts
// as one more.
func (r rounding) limit(unit uint64) (limit, odd uint64) {
	switch r.mode {
	case lang.HalfUp:
		return unit - 1, 0
	case lang.HalfEven:
		return unit, 1
	case lang.Up:
		return 0, 0
	}
	return 2 * unit, 0 // down: never
}
