package reports

import "math/bits"

// A residue is a number modulo the prime 2⁶¹−1. What holds of whole numbers holds of
// their residues, exactly and without ever growing; that the opposite fails by chance
// for some of a few million sums has the odds of one in a hundred thousand million.
type residue uint64

const modulus residue = 1<<61 - 1

func (a residue) times(b residue) residue {
	high, low := bits.Mul64(uint64(a), uint64(b))
	return fold(residue(low)&modulus + residue(low>>61|high<<3))
}

func (a residue) plus(b residue) residue  { return fold(a + b) }
func (a residue) minus(b residue) residue { return fold(a + modulus - b) }

// fold brings a number below twice the modulus, and a little more, into range.
func fold(a residue) residue {
	a = a&modulus + a>>61
	if a >= modulus {
		a -= modulus
	}
	return a
}

// inverse gives the number that times a is one; a is not zero. By Fermat's little
// theorem it is a to the power of the modulus less two.
func (a residue) inverse() residue {
	result, power := residue(1), a
	for e := uint64(modulus - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			result = result.times(power)
		}
		power = power.times(power)
	}
	return result
}

// scattered gives a residue for a place: the mixing function of splitmix64, so that
// the same tables are always judged alike.
func scattered(place int) residue {
	z := (uint64(place) + 1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return fold(residue(z^z>>31) & modulus)
}

// A span holds what is a sum of multiples of the columns put into it, in echelon
// form: the vector at a place has one there and zero before it.
type span struct{ basis [][]residue }

func newSpan(width int) span { return span{make([][]residue, width)} }

// add puts a column into the span, if it is not in it yet. The span keeps the column;
// of one longer than the span is wide the rest is carried along.
func (s span) add(column []residue) {
	at := s.reduce(column)
	if at < 0 {
		return
	}
	scale := column[at].inverse()
	for i := at; i < len(column); i++ {
		column[i] = column[i].times(scale)
	}
	s.basis[at] = column
}

// normal gives a vector that is orthogonal to the span and otherwise as good as
// random: a column is in the span where the product with it is zero.
func (s span) normal() []residue {
	n := make([]residue, len(s.basis))
	for at := len(n) - 1; at >= 0; at-- {
		base := s.basis[at]
		if base == nil {
			n[at] = scattered(at)
			continue
		}
		for i := at + 1; i < len(n); i++ {
			n[at] = n[at].minus(base[i].times(n[i]))
		}
	}
	return n
}

// reduce takes from a column what the span holds of it, and gives the first place
// at which something is left, below 0 for none.
func (s span) reduce(column []residue) int {
	for at, base := range s.basis {
		factor := column[at]
		if factor == 0 {
			continue
		}
		if base == nil {
			return at
		}
		for i := at; i < len(column); i++ {
			if base[i] != 0 {
				column[i] = column[i].minus(factor.times(base[i]))
			}
		}
	}
	return -1
}
