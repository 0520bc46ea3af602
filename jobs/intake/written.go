package intake

import (
	"bytes"
	"math/big"
	"slices"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// unfit says why a field cannot be read from a column of a parquet file. Text can
// hold any field, and is read as in any other file; an empty column has no type.
// A float is refused: it is no longer the number that somebody wrote.
func unfit(f *roster.Field, column arrow.DataType) source.Fault {
	if column.ID() == arrow.NULL || isText(column) || holds(f.Kind, column) {
		return source.Fault{}
	}
	return source.Fault{
		Message: source.Say("the column %[1]s is of the type %[3]s, from which the field %[2]s cannot be read exactly",
			"列“%[2]s”（%[1]s）的类型为 %[3]s，无法准确读取", f.Name, f.Label, column),
		Hint: source.Say("write it as %s", "请写成 %s", parquetTypes[f.Kind]),
	}
}

// parquetTypes are the types that suit the kinds of fields, as the authors of
// parquet call them.
var parquetTypes = map[lang.Kind]string{
	lang.String: "STRING", lang.Int: "INT64", lang.DecimalKind: "DECIMAL(19,4)", lang.DateKind: "DATE", lang.Bool: "BOOLEAN",
}

func isText(column arrow.DataType) bool {
	return column.ID() == arrow.STRING || column.ID() == arrow.LARGE_STRING
}

// holds reports whether a column has the type of a kind.
func holds(kind lang.Kind, column arrow.DataType) bool {
	switch kind {
	case lang.Int:
		return arrow.IsInteger(column.ID())
	case lang.DecimalKind:
		return arrow.IsInteger(column.ID()) || column.ID() == arrow.DECIMAL128
	case lang.DateKind:
		return column.ID() == arrow.DATE32
	}
	return kind == lang.Bool && column.ID() == arrow.BOOL
}

// A writtenBatch is a batch of a parquet file as text.
type writtenBatch struct {
	of      arrow.RecordBatch
	columns int
	cells   []string // of all rows, one after the other; empty where unknown; used again
	numbers []byte   // used again for the next column
	ends    []int
}

func (w *writtenBatch) row(at int) []string {
	from := at * w.columns
	return w.cells[from : from+w.columns : from+w.columns]
}

func (w *writtenBatch) write(batch arrow.RecordBatch) {
	w.of, w.columns = batch, int(batch.NumCols())
	count := w.columns * int(batch.NumRows())
	w.cells = slices.Grow(w.cells[:0], count)[:count]
	clear(w.cells)
	for i, column := range batch.Columns() {
		switch c := column.(type) {
		case *array.String:
			w.copy(i, c)
		case *array.LargeString:
			w.copy(i, c)
		case *array.Decimal128:
			scale := int(c.DataType().(*arrow.Decimal128Type).Scale)
			w.append(i, c, func(to []byte, at int) []byte { return appendDecimal(to, c.Value(at), scale) })
		case *array.Date32:
			w.append(i, c, func(to []byte, at int) []byte { return appendDate(to, c.Value(at)) })
		case *array.Boolean:
			w.append(i, c, func(to []byte, at int) []byte { return appendBool(to, c.Value(at)) })
		case *array.Int64:
			w.append(i, c, func(to []byte, at int) []byte { return strconv.AppendInt(to, c.Value(at), 10) })
		default: // narrower integers, which hardly anybody writes, and columns of nothing
			w.append(i, c, func(to []byte, at int) []byte { return append(to, c.ValueStr(at)...) })
		}
	}
}

// copy puts the texts of a column into the cells.
func (w *writtenBatch) copy(column int, texts interface {
	arrow.Array
	Value(int) string
},
) {
	for at := range texts.Len() {
		if texts.IsValid(at) {
			w.cells[at*w.columns+column] = texts.Value(at)
		}
	}
}

// append writes the known values of a column behind one another and cuts the
// cells from that text: a text for each would be a million more.
func (w *writtenBatch) append(column int, values arrow.Array, write func(to []byte, at int) []byte) {
	w.numbers, w.ends = w.numbers[:0], w.ends[:0]
	for at := range values.Len() {
		if values.IsValid(at) {
			w.numbers = write(w.numbers, at)
		}
		w.ends = append(w.ends, len(w.numbers))
	}
	text, from := string(w.numbers), 0
	for at, end := range w.ends {
		w.cells[at*w.columns+column] = text[from:end]
		from = end
	}
}

// appendDecimal writes a decimal exactly, without the zeroes at its end.
func appendDecimal(to []byte, n decimal128.Num, scale int) []byte {
	if n.Sign() < 0 {
		to = append(to, '-')
		n = n.Negate()
	}
	digits := len(to)
	if small := int64(n.LowBits()); decimal128.FromI64(small) == n && small >= 0 {
		to = strconv.AppendInt(to, small, 10)
	} else {
		to = new(big.Int).Abs(n.BigInt()).Append(to, 10)
	}
	if scale <= 0 {
		for range -scale {
			to = append(to, '0')
		}
		return to
	}
	return pointed(to, digits, scale)
}

// pointed puts the decimal point into the digits at the end of a text.
func pointed(to []byte, digits, scale int) []byte {
	for len(to)-digits <= scale {
		to = slices.Insert(to, digits, '0')
	}
	to = slices.Insert(to, len(to)-scale, '.')
	return bytes.TrimSuffix(bytes.TrimRight(to, "0"), []byte("."))
}

func appendDate(to []byte, d arrow.Date32) []byte { return d.ToTime().AppendFormat(to, time.DateOnly) }

func appendBool(to []byte, yes bool) []byte {
	if yes {
		return append(to, "是"...)
	}
	return append(to, "否"...)
}
