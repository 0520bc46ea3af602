package roster

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"weiran/rules/lang"
)

// WriteParquet writes the roster, sorted, without its private fields. The same
// persons give the same bytes, in whatever order and batches they are.
func (r *Roster) WriteParquet(w io.Writer) error {
	sorted := r.Sorted()
	columns := r.Schema.columns(isPublic)
	schema := pickSchema(r.Schema.ArrowSchema(), columns)
	properties := parquet.NewWriterProperties(
		parquet.WithCreatedBy("weiran"), // never a version: the bytes are part of a run
		parquet.WithCompression(compress.Codecs.Snappy),
	)
	out, err := pqarrow.NewFileWriter(schema, w, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		return fmt.Errorf("write roster: %w", err)
	}
	for _, b := range sorted.Batches {
		if err := out.Write(pickColumns(schema, b, columns)); err != nil {
			return fmt.Errorf("write roster: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write roster: %w", err)
	}
	return nil
}

func pickSchema(all *arrow.Schema, columns []int) *arrow.Schema {
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = all.Field(c)
	}
	return arrow.NewSchema(fields, nil)
}

func pickColumns(schema *arrow.Schema, b arrow.RecordBatch, columns []int) arrow.RecordBatch {
	arrays := make([]arrow.Array, len(columns))
	for i, c := range columns {
		arrays[i] = b.Column(c)
	}
	return array.NewRecordBatch(schema, arrays, b.NumRows())
}

// ReadParquet reads what [Roster.WriteParquet] wrote, under the same schema. Of
// the private fields nothing is known. A file that lacks a field, has one that
// the schema does not, or holds another kind of value is an error.
func ReadParquet(s *Schema, data []byte) (*Roster, error) {
	table, err := pqarrow.ReadTable(context.Background(), bytes.NewReader(data),
		parquet.NewReaderProperties(memory.DefaultAllocator), pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	defer table.Release()
	source, err := columnsOf(s, table.Schema())
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	rows := array.NewTableReader(table, DefaultBatchRows)
	defer rows.Release()
	b := NewBuilder(s, 0)
	for rows.Next() {
		appendBatch(b, rows.RecordBatch(), source)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	return b.Build(), nil
}

// columnsOf finds the column of each field of the schema; a private field has
// none, and is -1.
func columnsOf(s *Schema, file *arrow.Schema) ([]int, error) {
	found := make([]int, len(s.Fields))
	public := 0
	for i, f := range s.Fields {
		found[i] = -1
		if f.Private {
			continue
		}
		public++
		at := file.FieldIndices(f.Name)
		if len(at) != 1 {
			return nil, fmt.Errorf("the file has no column %s", f.Name)
		}
		if got := file.Field(at[0]).Type; !f.reads(got) {
			return nil, fmt.Errorf("column %s is %s, not %s", f.Name, got, f.Kind)
		}
		found[i] = at[0]
	}
	if n := file.NumFields(); n != public {
		return nil, fmt.Errorf("the file has %d columns, the schema %d", n, public)
	}
	return found, nil
}

// reads reports whether a column of a file can hold the field: dictionaries come
// back as plain strings.
func (f Field) reads(t arrow.DataType) bool {
	if f.Kind == lang.String {
		return t.ID() == arrow.STRING || t.ID() == arrow.DICTIONARY
	}
	return arrow.TypeEqual(t, f.arrow().Type)
}

func appendBatch(b *Builder, batch arrow.RecordBatch, columns []int) {
	cells := make([]lang.Value, len(columns))
	for row := range int(batch.NumRows()) {
		for i, c := range columns {
			cells[i] = lang.Value{}
			if c >= 0 {
				cells[i], _ = cellOf(batch.Column(c), b.schema.Fields[i].Kind, row)
			}
		}
		b.Append(cells)
	}
}
