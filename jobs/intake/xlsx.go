package intake

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Bounds of a workbook. A sheet above the first is unpacked to a private folder
// instead of memory; a workbook above the second is no roster.
const (
	unpackedInMemory = 16 << 20
	unpackedAtMost   = 2 << 30
)

// A workbook is an open xlsx file. It keeps personal data in a folder of its own,
// which is removed when it is closed.
type workbook struct {
	in     input
	file   *excelize.File
	folder string
}

func openWorkbook(in input) (w *workbook, err error) {
	folder, err := os.MkdirTemp("", "weiran-intake-") // for this user alone
	if err != nil {
		return nil, fmt.Errorf("a folder for the unpacked workbook: %w", err)
	}
	w = &workbook{in: in, folder: folder}
	err = guarded("xlsx", func() (err error) {
		w.file, err = excelize.OpenReader(in.reader(), excelize.Options{
			RawCellValue: true, TmpDir: folder,
			UnzipXMLSizeLimit: unpackedInMemory, UnzipSizeLimit: unpackedAtMost,
		})
		return err
	})
	if err != nil {
		return nil, errors.Join(damaged(in.name), w.close())
	}
	return w, nil
}

// guarded turns a panic of the library that reads a format, which some damaged
// files cause, into an error.
func guarded(format string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", format, r)
		}
	}()
	return do()
}

func (w *workbook) close() error {
	var err error
	if w.file != nil {
		err = w.file.Close()
	}
	return errors.Join(err, os.RemoveAll(w.folder))
}

// shown gives the sheets that are not hidden.
func (w *workbook) shown() []string {
	var names []string
	for _, name := range w.file.GetSheetList() {
		if visible, err := w.file.GetSheetVisible(name); err == nil && visible {
			names = append(names, name)
		}
	}
	return names
}

// candidates gives the sheets that may hold the roster: the one that was asked
// for, hidden or not, else all that are shown.
func (w *workbook) candidates(asked string) ([]string, error) {
	if asked == "" {
		return w.shown(), nil
	}
	all := w.file.GetSheetList()
	for _, name := range all {
		if name == asked {
			return []string{name}, nil
		}
	}
	return nil, failed(ErrSheet, w.in.name, source.Say("there is no sheet %q", "没有工作表“%s”", asked),
		source.DidYouMean(asked, all))
}

// A sheetDocument is a sheet of a workbook with its header found.
type sheetDocument struct {
	places
	book  *workbook
	shift int // days that the workbook's dates count too few
	head  header
	key   int    // the column that tells persons apart, or -1
	spans []span // merged ranges below the header
	last  int    // row at which the sheet says that it ends, or 0
}

// sheetOf finds the sheet with the roster: the first whose header has the key,
// else the one whose header is most like the schema's.
func sheetOf(in input, asked string, schema *roster.Schema) (*sheetDocument, error) {
	book, err := openWorkbook(in)
	if err != nil {
		return nil, err
	}
	doc, err := book.find(asked, schema)
	if err == nil {
		doc.last = lastRow(in, doc.sheet)
		err = doc.findMerged(schema.KeyField())
	}
	if err != nil {
		return nil, errors.Join(err, book.close())
	}
	return doc, nil
}

// findMerged finds the merged ranges among the rows of persons.
func (d *sheetDocument) findMerged(key int) error {
	spans, err := mergedIn(d.book.in, d.sheet)
	if err != nil {
		return errors.Join(damaged(d.book.in.name), err)
	}
	d.key, d.spans = d.head.column(key), below(d.head.row, spans)
	return nil
}

func (w *workbook) find(asked string, schema *roster.Schema) (*sheetDocument, error) {
	sheets, err := w.candidates(asked)
	if err != nil {
		return nil, err
	}
	var best *sheetDocument
	for _, sheet := range sheets {
		doc := &sheetDocument{places: places{file: w.in.base(), sheet: sheet}, book: w, shift: w.dateShift()}
		g, err := doc.open()
		if err != nil {
			continue // a sheet of charts has no rows
		}
		top, err := topOf(doc, g)
		if err != nil {
			return nil, err
		}
		doc.head = findHeader(schema, top)
		if len(top) > 0 && (best == nil || doc.head.matches() > best.head.matches()) {
			best = doc
		}
		if doc.head.column(schema.KeyField()) >= 0 {
			return doc, nil
		}
	}
	if best == nil {
		return nil, empty(w.in.name)
	}
	return best, nil
}

func (w *workbook) dateShift() int {
	props, err := w.file.GetWorkbookProps()
	if err == nil && props.Date1904 != nil && *props.Date1904 {
		return shift1904
	}
	return 0
}

func (d *sheetDocument) header() header { return d.head }

func (d *sheetDocument) notes() []source.Text {
	read := source.Say("read the sheet %s", "读取工作表“%s”", d.sheet)
	return append([]source.Text{read}, d.head.mergeNotes(d.places, d.spans)...)
}

func (d *sheetDocument) close() error { return d.book.close() }

func (d *sheetDocument) open() (grid, error) {
	g := &sheetGrid{merged: newFiller(d.key, d.spans), last: d.last, size: d.book.in.size}
	err := guarded("xlsx", func() (err error) {
		g.rows, err = d.book.file.Rows(d.sheet)
		return err
	})
	return g, err
}

// cutter leaves the rows as they are: a sheet has cells.
func (d *sheetDocument) cutter() func(record) record { return func(r record) record { return r } }

func (d *sheetDocument) text(cell string) string { return clean(cell) }

// cell undoes what a workbook does to what was typed: a date became a count of
// days, an amount a binary number.
func (d *sheetDocument) cell(f *roster.Field, text string) (string, source.Fault) {
	if isSheetError(text) {
		return text, source.Fault{
			Message: source.Say("the formula of the cell failed", "单元格公式出错"),
			Hint:    source.Say("mend the formula, or type the value", "请修正公式，或直接填写数值"),
		}
	}
	switch f.Kind {
	case lang.DateKind:
		return exactDate(text, d.shift), source.Fault{}
	case lang.Int, lang.DecimalKind:
		return exactNumber(text), source.Fault{}
	}
	return text, lostDigits(f, text)
}

// isSheetError reports whether a cell shows the error of a formula. #N/A is not
// among them: it says that there is no value, and so is unknown.
func isSheetError(text string) bool {
	switch strings.ToUpper(text) {
	case "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// A sheetGrid gives the rows of a sheet.
type sheetGrid struct {
	rows   *excelize.Rows
	row    int
	merged *filler
	last   int   // see sheetDocument
	size   int64 // of the file
}

// done tells the share of the rows as one of the bytes: how many of them a packed
// row takes nobody knows.
func (g *sheetGrid) done() int64 {
	if g.last == 0 {
		return 0
	}
	return g.size * int64(g.row) / int64(g.last)
}

func (g *sheetGrid) close() error { return g.rows.Close() }

func (g *sheetGrid) next() (r record, err error) {
	err = guarded("xlsx", func() error {
		if g.rows.Next() {
			g.row++
			cells, err := g.rows.Columns()
			if err != nil {
				return err
			}
			r = record{row: g.row, cells: cells}
			g.merged.reach(r)
			if !r.blank() {
				r = g.merged.fill(r)
			}
			return nil
		}
		return cmp.Or(g.rows.Error(), io.EOF)
	})
	return r, err
}
