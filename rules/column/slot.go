package column

import (
	"iter"
	"math/bits"

	"weiran/rules/lang"
)

// A slot is where a worker keeps the vector of one node. A vector may borrow
// arrays of the batch or of another slot; what it computes itself goes into the
// slot's own buffers, which are used again for every block.
type slot struct {
	Vector
	settled *Vector // what the node is in all rows of the batch, nil where they may differ
	block   int64   // for which the vector was computed
	own     buffers
	memo    any // what the node's operation keeps between blocks
}

type buffers struct {
	wide                   []int64
	narrow                 []int32
	truth, unknown, failed Bits
	texts                  dictionary
}

// begin makes the slot an empty vector of a kind, constant where all operands
// are.
func (s *slot) begin(kind lang.Kind, rows int, operands ...*Vector) {
	constant := true
	for _, v := range operands {
		constant = constant && v.constant
	}
	if constant {
		rows = 1
	}
	s.Vector = Vector{kind: kind, rows: rows, constant: constant}
}

// sized gives a slice of n elements, in the old memory where it is enough.
func sized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}

func (s *slot) newWide() []int64 {
	s.own.wide = sized(s.own.wide, s.rows)
	s.wide = s.own.wide
	return s.wide
}

func (s *slot) newNarrow() []int32 {
	s.own.narrow = sized(s.own.narrow, s.rows)
	s.narrow = s.own.narrow
	return s.narrow
}

// newTruth gives words to fill; [slot.settle] ends the filling.
func (s *slot) newTruth() Bits {
	s.own.truth = sized(s.own.truth, words(s.rows))
	s.truth = s.own.truth
	return s.truth
}

// settle clears the bits of rows that have no value or do not exist.
func (s *slot) settle() {
	for i := range s.truth {
		d := s.doubt(i)
		s.truth[i] &^= d.unknown | d.failed
	}
	s.truth.trim(s.rows)
}

// settleCodes makes the codes of rows without a value the first one: any other
// might stand for no entry, and what is kept of each entry is looked up for every
// row.
func (v *Vector) settleCodes() {
	for row := range v.open() {
		v.narrow[row] = 0
	}
}

// open gives the rows without a value.
func (v *Vector) open() iter.Seq[int] {
	return func(yield func(row int) bool) {
		for i := range words(v.rows) {
			d := v.doubt(i)
			for open := d.unknown | d.failed; open != 0; open &= open - 1 {
				if row := i*wordRows + bits.TrailingZeros64(open); row >= v.rows || !yield(row) {
					return
				}
			}
		}
	}
}

// newDoubts gives words for the rows without a value, to be filled.
func (s *slot) newDoubts() (unknown, failed Bits) {
	n := words(s.rows)
	s.own.unknown, s.own.failed = sized(s.own.unknown, n), sized(s.own.failed, n)
	s.unknown, s.failed = s.own.unknown, s.own.failed
	return s.unknown, s.failed
}

// settleDoubts ends the filling of doubts: what is empty becomes nil, which is
// what the kernels are quickest with.
func (s *slot) settleDoubts() {
	s.unknown.trim(s.rows)
	s.failed.trim(s.rows)
	if s.unknown.none() {
		s.unknown = nil
	}
	if s.failed.none() {
		s.failed = nil
	}
}

// borrowDoubts takes the doubts of the only operand that decides.
func (s *slot) borrowDoubts(v *Vector) { s.unknown, s.failed = v.unknown, v.failed }

// fail marks a row as failed.
func (s *slot) fail(row int) {
	s.mine()
	s.failed.Set(row)
}

// miss marks a row as unknown.
func (s *slot) miss(row int) {
	s.mine()
	s.unknown.Set(row)
}

// mine makes the doubts the slot's own, so that a row can be marked without
// changing the operand that they were borrowed from.
func (s *slot) mine() {
	n := words(s.rows)
	s.unknown = owned(&s.own.unknown, s.unknown, n)
	s.failed = owned(&s.own.failed, s.failed, n)
}

// owned gives b in a buffer of n words.
func owned(buffer *Bits, b Bits, n int) Bits {
	if b != nil && len(*buffer) == n && &b[0] == &(*buffer)[0] {
		return b
	}
	*buffer = sized(*buffer, n)
	clear(*buffer)
	copy(*buffer, b)
	return *buffer
}

// newTexts gives the slot's own dictionary, empty and with a serial of its own.
func (s *slot) newTexts(w *Worker) *dictionary {
	d := &s.own.texts
	w.serial++
	d.serial, d.texts, d.lists = w.serial, d.texts[:0], d.lists[:0]
	s.texts = d
	return d
}
