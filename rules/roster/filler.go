package roster

import (
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"weiran/rules/lang"
)

// A filler is one column of a batch that is being made. It fills Go slices,
// which become Arrow's buffers as they stand: Arrow's own builders ask at every
// cell what they have asked at the one before. It is filled by adding values or by
// one take, never by both.
type filler interface {
	add(v lang.Value)                  // appends a value of the column's kind, or unknown
	take(from []strip, places []place) // takes cells of other batches' columns
	array() arrow.Array                // ends the column
}

// newFiller makes a filler of a field's column, with room for some rows.
func newFiller(f *Field, room int) filler {
	known := validity{bits: make([]byte, 0, bytesFor(room))}
	switch {
	case f.Kind == lang.DateKind:
		return &dayFiller{known, make([]arrow.Date32, 0, room)}
	case f.Kind == lang.Bool:
		return &boolFiller{known, make([]byte, 0, bytesFor(room))}
	case f.Kind == lang.Int:
		return &wideFiller{known, make([]int64, 0, room)}
	case f.Kind == lang.DecimalKind:
		return &decimalFiller{wideFiller{known, make([]int64, 0, room)}}
	case f.Key || f.Private:
		return &textFiller{known, newTexts(room)}
	}
	return &codeFiller{
		validity: known, codes: make([]int32, 0, room),
		words: newTexts(0), code: map[string]int32{},
	}
}

// bytesFor gives how many bytes hold the bits of so many rows.
func bytesFor(rows int) int { return (rows + 7) / 8 }

// validity is the bits of the cells that are known.
type validity struct {
	bits        []byte
	rows, nulls int
}

// note appends whether a cell is known, and gives it back.
func (v *validity) note(known bool) bool {
	v.bits = appendBit(v.bits, v.rows, known)
	v.rows++
	if !known {
		v.nulls++
	}
	return known
}

// appendBit puts a bit behind the first rows bits.
func appendBit(bits []byte, rows int, set bool) []byte {
	if rows%8 == 0 {
		bits = append(bits, 0)
	}
	if set {
		bits[rows/8] |= 1 << (rows % 8)
	}
	return bits
}

// data gives a column of these cells over Arrow's further buffers.
func (v *validity) data(kind arrow.DataType, buffers ...[]byte) *array.Data {
	all := []*memory.Buffer{nil} // no bits mean that every cell is known
	if v.nulls > 0 {
		all[0] = memory.NewBufferBytes(v.bits)
	}
	for _, b := range buffers {
		all = append(all, memory.NewBufferBytes(b))
	}
	return array.NewData(kind, v.rows, all, nil, v.nulls, 0)
}

// wideFiller fills a column of ints.
type wideFiller struct {
	validity
	values []int64
}

func (f *wideFiller) add(v lang.Value) {
	f.note(v.Known())
	f.values = append(f.values, v.Int())
}

func (f *wideFiller) array() arrow.Array {
	return array.NewInt64Data(f.data(arrow.PrimitiveTypes.Int64, arrow.Int64Traits.CastToBytes(f.values)))
}

// decimalFiller fills a column of decimals, which takes ints too.
type decimalFiller struct{ wideFiller }

func (f *decimalFiller) add(v lang.Value) {
	f.note(v.Known())
	d, _ := v.Decimal()
	f.values = append(f.values, int64(d))
}

// dayFiller fills a column of dates.
type dayFiller struct {
	validity
	values []arrow.Date32
}

func (f *dayFiller) add(v lang.Value) {
	f.note(v.Known())
	f.values = append(f.values, arrow.Date32(v.Date()))
}

func (f *dayFiller) array() arrow.Array {
	return array.NewDate32Data(f.data(arrow.FixedWidthTypes.Date32, arrow.Date32Traits.CastToBytes(f.values)))
}

// boolFiller fills a column of bools.
type boolFiller struct {
	validity
	values []byte
}

func (f *boolFiller) add(v lang.Value) {
	f.values = appendBit(f.values, f.rows, v.Bool())
	f.note(v.Known())
}

func (f *boolFiller) array() arrow.Array {
	return array.NewBooleanData(f.data(arrow.FixedWidthTypes.Boolean, f.values))
}

// texts are strings one behind the other, and where each ends.
type texts struct {
	bytes []byte
	ends  []int32 // the first is 0: where each starts, and the last ends
}

func newTexts(room int) texts { return texts{ends: append(make([]int32, 0, room+1), 0)} }

func (t *texts) add(text string) {
	if len(text) > math.MaxInt32-len(t.bytes) {
		panic("roster: the texts of a batch are longer than 2 GiB")
	}
	t.bytes = append(t.bytes, text...)
	t.ends = append(t.ends, int32(len(t.bytes)))
}

// column gives the texts as an array, in which some cells may be unknown.
func (t *texts) column(known *validity) arrow.Array {
	return array.NewStringData(known.data(arrow.BinaryTypes.String, arrow.Int32Traits.CastToBytes(t.ends), t.bytes))
}

// textFiller fills a column of texts that hardly repeat.
type textFiller struct {
	validity
	texts texts
}

func (f *textFiller) add(v lang.Value) {
	f.note(v.Known())
	f.texts.add(v.Str())
}

func (f *textFiller) array() arrow.Array { return f.texts.column(&f.validity) }

// codeFiller fills a column of texts that repeat: each has the code of its first
// place among the batch's.
type codeFiller struct {
	validity
	codes []int32
	words texts
	code  map[string]int32
}

func (f *codeFiller) add(v lang.Value) {
	code := int32(0)
	if f.note(v.Known()) {
		code = f.word(v.Str())
	}
	f.codes = append(f.codes, code)
}

// word gives the code of a word, a new one where it has none.
func (f *codeFiller) word(text string) int32 {
	code, ok := f.code[text]
	if !ok {
		code = int32(len(f.code))
		f.code[text] = code
		f.words.add(text)
	}
	return code
}

func (f *codeFiller) array() arrow.Array {
	codes := array.NewInt32Data(f.data(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(f.codes)))
	words := f.words.column(&validity{rows: len(f.words.ends) - 1})
	return array.NewDictionaryArray(dictionary, codes, words)
}
