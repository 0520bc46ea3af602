package roster

import (
	"bytes"
	"cmp"
	"slices"
)

// Sorted gives the same persons in the order of their keys, in one batch order
// that no longer depends on how they were read. Persons who share a key are
// ordered by the rest of their cells.
func (r *Roster) Sorted() *Roster {
	if r.sorted {
		return r
	}
	order := r.order()
	if r.even == DefaultBatchRows && slices.IsSorted(order) {
		return r
	}
	sorted := r.take(order)
	sorted.sorted = true
	return sorted
}

// order gives the rows in the order of their keys, then of their other cells.
func (r *Roster) order() []uint32 {
	rows, alike := r.byKey()
	rest := r.newRest()
	for _, same := range alike {
		slices.SortFunc(same, rest.compare)
	}
	return rows
}

// byKey gives the rows in the order of their keys, and those parts of them that
// share a key. Rows that do stay in the order in which they are.
func (r *Roster) byKey() (rows []uint32, alike [][]uint32) {
	rows = make([]uint32, r.Len())
	for i := range rows {
		rows[i] = uint32(i)
	}
	if !r.distinct() {
		alike = r.sortByKey(rows)
	}
	return rows, alike
}

// distinct reports whether every key is above the one before it: nobody need be
// moved, and nobody's key is repeated.
func (r *Roster) distinct() bool {
	before, first := "", true
	for _, strips := range r.strips {
		keys := &strips[r.Schema.key]
		for at := range keys.rows {
			key := keys.person(at)
			if key <= before && !first {
				return false
			}
			before, first = key, false
		}
	}
	return true
}

// A rest compares what two rows have besides the key.
type rest struct {
	roster  *Roster
	columns []int // those that a file keeps first, so that one read back is in the same order
	a, b    []byte
}

func (r *Roster) newRest() *rest {
	return &rest{roster: r, columns: slices.Concat(r.Schema.columns(isPublic), r.Schema.columns(isPrivate))}
}

// compare orders two rows as what [Roster.Hash] reads of them, and those of which
// it reads the same as they are.
func (r *rest) compare(x, y uint32) int {
	batchX, atX := r.roster.Place(int(x))
	batchY, atY := r.roster.Place(int(y))
	for _, c := range r.columns {
		r.a = r.roster.strips[batchX][c].encode(r.a[:0], atX)
		r.b = r.roster.strips[batchY][c].encode(r.b[:0], atY)
		if d := bytes.Compare(r.a, r.b); d != 0 {
			return d
		}
	}
	return cmp.Compare(x, y)
}
