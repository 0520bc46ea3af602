package policy

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A pay is what the persons of one batch are paid of one pay item, in 1/10 000
// yuan a month. Where it is not known its amount is of no account.
type pay struct {
	amounts []int64
	none    column.Doubts
}

// known reports whether what the person at a row is paid is known.
func (p *pay) known(row int) bool { return !p.none.Unknown.Has(row) && !p.none.Failed.Has(row) }

// open gives 64 rows of those that are not known.
func (p *pay) open(word int) uint64 {
	return wordOf(p.none.Unknown, word) | wordOf(p.none.Failed, word)
}

// rowsOf gives the rows of one word of bits.
func rowsOf(word uint64, at int) iter.Seq[int] {
	return func(yield func(row int) bool) {
		for ; word != 0; word &= word - 1 {
			if !yield(at*wordRows + bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}

// wordOf gives 64 rows of bits that may be nil.
func wordOf(b column.Bits, word int) uint64 {
	if b == nil {
		return 0
	}
	return b[word]
}

// value gives what the person at a row is paid, where it is known.
func (p *pay) value(row int) (v lang.Value, known bool) {
	return lang.DecimalOf(lang.Decimal(p.amounts[row])), p.known(row)
}

// put notes what the person at a row is paid.
func (p *pay) put(row int, v lang.Value) {
	p.none.Unknown, p.none.Failed = without(p.none.Unknown, row), without(p.none.Failed, row)
	_, failed := v.Fault()
	switch {
	case failed:
		p.none.Failed = with(p.none.Failed, row, len(p.amounts))
	case !v.Known():
		p.none.Unknown = with(p.none.Unknown, row, len(p.amounts))
	default:
		d, _ := v.Decimal()
		p.amounts[row] = int64(d)
	}
}

// with sets the bit of a row in bits that may be nil.
func with(b column.Bits, row, rows int) column.Bits {
	if b == nil {
		b = column.NewBits(rows)
	}
	b.Set(row)
	return b
}

// without clears the bit of a row in bits that may be nil.
func without(b column.Bits, row int) column.Bits {
	if b != nil {
		b[row/wordRows] &^= 1 << (row % wordRows)
	}
	return b
}

// clone gives a copy, to be changed.
func (p *pay) clone() pay {
	return pay{
		amounts: slices.Clone(p.amounts),
		none:    column.Doubts{Unknown: slices.Clone(p.none.Unknown), Failed: slices.Clone(p.none.Failed)},
	}
}

// payOf reads a column of a roster as pay.
func payOf(cells *array.Int64) pay {
	p := pay{amounts: cells.Int64Values()}
	if cells.Data().NullN() == 0 { // asking the array would write the count down in what others read
		return p
	}
	for row := range cells.Len() {
		if cells.IsNull(row) {
			p.none.Unknown = with(p.none.Unknown, row, cells.Len())
		}
	}
	return p
}
