package roster

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"

	"weiran/rules/lang"
)

// Hash gives a sha256 in hex over the schema's field names and the sorted rows:
// the same for any order of rows and any batching. Private fields are left out,
// so that a roster read back from a run folder has the hash of the roster that
// was screened.
func (r *Roster) Hash() string { return r.hash(r.Schema.columns(isPublic)) }

// FullHash gives a sha256 as [Roster.Hash] does, private fields included: by it
// a store can tell that only a telephone was corrected.
func (r *Roster) FullHash() string { return r.hash(r.Schema.columns(isAny)) }

func isPublic(f Field) bool  { return !f.Private }
func isPrivate(f Field) bool { return f.Private }
func isAny(Field) bool       { return true }

// columns gives the indexes of the fields that are chosen.
func (s *Schema) columns(chosen func(Field) bool) []int {
	var list []int
	for i, f := range s.Fields {
		if chosen(f) {
			list = append(list, i)
		}
	}
	return list
}

func (r *Roster) hash(columns []int) string {
	h := sha256.New()
	for _, c := range columns {
		f := r.Schema.Fields[c]
		h.Write(encodeText(encodeText(nil, f.Name), f.Kind.String()))
	}
	r.Sorted().encodeTo(h, columns)
	return hex.EncodeToString(h.Sum(nil))
}

// encodeTo writes all rows as bytes. While those of a batch are hashed, the next
// ones are made ready: that takes twice as long.
func (r *Roster) encodeTo(h hash.Hash, columns []int) {
	blocks, spare := make(chan []byte), make(chan []byte, 2)
	spare <- nil
	spare <- nil
	go func() {
		defer close(blocks)
		for _, strips := range r.strips {
			blocks <- encodeRows((<-spare)[:0], strips, columns)
		}
	}()
	for block := range blocks {
		h.Write(block)
		spare <- block
	}
}

// encodeRows writes the cells of each row of a batch so that no two rows look
// alike.
func encodeRows(to []byte, strips []strip, columns []int) []byte {
	for at := range strips[0].rows {
		for _, c := range columns {
			to = strips[c].encode(to, at)
		}
	}
	return to
}

// encode writes a cell: a mark for unknown or known, then the number, or the
// length of the text and the text. No cell of a column begins with another.
func (s *strip) encode(to []byte, at int) []byte {
	switch {
	case !s.known(at):
		return append(to, 0)
	case s.kind == lang.String:
		return encodeText(append(to, 1), s.text(at))
	}
	return binary.AppendVarint(append(to, 1), s.number(at))
}

func encodeText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}
