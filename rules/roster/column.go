package roster

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
)

// decimalMark is the Arrow metadata of a decimal column. Arrow's decimal64 does
// not pass through its parquet writer, so a decimal is an int64 that counts
// 1/10 000 and says so.
var decimalMark = arrow.MetadataFrom(map[string]string{"weiran.scale": "4"})

// dictionary is the type of a string column whose values repeat.
var dictionary = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}

// ArrowSchema gives the columns of a roster's batches: strings that repeat are
// dictionaries, the key and the private ones plain strings, decimals int64
// counts of 1/10 000 marked by the metadata weiran.scale = 4, dates date32,
// ints int64 and bools boolean. Every column may hold nulls: a null is unknown.
func (s *Schema) ArrowSchema() *arrow.Schema {
	columns := make([]arrow.Field, len(s.Fields))
	for i, f := range s.Fields {
		columns[i] = f.arrow()
	}
	return arrow.NewSchema(columns, nil)
}

func (f Field) arrow() arrow.Field {
	column := arrow.Field{Name: f.Name, Nullable: true}
	switch f.Kind {
	case lang.Int:
		column.Type = arrow.PrimitiveTypes.Int64
	case lang.DecimalKind:
		column.Type, column.Metadata = arrow.PrimitiveTypes.Int64, decimalMark
	case lang.DateKind:
		column.Type = arrow.FixedWidthTypes.Date32
	case lang.Bool:
		column.Type = arrow.FixedWidthTypes.Boolean
	default:
		column.Type = dictionary
		if f.Key || f.Private {
			column.Type = arrow.BinaryTypes.String
		}
	}
	return column
}

// cellOf reads one cell of a column; ok is false where it is empty.
func cellOf(column arrow.Array, kind lang.Kind, at int) (v lang.Value, ok bool) {
	if column.IsNull(at) {
		return lang.Value{}, false
	}
	switch c := column.(type) {
	case *array.Dictionary:
		return lang.StringOf(c.Dictionary().(*array.String).Value(c.GetValueIndex(at))), true
	case *array.String:
		return lang.StringOf(c.Value(at)), true
	case *array.Date32:
		return lang.DateOf(lang.Date(c.Value(at))), true
	case *array.Boolean:
		return lang.BoolOf(c.Value(at)), true
	case *array.Int64:
		if kind == lang.DecimalKind {
			return lang.DecimalOf(lang.Decimal(c.Value(at))), true
		}
		return lang.IntOf(c.Value(at)), true
	}
	panic("roster: a batch has a column of type " + column.DataType().String())
}

// appendCell puts a value, or a null, at the end of a column.
func appendCell(column array.Builder, v lang.Value) {
	if !v.Known() {
		column.AppendNull()
		return
	}
	switch c := column.(type) {
	case *array.BinaryDictionaryBuilder:
		if err := c.AppendString(v.Str()); err != nil {
			panic("roster: " + err.Error()) // more than 2³¹ distinct values
		}
	case *array.StringBuilder:
		c.Append(v.Str())
	case *array.Date32Builder:
		c.Append(arrow.Date32(v.Date()))
	case *array.BooleanBuilder:
		c.Append(v.Bool())
	case *array.Int64Builder:
		c.Append(number(v))
	}
}
