package roster

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

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
	batch     *array.RecordBuilder
	batches   []arrow.RecordBatch
}

// NewBuilder makes a builder; batchRows ≤ 0 means [DefaultBatchRows].
func NewBuilder(s *Schema, batchRows int) *Builder {
	if batchRows <= 0 {
		batchRows = DefaultBatchRows
	}
	return &Builder{schema: s, batchRows: batchRows}
}

// Append adds one person; cells are in the order of the schema's fields and of
// their kinds, or unknown. A decimal field takes an int too. Cells of another
// count or kind are a mistake of the caller: Append panics and names the field.
func (b *Builder) Append(cells []lang.Value) {
	b.mustFit(cells)
	if b.batch == nil {
		b.batch = array.NewRecordBuilder(memory.DefaultAllocator, b.schema.ArrowSchema())
	}
	for i, v := range cells {
		appendCell(b.batch.Field(i), b.schema.Fields[i].column(v))
	}
	if b.rows++; b.rows == b.batchRows {
		b.flush()
	}
}

// mustFit refuses cells that are not of the schema's kinds.
func (b *Builder) mustFit(cells []lang.Value) {
	if len(cells) != len(b.schema.Fields) {
		panic(fmt.Sprintf("roster: %d cells for %d fields", len(cells), len(b.schema.Fields)))
	}
	for i, v := range cells {
		if f := &b.schema.Fields[i]; v.Known() && f.column(v).Kind() != f.Kind {
			panic(fmt.Sprintf("roster: a %s for the %s field %s", v.Kind(), f.Kind, f.Name))
		}
	}
}

// column gives a value as the field's column keeps it.
func (f *Field) column(v lang.Value) lang.Value {
	if f.Kind != lang.DecimalKind || v.Kind() != lang.Int {
		return v
	}
	if d, ok := v.Decimal(); ok {
		return lang.DecimalOf(d)
	}
	return v
}

func (b *Builder) flush() {
	if b.rows == 0 {
		return
	}
	b.batches = append(b.batches, b.batch.NewRecordBatch())
	b.batch, b.rows = nil, 0
}

// Build gives the roster and empties the builder.
func (b *Builder) Build() *Roster {
	b.flush()
	r := &Roster{Schema: b.schema, Batches: b.batches, even: b.batchRows}
	b.batches = nil
	return r
}
