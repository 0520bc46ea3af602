package roster

import (
	"github.com/apache/arrow-go/v18/arrow"

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
