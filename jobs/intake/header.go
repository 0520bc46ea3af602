package intake

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// topRows is how many rows at the top of a table may come before its header.
const topRows = 10

// The columns that WriteRejects adds; read back, they are passed over in silence.
const (
	placeHeader  = "位置"
	reasonHeader = "原因"
)

// A header says which column holds which field.
type header struct {
	row    int      // the last row of the header
	cells  []string // as written, cleaned
	fields []int    // the field of each column, or -1
}

// matches gives how many columns are fields of the schema.
func (h header) matches() int {
	n := 0
	for _, f := range h.fields {
		if f >= 0 {
			n++
		}
	}
	return n
}

// column gives the first column of a field, or -1.
func (h header) column(field int) int {
	for col, f := range h.fields {
		if f == field {
			return col
		}
	}
	return -1
}

// needed is how many cells a row has at least: up to the last named column.
func (h header) needed() int {
	for n := len(h.cells); n > 0; n-- {
		if h.cells[n-1] != "" {
			return n
		}
	}
	return 0
}

// topOf reads the first rows of a document that are not blank, and closes the
// grid.
func topOf(d document, g grid) ([]record, error) {
	defer g.close()
	cut := d.cutter()
	var top []record
	for len(top) < topRows {
		r, err := g.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if r = cut(r); !r.blank() {
			r.cells = slices.Clone(r.cells)
			top = append(top, r)
		}
	}
	return top, nil
}

// findHeader takes the row with the most headers of the schema. Two rows can
// make one header: where cells are merged, the upper row names a column that
// the lower one leaves empty, or a group of columns that the lower one names.
func findHeader(s *roster.Schema, top []record) header {
	var best header
	better := func(row int, cells []string) {
		if h := headerOf(s, row, cells); h.matches() > best.matches() {
			best = h
		}
	}
	for _, r := range top {
		better(r.row, r.cells)
	}
	for i := 1; i < len(top); i++ {
		if upper, lower := top[i-1], top[i]; lower.row == upper.row+1 {
			better(lower.row, merged(s, upper.cells, lower.cells))
		}
	}
	return best
}

func headerOf(s *roster.Schema, row int, cells []string) header {
	h := header{row: row, cells: make([]string, len(cells)), fields: make([]int, len(cells))}
	for col, cell := range cells {
		h.cells[col] = strings.Join(strings.Fields(clean(cell)), " ")
		h.fields[col] = -1
		if f, ok := s.Header(h.cells[col]); ok && h.cells[col] != "" {
			h.fields[col] = f
		}
	}
	return h
}

// merged lays two rows over one another, as the two lines of a header: a column
// that the upper one does not name, the lower one may. It gives nothing where the
// lower row has text below a name of the upper one: then that is somebody's row.
func merged(s *roster.Schema, upper, lower []string) []string {
	cells := make([]string, max(len(upper), len(lower)))
	for col := range cells {
		_, named := s.Header(at(upper, col))
		_, below := s.Header(at(lower, col))
		if named && at(lower, col) != "" {
			return nil
		}
		cells[col] = at(upper, col)
		if !named && (below || cells[col] == "") {
			cells[col] = at(lower, col)
		}
	}
	return cells
}

// at gives a cell of a row, empty beyond its end.
func at(cells []string, col int) string {
	if col >= 0 && col < len(cells) {
		return clean(cells[col])
	}
	return ""
}

// check reports everything that is wrong with the header of a document.
func (h header) check(s *roster.Schema, d document, name string) error {
	e := &Error{kind: ErrHeader}
	if h.matches() == 0 {
		e.add(name, source.Say("no header line was found in the first %d rows", "前 %d 行中没有找到表头", topRows),
			source.Say("the header names the columns: %s", "表头应写明各列名称，例如 %s", expected(s)))
		return e
	}
	for field, f := range s.Fields {
		h.checkTwice(e, d, field, f.Label)
	}
	if key := s.Fields[s.KeyField()]; h.column(s.KeyField()) < 0 {
		e.add(d.place(h.row, -1), source.Say("no column %s (%s)", "缺少“%[2]s”（%[1]s）列", key.Name, key.Label), h.missing(key))
	}
	if len(e.Problems) > 0 {
		return e
	}
	return nil
}

// expected names some headers of the schema, the key first.
func expected(s *roster.Schema) string {
	labels := []string{s.Fields[s.KeyField()].Label}
	for _, f := range s.Fields {
		if !f.Key && len(labels) < 4 {
			labels = append(labels, f.Label)
		}
	}
	return strings.Join(labels, "、")
}

// checkTwice reports a field that several columns hold: which of them is meant,
// only the clerk knows.
func (h header) checkTwice(e *Error, d document, field int, label string) {
	first := h.column(field)
	for col := first + 1; col < len(h.fields); col++ {
		if first < 0 || h.fields[col] != field {
			continue
		}
		e.add(d.place(h.row, col),
			source.Say("the columns %s (%s) and %s (%s) are both %s", "%s 列（%s）与 %s 列（%s）都表示“%s”",
				columnName(first), h.cells[first], columnName(col), h.cells[col], label),
			source.Say("delete one of them, or give it another header", "请删除其中一列，或改名"))
	}
}

// missing is the hint for a header without the key: a column that may be meant
// for it, and what there is. With a single match the row may be no header at
// all but somebody's data, so that nothing of it is repeated.
func (h header) missing(key roster.Field) source.Text {
	known := append([]string{key.Label, key.Name}, key.Aliases...)
	if h.matches() < 2 {
		return source.Say("name the column that tells the rows apart %s", "请将标识各行的一列命名为“%s”", key.Label)
	}
	var found []string
	for col, cell := range h.cells {
		if h.fields[col] < 0 && source.Nearest(cell, known) != "" && cell != "" {
			return source.Say("should column %s (%s) be %s?", "%s 列（%s）是否应为“%s”？", columnName(col), cell, key.Label)
		}
		if cell != "" {
			found = append(found, cell)
		}
	}
	return source.Say("found only: %s", "仅有：%s", strings.Join(found, "、"))
}

// ignored tells of the columns that no field of the schema has.
func (h header) ignored(s *roster.Schema) []source.Text {
	var known []string
	for _, f := range s.Fields {
		known = append(append(known, f.Label), f.Aliases...)
	}
	var notes []source.Text
	for col, cell := range h.cells {
		if cell == "" || h.fields[col] >= 0 || cell == placeHeader || cell == reasonHeader {
			continue
		}
		note := source.Say("column %s (%s) is ignored: no such field", "忽略 %s 列（%s）：没有这个字段", columnName(col), cell)
		if near := source.Nearest(cell, known); near != "" && len([]rune(cell)) > 2 {
			note = source.Say("%s; did you mean %s?", "%s；是否应为“%s”？", note, near)
		}
		notes = append(notes, note)
	}
	return notes
}

// columnName gives the letters of a column as spreadsheets show them.
func columnName(col int) string {
	name, err := excelize.ColumnNumberToName(col + 1)
	if err != nil {
		return "?" // beyond the last column of any spreadsheet
	}
	return name
}
