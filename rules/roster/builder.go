package roster

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
)

// DefaultBatchRows is how many persons a batch holds unless one says otherwise:
// enough to keep a column in the processor's cache, and many batches for the
// workers of a province.
const DefaultBatchRows = 16_384

// A Builder gathers rows into a roster. It is not safe for concurrent use.
type Builder struct {
	schema    *Schema
	batchRows int
	rows      int // in the batch being filled
	batch     *filling
	batches   []arrow.RecordBatch
}

// NewBuilder makes a builder; batchRows ≤ 0 means [DefaultBatchRows].
func NewBuilder(s *Schema, batchRows int) *Builder {
	if batchRows <= 0 {
		batchRows = DefaultBatchRows
	}
	return &Builder{schema: s, batchRows: batchRows, batch: newFilling(s, 0)}
}

// Append adds one person; cells are in the order of the schema's fields and of
// their kinds, or unknown. A decimal field takes an int too. Cells of another
// count or kind are a mistake of the caller: Append panics and names the field.
func (b *Builder) Append(cells []lang.Value) {
	b.mustFit(cells)
	for i, v := range cells {
		b.batch.columns[i].add(v)
	}
	if b.rows++; b.rows == b.batchRows {
		b.flush()
	}
}

// mustFit refuses cells that are not of the schema's kinds, before any is added.
func (b *Builder) mustFit(cells []lang.Value) {
	if len(cells) != len(b.schema.Fields) {
		panic(fmt.Sprintf("roster: %d cells for %d fields", len(cells), len(b.schema.Fields)))
	}
	for i := range cells {
		v := &cells[i]
		if f := &b.schema.Fields[i]; v.Kind() != f.Kind && v.Known() && !f.takes(*v) {
			panic(fmt.Sprintf("roster: a %s for the %s field %s", v.Kind(), f.Kind, f.Name))
		}
	}
}

// takes reports whether a value of another kind is one of the field's: an int
// that a decimal can be.
func (f *Field) takes(v lang.Value) bool {
	_, ok := v.Decimal()
	return ok && f.Kind == lang.DecimalKind
}

// flush ends the batch that is being filled. A next one will be as large.
func (b *Builder) flush() {
	if b.rows == 0 {
		return
	}
	b.batches = append(b.batches, b.batch.record(b.rows))
	b.batch, b.rows = newFilling(b.schema, b.rows), 0
}

// Build gives the roster and empties the builder.
func (b *Builder) Build() *Roster {
	b.flush()
	r := newRoster(b.schema, b.batches, b.batchRows)
	b.batches = nil
	return r
}

// A filling is a batch that is being made.
type filling struct {
	schema  *Schema
	columns []filler
}

// newFilling starts a batch with room for some rows.
func newFilling(s *Schema, room int) *filling {
	f := &filling{schema: s, columns: make([]filler, len(s.Fields))}
	for i := range f.columns {
		f.columns[i] = newFiller(&s.Fields[i], room)
	}
	return f
}

// record ends the batch.
func (f *filling) record(rows int) arrow.RecordBatch {
	arrays := make([]arrow.Array, len(f.columns))
	for i, column := range f.columns {
		arrays[i] = column.array()
	}
	return array.NewRecordBatch(f.schema.ArrowSchema(), arrays, int64(rows))
}
