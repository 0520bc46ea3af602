package column

import (
	"iter"
	"math/bits"
)

// Bits is one bit a row, 64 rows a word, the first row lowest. Nil means that no
// row has its bit set. Bits behind the last row are clear.
type Bits []uint64

// wordRows is how many rows a word of [Bits] holds.
const wordRows = 64

// NewBits gives bits for so many rows, none of them set.
func NewBits(rows int) Bits { return make(Bits, words(rows)) }

// Has reports whether the bit of a row is set.
func (b Bits) Has(row int) bool {
	return b != nil && b[row/wordRows]>>(row%wordRows)&1 == 1
}

// Count gives how many bits are set.
func (b Bits) Count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// Set sets the bit of a row.
func (b Bits) Set(row int) { b[row/wordRows] |= 1 << (row % wordRows) }

// SetRange sets the bits of the rows from one to the one before another.
func (b Bits) SetRange(from, to int) {
	for from < to {
		upTo := min(to, (from/wordRows+1)*wordRows)
		b[from/wordRows] |= ^uint64(0) >> (wordRows - (upTo - from)) << (from % wordRows)
		from = upTo
	}
}

// All gives the rows whose bits are set, in order.
func (b Bits) All() iter.Seq[int] {
	return func(yield func(row int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i*wordRows + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// none reports whether no bit is set.
func (b Bits) none() bool {
	var any uint64
	for _, word := range b {
		any |= word
	}
	return any == 0
}

// words gives how many words hold the bits of so many rows.
func words(rows int) int { return (rows + wordRows - 1) / wordRows }

// trim clears the bits behind the last row.
func (b Bits) trim(rows int) {
	if rest := rows % wordRows; rest != 0 {
		b[len(b)-1] &= 1<<rest - 1
	}
}

// bit is 1 for true. The compiler makes it an instruction without a branch.
func bit(set bool) uint64 {
	if set {
		return 1
	}
	return 0
}
