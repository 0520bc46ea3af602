package policy

import (
	"iter"
	"math/bits"

	"weiran/rules/column"
)

// postings is the monthly difference that one item makes to the rows of a batch
// to which it applies.
type postings struct {
	rows   column.Bits // to which the item applies
	ranks  []int32     // how many of them stand before each word of rows
	deltas amounts     // one a row to which it applies
}

// wordRows is how many rows a word of [column.Bits] holds.
const wordRows = 64

// newPostings makes postings of the rows to which an item applies and a
// difference for every row.
func newPostings(rows column.Bits, deltas []int64, with *packer) postings {
	p := postings{rows: append(column.Bits(nil), rows...), ranks: make([]int32, len(rows))}
	packed := with.room(len(deltas))
	for i, word := range rows {
		p.ranks[i] = int32(len(packed))
		for ; word != 0; word &= word - 1 {
			packed = append(packed, deltas[i*wordRows+bits.TrailingZeros64(word)])
		}
	}
	p.deltas = with.pack(packed)
	return p
}

// rank gives how many rows before this one the item applies to.
func (p *postings) rank(row int) int {
	before := p.rows[row/wordRows] & (1<<(row%wordRows) - 1)
	return int(p.ranks[row/wordRows]) + bits.OnesCount64(before)
}

// all gives the rows to which the item applies, each with its difference.
func (p *postings) all() iter.Seq2[int, int64] {
	return func(yield func(row int, delta int64) bool) {
		at := 0
		for row := range p.rows.All() {
			if !yield(row, p.deltas.at(at)) {
				return
			}
			at++
		}
	}
}
