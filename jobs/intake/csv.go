package intake

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

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
		top, err := topOf(doc, doc.grid())
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
		lines:   &lines{r: d.decoding.wrap(counted)},
		quoted:  quoteCutter{delimiter: d.delimiter},
		counted: counted,
	}
}

// text unwraps ="0012", by which a csv file keeps a spreadsheet from reading a
// code as a number.
func (d *csvDocument) text(cell string) string { return unprotected(clean(cell)) }

// cell finds the marks of a wrong encoding and of a code taken for a number.
func (d *csvDocument) cell(f *roster.Field, text string) (string, source.Fault) {
	if fault := garbled(text); !fault.Message.Empty() {
		return text, fault
	}
	return text, lostDigits(f, text)
}

// garbled is the fault of a text that was written in another encoding than it
// says.
func garbled(text string) source.Fault {
	if !strings.ContainsRune(text, '\ufffd') && utf8.ValidString(text) {
		return source.Fault{}
	}
	return source.Fault{
		Message: source.Say("it holds characters that cannot be read", "含有无法识别的字符"),
		Hint:    source.Say("save the file as UTF-8, or as .xlsx", "请将文件另存为 UTF-8 编码或 .xlsx"),
	}
}

// A csvGrid gives the records of a csv file. It leaves those that stand on a line
// of their own uncut, for a worker to cut.
type csvGrid struct {
	lines   *lines
	quoted  quoteCutter
	counted *counter
}

func (g *csvGrid) done() int64  { return g.counted.n }
func (g *csvGrid) close() error { return nil }

func (g *csvGrid) next() (record, error) {
	line, err := g.lines.next()
	if err != nil {
		return record{}, err
	}
	return g.record(line), nil
}

// record reads the record that starts at a line. One that cannot be read costs
// its first line only: the lines after it are read again as records.
func (g *csvGrid) record(first line) record {
	if first.long {
		return record{row: first.number, fault: source.Fault{
			Message: source.Say("the line is too long to be a row", "该行过长，不像是一行数据"),
		}}
	}
	r := record{row: first.number, line: first.text, quoted: strings.IndexByte(first.text, '"') >= 0}
	if !r.quoted || strings.Count(first.text, `"`)%2 == 0 {
		return r
	}
	text, taken := g.unclosed(first.text)
	cells, err := g.quoted.cut(text)
	if err != nil {
		g.lines.putBack(taken)
		return r // a cutter will find it bad too
	}
	return record{row: first.number, cells: slices.Clone(cells)}
}

// unclosed gives the text of a record whose first line leaves a quotation open,
// and the further lines that it takes.
func (g *csvGrid) unclosed(text string) (all string, taken []line) {
	for strings.Count(text, `"`)%2 == 1 && len(taken) < maxRecordLines {
		next, err := g.lines.next()
		if err != nil || next.long {
			break
		}
		taken = append(taken, next)
		text += "\n" + next.text
	}
	return text, taken
}

// cutter gives what cuts the records that the grid leaves whole. The cells are
// good until it is called again; it is not for several goroutines.
func (d *csvDocument) cutter() func(record) record {
	delimiter, quoted := string(d.delimiter), quoteCutter{delimiter: d.delimiter}
	var cells []string // used again for the next record
	return func(r record) record {
		switch {
		case r.cells != nil || !r.fault.Message.Empty():
			return r
		case !r.quoted:
			cells = appendCut(cells[:0], r.line, delimiter)
			r.cells = cells
			return r
		}
		var err error
		if r.cells, err = quoted.cut(r.line); err != nil {
			r.cells, r.fault = []string{r.line}, misquoted
		}
		return r
	}
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
