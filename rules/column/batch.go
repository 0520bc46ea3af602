package column

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
)

// A Batch is the rows that a program runs over.
type Batch struct {
	Rows    int
	Columns []Column // by the field's index in the scope; those not read may be left out
}

// A Column is one field of a batch. The zero Column is none.
type Column struct {
	array    arrow.Array
	vector   *Vector
	constant *lang.Value
}

// Array makes a column of an Arrow array as a roster has it: int64 of ints and
// of decimals counted in 1/10 000, date32, boolean, and strings, plain or as
// int32 codes of a dictionary. A null is unknown.
func Array(a arrow.Array) Column { return Column{array: a} }

// Computed makes a column of what another program gave for the same rows: a
// measure. It must hold for as long as the batch is run.
func Computed(v *Vector) Column { return Column{vector: v} }

// Constant makes a column of one value that every row has: the policy's head,
// as_of. What depends on constants alone is computed once a block.
func Constant(v lang.Value) Column { return Column{constant: &v} }

// Values makes a column of a value for each row, which are of the kind, unknown
// or failed. It is for what neither an array nor slices hold, lists of texts
// among it.
func Values(kind lang.Kind, rows []lang.Value) Column {
	s := slot{Vector: Vector{kind: kind, rows: len(rows)}}
	s.allocate(&dictionary{})
	for row, v := range rows {
		s.put(row, v)
	}
	return Column{vector: &s.Vector}
}

// allocate makes the slot's arrays of its kind, all zero.
func (s *slot) allocate(d *dictionary) {
	switch s.kind {
	case lang.Bool:
		clear(s.newTruth())
	case lang.Int, lang.DecimalKind:
		clear(s.newWide())
	case lang.DateKind:
		clear(s.newNarrow())
	default:
		clear(s.newNarrow())
		s.texts = d
	}
}

// put writes one value into allocated arrays, by the rules of lang: an int
// serves where a decimal is declared, any other kind fails.
func (s *slot) put(row int, v lang.Value) {
	if _, failed := v.Fault(); failed {
		s.fail(row)
		return
	}
	if !v.Known() {
		s.miss(row)
		return
	}
	n, ok := numberOf(s.kind, v)
	if !ok {
		s.fail(row)
		return
	}
	switch s.kind {
	case lang.Bool:
		s.truth[row/wordRows] |= uint64(n) << (row % wordRows)
	case lang.Int, lang.DecimalKind:
		s.wide[row] = n
	case lang.DateKind:
		s.narrow[row] = int32(n)
	case lang.String:
		s.narrow[row] = int32(len(s.texts.texts))
		s.texts.texts = append(s.texts.texts, v.Str())
	case lang.Strings:
		s.narrow[row] = int32(len(s.texts.lists))
		s.texts.lists = append(s.texts.lists, v.List())
	}
}

// A bound is a field's column as kernels read it: over the whole batch.
type bound struct {
	slot
	lent dictionary // of a column whose texts are the caller's
	name string
}

// bind reads a field's column of a batch.
func (w *Worker) bind(b Batch, field int) error {
	f := w.program.columns[field]
	if field >= len(b.Columns) || b.Columns[field] == (Column{}) {
		return fmt.Errorf("column: the batch lacks the field %s", f.Name)
	}
	into := &w.fields[field]
	into.name = f.Name
	switch c := b.Columns[field]; {
	case c.constant != nil:
		w.bindConstant(into, f.Kind, *c.constant)
		return nil
	case c.vector != nil:
		return w.bindVector(into, f, c.vector)
	default:
		return w.bindArray(into, f, c.array)
	}
}

func (w *Worker) bindConstant(into *bound, kind lang.Kind, v lang.Value) {
	into.Vector = Vector{kind: kind, rows: 1, constant: true}
	into.allocate(into.newTexts(w))
	into.put(0, v)
}

// bindArray reads an Arrow array: numbers and dates where they are, bits copied
// into words.
func (w *Worker) bindArray(into *bound, f lang.Field, a arrow.Array) error {
	if a.Len() != w.total {
		return fmt.Errorf("column: the field %s has %d rows, the batch %d", f.Name, a.Len(), w.total)
	}
	into.Vector = Vector{kind: f.Kind, rows: w.total}
	into.nulls(a)
	switch c := a.(type) {
	case *array.Int64:
		if f.Kind == lang.Int || f.Kind == lang.DecimalKind {
			into.wide = c.Int64Values()
			return nil
		}
	case *array.Date32:
		if f.Kind == lang.DateKind {
			into.narrow = days(c)
			return nil
		}
	case *array.Boolean:
		if f.Kind == lang.Bool {
			into.bools(c)
			return nil
		}
	case *array.String:
		if f.Kind == lang.String {
			into.plain(w, c)
			return nil
		}
	case *array.Dictionary:
		if arrow.TypeEqual(c.DataType().(*arrow.DictionaryType).ValueType, arrow.BinaryTypes.String) && f.Kind == lang.String {
			return into.coded(w, c)
		}
	}
	return fmt.Errorf("column: the field %s is %s, its column is of type %s", f.Name, f.Kind, a.DataType())
}

// field is a leaf: a column of the batch.
type field struct {
	index int
	name  string
}

func (f field) form([]string) string { return f.name }

func (f field) compute(w *Worker, _ []int, s *slot) {
	s.Vector = w.fields[f.index].Vector
	if s.constant {
		return
	}
	to := w.from + w.rows
	s.rows = w.rows
	s.unknown, s.failed = section(s.unknown, w.from, to), section(s.failed, w.from, to)
	switch s.kind {
	case lang.Bool:
		s.truth = s.truth[w.from/wordRows : words(to)]
	case lang.Int, lang.DecimalKind:
		s.wide = s.wide[w.from:to]
	default:
		s.narrow = s.narrow[w.from:to]
	}
}

// section gives the words of a block, nil where no bit is set.
func section(b Bits, from, to int) Bits {
	if b == nil {
		return nil
	}
	part := b[from/wordRows : words(to)]
	if part.none() {
		return nil
	}
	return part
}
