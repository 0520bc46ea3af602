package intake

import (
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// A parquetDocument is a parquet file whose columns have been found. Its rows are
// counted from 1, and its header, the schema of the file, stands at none.
type parquetDocument struct {
	places
	ctx    context.Context
	in     input
	file   *pqarrow.FileReader
	rows   int64
	head   header // of the columns that hold a field; no other is read
	leaves []int  // the numbers of these columns in the file
	passed []source.Text
}

// parquetOf opens a parquet file and finds the columns of the schema in it.
func parquetOf(ctx context.Context, in input, s *roster.Schema) (doc *parquetDocument, err error) {
	d := &parquetDocument{places: places{file: in.base()}, ctx: ctx, in: in}
	err = guarded("parquet", func() error {
		f, err := file.NewParquetReader(in.reader())
		if err != nil {
			return err
		}
		d.rows = f.NumRows()
		d.file, err = pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: blockRows}, memory.DefaultAllocator)
		return err
	})
	if err != nil {
		return nil, errors.Join(damagedParquet(in.name), ctx.Err())
	}
	return d, d.find(s)
}

// find takes the columns that hold a field, and refuses those that hold it in a
// type from which it cannot be read exactly.
func (d *parquetDocument) find(s *roster.Schema) error {
	var names []string
	for _, column := range d.file.Manifest.Fields {
		names = append(names, column.Field.Name)
	}
	all := headerOf(s, 0, names)
	d.passed = all.ignored(s)
	refused := &Error{kind: ErrHeader}
	for i, column := range d.file.Manifest.Fields {
		f := all.fields[i]
		if f < 0 {
			continue
		}
		if fault := unfit(&s.Fields[f], column.Field.Type); !fault.Message.Empty() {
			refused.add(d.in.name, fault.Message, fault.Hint)
		}
		d.head.cells = append(d.head.cells, all.cells[i])
		d.head.fields = append(d.head.fields, f)
		d.leaves = append(d.leaves, column.ColIndex)
	}
	switch {
	case len(refused.Problems) > 0:
		return refused
	case len(d.leaves) == 0:
		return failed(ErrHeader, d.in.name, source.Say("no column of the file is a known field", "文件中没有可识别的列"),
			source.Say("the columns are named like: %s", "列名例如 %s", expected(s)))
	}
	return nil
}

func damagedParquet(place string) *Error {
	return failed(ErrFormat, place, source.Say("the parquet file is damaged", "parquet 文件已损坏"),
		source.Say("copy the file again, or write it anew", "请重新复制，或重新导出"))
}

func (d *parquetDocument) header() header { return d.head }

func (d *parquetDocument) notes() []source.Text { return d.passed }

func (d *parquetDocument) close() error { return nil }

func (d *parquetDocument) text(cell string) string { return clean(cell) }

// cell finds the marks of text that was written in a wrong encoding.
func (d *parquetDocument) cell(f *roster.Field, text string) (string, source.Fault) {
	return text, garbled(text)
}

func (d *parquetDocument) open() (grid, error) {
	g := &parquetGrid{size: d.in.size, rows: d.rows}
	err := guarded("parquet", func() (err error) {
		g.batches, err = d.file.GetRecordReader(d.ctx, d.leaves, nil)
		return err
	})
	return g, err
}

// cutter gives what writes the rows of a batch as text: then one way of reading
// cells serves for every kind of file, and says the same of what is wrong.
func (d *parquetDocument) cutter() func(record) record {
	var w writtenBatch
	return func(r record) record {
		if w.of != r.batch {
			w.write(r.batch)
		}
		r.cells = w.row(r.at)
		return r
	}
}

// A parquetGrid gives the rows of a parquet file.
type parquetGrid struct {
	batches pqarrow.RecordReader
	batch   arrow.RecordBatch
	at      int // in the batch, of the next row
	row     int
	size    int64 // of the file
	rows    int64
}

// done tells the share of the rows as one of the bytes.
func (g *parquetGrid) done() int64 { return g.size * int64(g.row) / max(g.rows, 1) }

func (g *parquetGrid) close() error {
	g.batches.Release()
	return nil
}

func (g *parquetGrid) next() (record, error) {
	for g.batch == nil || g.at == int(g.batch.NumRows()) {
		if err := g.read(); err != nil {
			return record{}, err
		}
	}
	g.row++
	g.at++
	return record{row: g.row, batch: g.batch, at: g.at - 1}, nil
}

// read reads the next batch, which is kept for as long as a record of it is.
func (g *parquetGrid) read() error {
	return guarded("parquet", func() error {
		if !g.batches.Next() {
			return cmp.Or(g.batches.Err(), io.EOF)
		}
		g.batch, g.at = g.batches.RecordBatch(), 0
		g.batch.Retain()
		return nil
	})
}
