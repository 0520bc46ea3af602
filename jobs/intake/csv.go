package intake

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// Bounds of a record in a csv file. A quote that is never closed would otherwise
// swallow the rest of the file.
const (
	maxLine        = 1 << 20 // bytes
	maxRecordLines = 50
)

// delimiters may part the cells of a line; the first is the most likely.
var delimiters = []rune{',', ';', '\t', '，'}

// A csvDocument is a text file with its encoding, delimiter and header found.
type csvDocument struct {
	places
	ctx       context.Context
	in        input
	decoding  decoding
	delimiter rune
	head      header
}

// csvOf finds out how a text file is written: with the right delimiter, most
// headers are those of the schema.
func csvOf(ctx context.Context, in input, s *survey, schema *roster.Schema) (*csvDocument, error) {
	dec, err := decodingOf(in, s)
	if err != nil {
		return nil, err
	}
	best := &csvDocument{}
	for _, delimiter := range delimiters {
		doc := &csvDocument{places: places{file: in.base()}, ctx: ctx, in: in, decoding: dec, delimiter: delimiter}
		top, err := topOf(doc.grid())
		if err != nil {
			return nil, err
		}
		if len(top) == 0 {
			return nil, empty(in.name)
		}
		doc.head = findHeader(schema, top)
		if best.delimiter == 0 || doc.head.matches() > best.head.matches() {
			best = doc
		}
	}
	return best, nil
}

func (d *csvDocument) header() header { return d.head }

func (d *csvDocument) notes() []source.Text {
	if d.decoding.note.Empty() {
		return nil
	}
	return []source.Text{d.decoding.note}
}

func (d *csvDocument) close() error { return nil }

func (d *csvDocument) open() (grid, error) { return d.grid(), nil }

func (d *csvDocument) grid() *csvGrid {
	counted := &counter{r: cancellable{d.ctx, d.in.reader()}}
	return &csvGrid{
		lines:     &lines{r: bufio.NewReaderSize(d.decoding.wrap(counted), 64<<10)},
		delimiter: d.delimiter,
		counted:   counted,
	}
}

// text unwraps ="0012", by which a csv file keeps a spreadsheet from reading a
// code as a number.
func (d *csvDocument) text(cell string) string { return unprotected(clean(cell)) }

// cell finds the marks of a wrong encoding and of a code taken for a number.
func (d *csvDocument) cell(f *roster.Field, text string) (string, source.Fault) {
	if strings.ContainsRune(text, '\ufffd') {
		return text, source.Fault{
			Message: source.Say("it holds characters that cannot be read", "含有无法识别的字符"),
			Hint:    source.Say("save the file as UTF-8, or as .xlsx", "请将文件另存为 UTF-8 编码或 .xlsx"),
		}
	}
	return text, lostDigits(f, text)
}

// A csvGrid gives the records of a csv file.
type csvGrid struct {
	lines     *lines
	delimiter rune
	counted   *counter
	cells     []string // of the last record, used again for the next
}

func (g *csvGrid) done() int64  { return g.counted.n }
func (g *csvGrid) close() error { return nil }

func (g *csvGrid) next() (record, error) {
	for {
		line, err := g.lines.next()
		if err != nil {
			return record{}, err
		}
		if r := g.record(line); !r.blank() {
			return r, nil
		}
	}
}

// record reads the record that starts at a line. One that cannot be read costs
// its first line only: the lines after it are read again as records.
func (g *csvGrid) record(first line) record {
	if first.long {
		return record{row: first.number, fault: source.Fault{
			Message: source.Say("the line is too long to be a row", "该行过长，不像是一行数据"),
		}}
	}
	if !strings.Contains(first.text, `"`) {
		g.cells = appendCut(g.cells[:0], first.text, string(g.delimiter))
		return record{row: first.number, cells: g.cells}
	}
	text := first.text
	var taken []line
	for strings.Count(text, `"`)%2 == 1 && len(taken) < maxRecordLines {
		next, err := g.lines.next()
		if err != nil || next.long {
			break
		}
		taken = append(taken, next)
		text += "\n" + next.text
	}
	cells, err := g.split(text)
	if err != nil {
		g.lines.putBack(taken)
		return record{row: first.number, cells: []string{first.text}, fault: source.Fault{
			Message: source.Say("a quotation mark is out of place or never closed", "引号位置不当或没有成对"),
			Hint:    source.Say(`inside a quoted cell write two quotation marks for one: ""`, `单元格内的引号应写成两个：""`),
		}}
	}
	return record{row: first.number, cells: cells}
}

// appendCut cuts a text at every delimiter.
func appendCut(to []string, text, delimiter string) []string {
	for more := true; more; {
		var cell string
		cell, text, more = strings.Cut(text, delimiter)
		to = append(to, cell)
	}
	return to
}

// split parts a record with quoted cells.
func (g *csvGrid) split(text string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = g.delimiter
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = g.delimiter != '\t'
	cells, err := r.Read()
	if err != nil {
		return nil, err
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		return nil, csv.ErrQuote
	}
	return cells, nil
}
