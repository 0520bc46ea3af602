package roster

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"weiran/rules/lang"
)

// Sorted gives the same persons in the order of their keys, in one batch order
// that no longer depends on how they were read. Persons who share a key are
// ordered by the rest of their cells.
func (r *Roster) Sorted() *Roster {
	b := NewBuilder(r.Schema, 0)
	cells := make([]lang.Value, len(r.Schema.Fields))
	for _, i := range r.order() {
		row := r.Row(i)
		for f := range cells {
			cells[f] = row.Field(f)
		}
		b.Append(cells)
	}
	return b.Build()
}

// order gives the rows in the order of their keys.
func (r *Roster) order() []int {
	keys, order := make([]string, r.Len()), make([]int, r.Len())
	for i := range order {
		keys[i], order[i] = r.Person(i), i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(keys[a], keys[b]); c != 0 {
			return c
		}
		return cmp.Or(
			slices.Compare(r.encode(nil, a, public), r.encode(nil, b, public)),
			slices.Compare(r.encode(nil, a, private), r.encode(nil, b, private)))
	})
	return order
}

// public and private choose the fields of an encoding.
func public(f Field) bool  { return !f.Private }
func private(f Field) bool { return f.Private }

// Hash gives a sha256 in hex over the schema's field names and the sorted rows:
// the same for any order of rows and any batching. Private fields are left out,
// so that a roster read back from a run folder has the hash of the roster that
// was screened.
func (r *Roster) Hash() string { return r.hash(public) }

// FullHash gives a sha256 as [Roster.Hash] does, private fields included: by it
// a store can tell that only a telephone was corrected.
func (r *Roster) FullHash() string {
	return r.hash(func(Field) bool { return true })
}

func (r *Roster) hash(chosen func(Field) bool) string {
	h := sha256.New()
	for _, f := range r.Schema.Fields {
		if chosen(f) {
			h.Write(encodeText(nil, f.Name))
			h.Write(encodeText(nil, f.Kind.String()))
		}
	}
	var row []byte
	for _, i := range r.order() {
		row = r.encode(row[:0], i, chosen)
		h.Write(row)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// encode writes the chosen cells of a row so that no two rows look alike: a
// mark for unknown or known, then the length of the text and the text.
func (r *Roster) encode(to []byte, at int, chosen func(Field) bool) []byte {
	row := r.Row(at)
	for i, f := range r.Schema.Fields {
		if !chosen(f) {
			continue
		}
		v := row.Field(i)
		if !v.Known() {
			to = append(to, 0)
			continue
		}
		to = encodeText(append(to, 1), v.String())
	}
	return to
}

func encodeText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}
