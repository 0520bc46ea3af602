package column

import (
	"encoding/binary"
	"fmt"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// days gives the days of a date column without copying them.
func days(c *array.Date32) []int32 {
	data := c.Data()
	buffer := data.Buffers()[1]
	if buffer == nil || c.Len() == 0 {
		return nil
	}
	return arrow.Int32Traits.CastFromBytes(buffer.Bytes())[data.Offset() : data.Offset()+c.Len()]
}

// nulls copies the validity of an array as what is unknown. It does not ask for
// the count of nulls, which Arrow would write down in an array that other
// workers read.
func (b *bound) nulls(a arrow.Array) {
	if a.Data().NullN() == 0 || len(a.NullBitmapBytes()) == 0 {
		return
	}
	b.own.unknown = sized(b.own.unknown, words(b.rows))
	b.unknown = b.own.unknown
	copyBits(b.unknown, packed{a.NullBitmapBytes(), a.Data().Offset(), b.rows})
	for i := range b.unknown {
		b.unknown[i] = ^b.unknown[i]
	}
	b.unknown.trim(b.rows)
	if b.unknown.none() {
		b.unknown = nil
	}
}

// bools copies the bits of a bool column; a null is not true.
func (b *bound) bools(c *array.Boolean) {
	b.own.truth = sized(b.own.truth, words(b.rows))
	b.truth = b.own.truth
	if b.rows == 0 {
		return
	}
	copyBits(b.truth, packed{c.Data().Buffers()[1].Bytes(), c.Data().Offset(), b.rows})
	for i := range b.unknown {
		b.truth[i] &^= b.unknown[i]
	}
}

// packed is Arrow's bits: eight a byte, from an offset on.
type packed struct {
	bytes  []byte
	offset int
	rows   int
}

// copyBits fills words with packed bits, and clears what is behind them.
func copyBits(into Bits, from packed) {
	shift := from.offset % 8
	bytes := from.bytes[from.offset/8:]
	for i := range into {
		at := i * 8
		word := word64(bytes, at) >> shift
		if shift > 0 && at+8 < len(bytes) {
			word |= uint64(bytes[at+8]) << (wordRows - shift)
		}
		into[i] = word
	}
	if len(into) > 0 {
		into.trim(from.rows)
	}
}

// word64 gives up to eight bytes as a word.
func word64(bytes []byte, at int) uint64 {
	if at+8 <= len(bytes) {
		return binary.LittleEndian.Uint64(bytes[at:])
	}
	var last [8]byte
	copy(last[:], bytes[at:])
	return binary.LittleEndian.Uint64(last[:])
}

// entries makes the bound's dictionary of Arrow's texts, without copying them. It
// reads them itself: the array that Arrow gives of a dictionary, it makes when it
// is first asked for, which two workers must not do at the same time.
func (b *bound) entries(w *Worker, texts arrow.ArrayData) {
	d := b.newTexts(w)
	d.texts = sized(d.texts, texts.Len())
	if texts.Len() == 0 {
		return
	}
	offsets := arrow.Int32Traits.CastFromBytes(texts.Buffers()[1].Bytes())[texts.Offset():]
	var all string
	if bytes := texts.Buffers()[2]; bytes != nil && bytes.Len() > 0 {
		all = unsafe.String(&bytes.Bytes()[0], bytes.Len()) // as Arrow's own arrays have it
	}
	for i := range d.texts {
		d.texts[i] = all[offsets[i]:offsets[i+1]]
	}
}

// plain reads a string column without a dictionary: each row is an entry.
func (b *bound) plain(w *Worker, c *array.String) {
	b.entries(w, c.Data())
	b.own.narrow = sized(b.own.narrow, b.rows)
	b.narrow = b.own.narrow
	for row := range b.narrow {
		b.narrow[row] = int32(row)
	}
}

// coded reads a string column with a dictionary.
func (b *bound) coded(w *Worker, c *array.Dictionary) error {
	codes, ok := c.Indices().(*array.Int32)
	if !ok {
		return fmt.Errorf("column: the field %s has codes of type %s, not int32", b.name, c.Indices().DataType())
	}
	if b.rows == 0 { // Arrow may have left the dictionary out
		b.narrow, b.texts = nil, &b.own.texts
		return nil
	}
	b.entries(w, c.Data().Dictionary())
	b.narrow = codes.Int32Values()
	b.tameCodes() // the code of a null may be anything
	return nil
}
