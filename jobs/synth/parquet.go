package synth

import (
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// groupRows is how many persons a row group holds: what is kept in memory.
const groupRows = 65_536

// A parquetSink writes the columns that [roster.Roster.WriteParquet] does, in the
// same types: the private fields are left out.
type parquetSink struct {
	file    *pqarrow.FileWriter
	columns []column
	batch   *array.RecordBuilder
	rows    int
	text    []byte
}

func newParquetSink(to io.Writer, s *roster.Schema, all []column) (sink, error) {
	var columns []column
	var types []arrow.Field
	for i, f := range s.Fields {
		if !f.Private {
			columns = append(columns, all[i])
			types = append(types, arrow.Field{Name: f.Name, Type: parquetType(f.Kind), Nullable: true})
		}
	}
	schema := arrow.NewSchema(types, nil)
	properties := parquet.NewWriterProperties(
		parquet.WithCreatedBy("weiran"),
		parquet.WithCompression(compress.Codecs.Gzip),
		parquet.WithDictionaryFor(s.Fields[s.KeyField()].Name, false), // no key comes twice
	)
	file, err := pqarrow.NewFileWriter(schema, unclosed{to}, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		return nil, fmt.Errorf("write parquet: %w", err)
	}
	return &parquetSink{file: file, columns: columns, batch: array.NewRecordBuilder(memory.DefaultAllocator, schema)}, nil
}

// unclosed keeps the parquet writer from closing a file that is not its own.
type unclosed struct{ io.Writer }

// parquetType is how a file holds a kind, so that other programs read it.
func parquetType(k lang.Kind) arrow.DataType {
	switch k {
	case lang.Int:
		return arrow.PrimitiveTypes.Int64
	case lang.DecimalKind:
		return &arrow.Decimal128Type{Precision: 19, Scale: 4}
	case lang.DateKind:
		return arrow.FixedWidthTypes.Date32
	case lang.Bool:
		return arrow.FixedWidthTypes.Boolean
	}
	return arrow.BinaryTypes.String
}

func (s *parquetSink) add(p *person) error {
	for i := range s.columns {
		s.append(s.batch.Field(i), &s.columns[i], p)
	}
	if s.rows++; s.rows < groupRows {
		return nil
	}
	return s.flush()
}

// append puts a person's cell at the end of a column.
func (s *parquetSink) append(to array.Builder, c *column, p *person) {
	number, ok := c.cell(p)
	w, allowed := c.words[number]
	if !ok || c.words != nil && !allowed {
		to.AppendNull()
		return
	}
	switch b := to.(type) {
	case *array.Int64Builder:
		b.Append(number)
	case *array.Decimal128Builder:
		b.Append(decimal128.FromI64(number))
	case *array.Date32Builder:
		b.Append(arrow.Date32(number))
	case *array.BooleanBuilder:
		b.Append(number == 1)
	case *array.StringBuilder:
		if c.words != nil {
			b.Append(w.code)
			return
		}
		s.text = p.appendText(s.text[:0], c.field)
		b.BinaryBuilder.Append(s.text)
	}
}

// flush writes a row group.
func (s *parquetSink) flush() error {
	if s.rows == 0 {
		return nil
	}
	batch := s.batch.NewRecordBatch()
	defer batch.Release()
	s.rows = 0
	if err := s.file.Write(batch); err != nil {
		return fmt.Errorf("write parquet: %w", err)
	}
	return nil
}

func (s *parquetSink) close() error {
	if err := s.flush(); err != nil {
		return err
	}
	if err := s.file.Close(); err != nil {
		return fmt.Errorf("write parquet: %w", err)
	}
	return nil
}
