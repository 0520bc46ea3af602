package roster

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"weiran/rules/lang"
)

// fileDecimal is how a file holds a decimal, so that other programs read yuan
// and not ten-thousandths: nineteen digits hold every one.
var fileDecimal = &arrow.Decimal128Type{Precision: 19, Scale: 4}

// WriteParquet writes the roster, sorted, without its private fields. The same
// persons give the same bytes, in whatever order and batches they are. Strings
// are UTF8, decimals DECIMAL(19,4), dates DATE, ints INT64, bools BOOLEAN.
func (r *Roster) WriteParquet(w io.Writer) error {
	columns := r.Schema.columns(isPublic)
	schema := r.Schema.parquet(columns)
	properties := parquet.NewWriterProperties(
		parquet.WithCreatedBy("weiran"),                    // never a version: the bytes are part of a run
		parquet.WithCompression(compress.Codecs.Zstd),      // not Snappy, whose bytes differ between processors
		parquet.WithDictionaryPageSizeLimit(math.MaxInt32), // of two encodings in a column, Arrow lists either first
	)
	out, err := pqarrow.NewFileWriter(schema, w, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		return fmt.Errorf("write roster: %w", err)
	}
	for _, b := range r.Sorted().Batches {
		if err := out.Write(fileBatch(schema, b, columns)); err != nil {
			return fmt.Errorf("write roster: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write roster: %w", err)
	}
	return nil
}

// parquet gives the columns of a file that holds the chosen fields.
func (s *Schema) parquet(columns []int) *arrow.Schema {
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = s.Fields[c].parquet()
	}
	return arrow.NewSchema(fields, nil)
}

func (f Field) parquet() arrow.Field {
	column := f.arrow()
	switch f.Kind {
	case lang.DecimalKind:
		column.Type, column.Metadata = fileDecimal, arrow.Metadata{}
	case lang.String:
		column.Type = arrow.BinaryTypes.String
	}
	return column
}

// fileBatch gives the chosen columns as the file holds them.
func fileBatch(schema *arrow.Schema, b arrow.RecordBatch, columns []int) arrow.RecordBatch {
	arrays := make([]arrow.Array, len(columns))
	for i, c := range columns {
		arrays[i] = fileColumn(b.Column(c), schema.Field(i).Type)
	}
	return array.NewRecordBatch(schema, arrays, b.NumRows())
}

// fileColumn rewrites decimals and dictionaries; other columns stay as they are.
// Arrow writes a dictionary too, but as other bytes than those of earlier runs.
func fileColumn(column arrow.Array, to arrow.DataType) arrow.Array {
	switch c := column.(type) {
	case *array.Dictionary:
		return plainStrings(stripOf(c, lang.String))
	case *array.Int64:
		if to == fileDecimal {
			return fileDecimals(c)
		}
	}
	return column
}

func plainStrings(column strip) arrow.Array {
	plain := textFiller{texts: newTexts(column.rows)}
	for at := range column.rows {
		text := ""
		if plain.note(column.known(at)) {
			text = column.text(at)
		}
		plain.texts.add(text)
	}
	return plain.array()
}

func fileDecimals(column *array.Int64) arrow.Array {
	counts := column.Int64Values()
	wide := make([]decimal128.Num, len(counts))
	for i, n := range counts {
		wide[i] = decimal128.FromI64(n)
	}
	buffers := []*memory.Buffer{column.Data().Buffers()[0], memory.NewBufferBytes(arrow.Decimal128Traits.CastToBytes(wide))}
	return array.NewDecimal128Data(array.NewData(fileDecimal, len(wide), buffers, nil, column.NullN(), 0))
}

// ReadParquet reads what [Roster.WriteParquet] wrote, under the same schema. Of
// the private fields nothing is known. A file that lacks a field, has one that
// the schema does not, or holds another kind of value is an error.
func ReadParquet(s *Schema, data []byte) (*Roster, error) {
	r, err := readParquet(s, data)
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	return r, nil
}

func readParquet(s *Schema, data []byte) (*Roster, error) {
	table, err := pqarrow.ReadTable(context.Background(), bytes.NewReader(data),
		parquet.NewReaderProperties(memory.DefaultAllocator), pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		return nil, err
	}
	defer table.Release()
	columns, err := s.columnsIn(table.Schema())
	if err != nil {
		return nil, err
	}
	rows := array.NewTableReader(table, DefaultBatchRows)
	defer rows.Release()
	b := NewBuilder(s, 0)
	for rows.Next() {
		if err := b.appendFile(rows.RecordBatch(), columns); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return b.Build(), nil
}

// columnsIn finds the column of a file for each field of the schema; a private
// field has none, and is -1.
func (s *Schema) columnsIn(file *arrow.Schema) ([]int, error) {
	found := make([]int, len(s.Fields))
	for i := range found {
		found[i] = -1
	}
	public := s.columns(isPublic)
	for _, i := range public {
		f := s.Fields[i]
		at := file.FieldIndices(f.Name)
		if len(at) != 1 {
			return nil, fmt.Errorf("the file has no column %s", f.Name)
		}
		if got := file.Field(at[0]).Type; !arrow.TypeEqual(got, f.parquet().Type) {
			return nil, fmt.Errorf("column %s is %s, not %s", f.Name, got, f.Kind)
		}
		found[i] = at[0]
	}
	if n := file.NumFields(); n != len(public) {
		return nil, fmt.Errorf("the file has %d columns, the schema %d", n, len(public))
	}
	return found, nil
}

// appendFile adds the persons of a file's batch.
func (b *Builder) appendFile(batch arrow.RecordBatch, columns []int) error {
	cells := make([]lang.Value, len(columns))
	for row := range int(batch.NumRows()) {
		for i, c := range columns {
			if c < 0 {
				continue
			}
			v, err := fileCell(batch.Column(c), row)
			if err != nil {
				return fmt.Errorf("column %s: %w", b.schema.Fields[i].Name, err)
			}
			cells[i] = v
		}
		b.Append(cells)
	}
	return nil
}

// fileCell reads one cell of a file's column; an empty one is unknown.
func fileCell(column arrow.Array, at int) (lang.Value, error) {
	if column.IsNull(at) {
		return lang.Value{}, nil
	}
	switch c := column.(type) {
	case *array.String:
		return lang.StringOf(c.Value(at)), nil
	case *array.Date32:
		return lang.DateOf(lang.Date(c.Value(at))), nil
	case *array.Boolean:
		return lang.BoolOf(c.Value(at)), nil
	case *array.Int64:
		return lang.IntOf(c.Value(at)), nil
	}
	n := column.(*array.Decimal128).Value(at)
	count := int64(n.LowBits())
	if decimal128.FromI64(count) != n {
		return lang.Value{}, lang.ErrOverflow
	}
	return lang.DecimalOf(lang.Decimal(count)), nil
}
