package roster

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
)

// A strip is one column of a batch laid open for loops: asking Arrow for a cell
// costs more than whatever is then done with it. Its array starts at its buffers'
// own beginning, as every one that this package makes does.
type strip struct {
	kind  lang.Kind
	rows  int
	valid []byte         // Arrow's bits of the cells that are known; nil where all are
	wide  []int64        // of ints and decimals
	days  []arrow.Date32 // of dates
	truth *array.Boolean // of bools
	plain *array.String  // of texts that hardly repeat
	codes []int32        // of texts that do; a code of an empty cell means nothing
	words []string       // what the codes stand for
}

// stripsOf lays open the columns of a batch.
func (s *Schema) stripsOf(batch arrow.RecordBatch) []strip {
	strips := make([]strip, len(s.Fields))
	for i, column := range batch.Columns() {
		strips[i] = stripOf(column, s.Fields[i].Kind)
	}
	return strips
}

func stripOf(column arrow.Array, kind lang.Kind) strip {
	s := strip{kind: kind, rows: column.Len()}
	if column.NullN() > 0 {
		s.valid = column.NullBitmapBytes()
	}
	switch c := column.(type) {
	case *array.Int64:
		s.wide = c.Int64Values()
	case *array.Date32:
		s.days = c.Date32Values()
	case *array.Boolean:
		s.truth = c
	case *array.String:
		s.plain = c
	case *array.Dictionary:
		s.codes, s.words = c.Indices().(*array.Int32).Int32Values(), wordsOf(c)
	default:
		panic("roster: a batch has a column of type " + column.DataType().String())
	}
	return s
}

// wordsOf gives the entries of a dictionary without copying their texts.
func wordsOf(column *array.Dictionary) []string {
	entries := column.Dictionary().(*array.String)
	words := make([]string, entries.Len())
	for i := range words {
		words[i] = entries.Value(i)
	}
	return words
}

// known reports whether a cell has a value.
func (s *strip) known(at int) bool { return s.valid == nil || s.valid[at/8]>>(at%8)&1 == 1 }

// number gives the int64 that stands for a known cell other than a text's, as
// [number] gives a value's.
func (s *strip) number(at int) int64 {
	switch {
	case s.wide != nil:
		return s.wide[at]
	case s.days != nil:
		return int64(s.days[at])
	case s.truth.Value(at):
		return 1
	}
	return 0
}

// text gives the text of a known cell.
func (s *strip) text(at int) string {
	if s.plain != nil {
		return s.plain.Value(at)
	}
	return s.words[s.codes[at]]
}

// value gives a known cell as expressions have it.
func (s *strip) value(at int) lang.Value {
	switch s.kind {
	case lang.String:
		return lang.StringOf(s.text(at))
	case lang.Int:
		return lang.IntOf(s.wide[at])
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(s.wide[at]))
	case lang.DateKind:
		return lang.DateOf(lang.Date(s.days[at]))
	}
	return lang.BoolOf(s.truth.Value(at))
}
