package intake

import (
	"context"
	"errors"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Options of [ReadRoster].
type Options struct {
	AsOf     lang.Date                         // the day on which the rows are checked
	Sheet    string                            // of a workbook; empty means the first that fits
	Workers  int                               // ≤ 0 means one a processor; never changes what is read
	Progress func(doneBytes, totalBytes int64) // called now and then; done never shrinks and ends at total
}

// A Table is what a file held.
type Table struct {
	Roster  *roster.Roster // the good rows, in the order of the file
	Rejects []Reject       // what is wrong with the others, by row and column
	Issues  []roster.Issue // warnings on rows of Roster
	Rows    int            // below the header, good and bad, blank ones not counted
	Headers []string       // of the columns, as written
	Notes   []source.Text  // how the file was read, and what was passed over
	Hash    string         // sha256 of the file, in hex

	where places
	rows  []int // the row in the file of each person of Roster
}

// Place tells where in the file a person of Roster stands, counted from 0:
// roster.csv:12 or roster.xlsx!Sheet1!A12. Of a table that no file held it is
// empty.
func (t *Table) Place(row int) string {
	if t.rows == nil {
		return ""
	}
	return t.where.place(t.rows[row], -1)
}

// RejectedRows gives how many rows were rejected. A row may have several rejects,
// one for each bad cell.
func (t *Table) RejectedRows() int {
	rows, last := 0, 0
	for _, r := range t.Rejects { // by row
		if r.Row != last {
			rows, last = rows+1, r.Row
		}
	}
	return rows
}

// ReadRoster reads the roster in a file: csv, xlsx or parquet, by its content. Rows that
// cannot be used are rejects, and the others go on; where all of them are
// rejects the roster is empty. A file that is not a roster is an [*Error].
//
// A row is rejected where a cell does not fit its field, where it has cells too
// few or too many, and where [roster.Roster.Validate] finds an error in it. Of
// rows with the same key the first good one is kept, so that the person is
// screened once, with an issue that says so; the others are rejected.
func ReadRoster(ctx context.Context, path string, s *roster.Schema, opt Options) (*Table, error) {
	in, file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return read(ctx, in, s, opt)
}

// ReadRosterBytes reads a roster as [ReadRoster] does from a file in memory, such
// as the embedded sample; places and errors call it by the name.
func ReadRosterBytes(ctx context.Context, name string, data []byte, s *roster.Schema, opt Options) (*Table, error) {
	return read(ctx, inMemory(name, data), s, opt)
}

func read(ctx context.Context, in input, s *roster.Schema, opt Options) (t *Table, err error) {
	survey, err := surveyed(ctx, in)
	if err != nil {
		return nil, err
	}
	doc, err := documentOf(ctx, in, survey, s, opt.Sheet)
	if err != nil {
		return nil, explained(ctx, in.name, err)
	}
	defer func() { err = errors.Join(err, doc.close()) }()
	head := doc.header()
	if err := head.check(s, doc, in.name); err != nil {
		return nil, err
	}
	t = &Table{
		Headers: head.cells, Hash: survey.hash(), where: doc.where(),
		Notes: append(doc.notes(), head.ignored(s)...),
	}
	r := &reading{
		ctx: ctx, schema: s, head: head, doc: doc, table: t, workers: opt.Workers,
		progress: progress{report: opt.Progress, total: in.size},
	}
	if err := r.run(opt.AsOf); err != nil {
		return nil, explained(ctx, in.name, err)
	}
	if t.Rows == 0 {
		return nil, failed(ErrNoRows, in.name, source.Say("there is no row below the header", "表头下面没有数据行"),
			source.Say("there should be a line for each record", "应每条记录一行"))
	}
	return t, nil
}

// explained puts an error in words, unless it is ours or the context has ended.
func explained(ctx context.Context, name string, err error) error {
	var ours *Error
	if ctx.Err() != nil || errors.As(err, &ours) {
		return err
	}
	return unread(name, err)
}

// documentOf opens the file as what its content says it is.
func documentOf(ctx context.Context, in input, sv *survey, s *roster.Schema, sheet string) (document, error) {
	format, err := formatOf(in)
	switch {
	case err != nil:
		return nil, err
	case format == workbookFile:
		return sheetOf(in, sheet, s)
	case sheet != "":
		return nil, failed(ErrSheet, in.name, source.Say("only a workbook has sheets", "只有工作簿才有工作表"),
			source.Say("leave the sheet out", "请不要指定工作表"))
	case format == parquetFile:
		return parquetOf(ctx, in, s)
	}
	return csvOf(ctx, in, sv, s)
}

// progress reports how far the reading is.
type progress struct {
	report      func(doneBytes, totalBytes int64)
	done, total int64
}

// reach reports a step forward; the last one is left to the end.
func (p *progress) reach(done int64) {
	if p.report != nil && done > p.done && done < p.total {
		p.done = done
		p.report(done, p.total)
	}
}

func (p *progress) end() {
	if p.report != nil {
		p.report(p.total, p.total)
	}
}

// each calls a function with every row below the header of a document that is
// not blank.
func each(ctx context.Context, doc document, do func(r record)) (err error) {
	g, err := doc.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	cut := doc.cutter()
	for b := new(block); ; {
		more, err := b.fill(ctx, g, doc.header().row)
		if err != nil {
			return err
		}
		for _, r := range b.records {
			if r = cut(r); !r.blank() {
				do(r)
			}
		}
		if !more {
			return nil
		}
	}
}
