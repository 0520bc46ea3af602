package intake

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"weiran/rules/source"
)

// A span is a range of merged cells of a sheet, its ends included. Rows count
// from 1, columns from 0.
type span struct{ top, bottom, left, right int }

// down reports whether the range covers several rows, across whether several
// columns.
func (s span) down() bool   { return s.bottom > s.top }
func (s span) across() bool { return s.right > s.left }

// mergedIn gives the merged ranges of a sheet in the order of their first rows.
// The xlsx library would hold the whole sheet in memory to tell them. They stand
// behind its rows, so that the rows need not be understood to find them: the
// name of their element is looked for, and the same word in somebody's cell
// makes the reading slower but not wrong.
func mergedIn(in input, sheet string) ([]span, error) {
	part, err := partOf(in, sheet)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	r := bufio.NewReaderSize(part, 64<<10)
	if err := skipPast(r, "mergeCells"); err != nil {
		return nil, unlessAtEnd(err)
	}
	spans, err := spansIn(r)
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.top, b.top) })
	return spans, err
}

// skipPast reads on until behind the next occurrence of a short text.
func skipPast(r *bufio.Reader, text string) error {
	for {
		ahead, err := r.Peek(r.Size())
		if i := bytes.Index(ahead, []byte(text)); i >= 0 {
			_, err := r.Discard(i + len(text))
			return err
		}
		if err != nil {
			return err
		}
		if _, err := r.Discard(len(ahead) - len(text) + 1); err != nil {
			return err
		}
	}
}

// spansIn reads the merged ranges in the rest of a sheet, whatever comes before
// and after them.
func spansIn(r io.Reader) (spans []span, err error) {
	dec := xml.NewDecoder(r)
	dec.Strict = false
	for {
		token, err := dec.RawToken()
		if err != nil {
			return spans, unlessAtEnd(err)
		}
		element, ok := token.(xml.StartElement)
		if !ok || element.Name.Local != "mergeCell" {
			continue
		}
		if s := spanOf(element); s != (span{}) {
			spans = append(spans, s)
		}
	}
}

func unlessAtEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// spanOf gives the range that an element is about, zero where it names none.
func spanOf(element xml.StartElement) span {
	for _, a := range element.Attr {
		if s, ok := parseSpan(a.Value); ok && a.Name.Local == "ref" {
			return s
		}
	}
	return span{}
}

// parseSpan reads B5:B7.
func parseSpan(ref string) (s span, ok bool) {
	from, to, _ := strings.Cut(ref, ":")
	left, top, err1 := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	return span{top: top, bottom: bottom, left: left - 1, right: right - 1},
		err1 == nil && err2 == nil && left <= right && top <= bottom
}

// below gives the ranges that start below a row, which those of titles and
// headers do not.
func below(row int, spans []span) []span {
	return slices.DeleteFunc(spans, func(s span) bool { return s.top <= row })
}

// mergeNotes says which columns of a table merged cells fill, and where cells are
// merged across columns, of which only the first has the value.
func (h header) mergeNotes(p places, spans []span) (notes []source.Text) {
	var filled []string
	for col, name := range h.cells {
		fills := func(s span) bool { return s.down() && s.left == col }
		if h.fields[col] >= 0 && slices.ContainsFunc(spans, fills) {
			filled = append(filled, name)
		}
	}
	if len(filled) > 0 {
		notes = append(notes, source.Say("merged cells give their value to every row that they cover: %s",
			"合并单元格已按区域填充到每一行：%s", strings.Join(filled, "、")))
	}
	if i := slices.IndexFunc(spans, span.across); i >= 0 {
		notes = append(notes, source.Say("cells merged across columns, as at %s, have their value in the first column only",
			"跨列合并的单元格（如 %s）只计入最左一列", p.place(spans[i].top, spans[i].left)))
	}
	return notes
}

// A filler gives every row that a merged range covers the text of its first
// cell, which is what people see there.
type filler struct {
	key   int           // the column that tells persons apart; nobody's is filled
	spans []span        // that start further down
	open  map[int]cover // those that reach to this row, by their first column
}

// A cover is a merged range with the text that it shows.
type cover struct {
	span
	text string
}

func newFiller(key int, spans []span) *filler {
	return &filler{key: key, spans: spans, open: map[int]cover{}}
}

// reach opens the ranges that start at the row and closes those that ended above
// it. Rows come in their order, blank ones too.
func (f *filler) reach(r record) {
	for col, c := range f.open {
		if c.bottom < r.row {
			delete(f.open, col)
		}
	}
	for len(f.spans) > 0 && f.spans[0].top <= r.row {
		if s := f.spans[0]; s.down() {
			f.open[s.left] = cover{span: s, text: at(r.cells, s.left)}
		}
		f.spans = f.spans[1:]
	}
}

// fill completes a row. A row with nothing but what merged ranges would give it
// is no person: it should not come here.
func (f *filler) fill(r record) record {
	for col, c := range f.open {
		switch {
		case col == f.key:
			r.bad = map[int]source.Fault{col: c.sharedKey()}
		case c.text != "":
			r.cells = slices.Grow(r.cells, max(0, col+1-len(r.cells)))
			r.cells = r.cells[:max(len(r.cells), col+1)]
			r.cells[col] = c.text
		}
	}
	return r
}

// sharedKey is the fault of a merged key: two rows are two persons, or one person
// written over two rows, which only the clerk knows.
func (c cover) sharedKey() source.Fault {
	return source.Fault{
		Message: source.Say("the cell is merged over the rows %d to %d", "该单元格为第 %d 至 %d 行合并的单元格", c.top, c.bottom),
		Hint:    source.Say("unmerge it; each row has a number of its own", "请取消合并；每行各填各的编号"),
	}
}
