package roster

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

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
	var row []byte
	for _, i := range r.order() {
		row = r.encode(row[:0], i, columns)
		h.Write(row)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// encode writes the cells of a row so that no two rows look alike: a mark for
// unknown or known, then the number, or the length of the text and the text.
func (r *Roster) encode(to []byte, at int, columns []int) []byte {
	row := r.Row(at)
	for _, c := range columns {
		switch v := row.Field(c); {
		case !v.Known():
			to = append(to, 0)
		case v.Kind() == lang.String:
			to = encodeText(append(to, 1), v.Str())
		default:
			to = binary.AppendVarint(append(to, 1), number(v))
		}
	}
	return to
}

func encodeText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// number gives the int64 that stands for a value other than a string.
func number(v lang.Value) int64 {
	switch v.Kind() {
	case lang.Bool:
		if v.Bool() {
			return 1
		}
		return 0
	case lang.DateKind:
		return int64(v.Date())
	case lang.DecimalKind:
		d, _ := v.Decimal()
		return int64(d)
	}
	return v.Int()
}
