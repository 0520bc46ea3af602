package intake

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"weiran/rules/source"
)

// A Reject is one reason why a row was not taken.
type Reject struct {
	Place  string // roster.csv:12 or roster.xlsx!Sheet1!D12
	Row    int    // line of a csv file, row of a sheet, from 1
	Field  string // name of the field; empty where the whole row is bad
	Label  string // Chinese label of the field
	Reason source.Text
	Hint   source.Text

	col   int      // of the cell, from 0; -1 for the row
	cells []string // the row, for WriteRejects alone
}

// String gives the place, the field and the reason in English: a reject can be
// printed or logged without its cells.
func (r Reject) String() string { return r.In(source.English) }

// In gives the place, the field, the reason and the hint in one language.
func (r Reject) In(l source.Language) string {
	name, colon, semicolon := r.Field, ": ", "; "
	if l == source.Chinese {
		name, colon, semicolon = r.Label, "：", "；"
	}
	s := r.Place + ": " + labelled(name, colon, r.Reason.In(l))
	if hint := r.Hint.In(l); hint != "" {
		s += semicolon + hint
	}
	return s
}

// GoString keeps %#v from printing the cells.
func (r Reject) GoString() string { return fmt.Sprintf("intake.Reject(%q)", r.String()) }

// torn reports whether the row could not be told apart into cells.
func (r Reject) torn() bool { return r.Field == "" }

func (r Reject) compare(other Reject) int {
	return cmp.Or(cmp.Compare(r.Row, other.Row), cmp.Compare(r.col, other.col))
}

// A reason is what is wrong with a cell of a row of the file. The column is -1
// where the file has none for the field, and so is the field where the whole row
// is bad.
type reason struct {
	row, col, field int
	fault           source.Fault
}

// reject adds a reason to the rejects of the table, with the cells of the row.
func (r *reading) reject(why reason, cells []string) {
	reject := Reject{
		Place: r.doc.place(why.row, why.col), Row: why.row,
		Reason: why.fault.Message, Hint: why.fault.Hint,
		col: why.col, cells: cells,
	}
	if why.field >= 0 {
		reject.Field, reject.Label = r.schema.Fields[why.field].Name, r.schema.Fields[why.field].Label
	}
	r.table.Rejects = append(r.table.Rejects, reject)
}

// WriteRejects writes the rejected rows as a csv file that can be mended and read
// again: the columns of the file, then 位置 and 原因, which a reading passes over.
// Dates and amounts of a workbook are written out. Codes that a spreadsheet would
// take for numbers are wrapped as ="0012". A row that could not be told apart
// into cells stands after the reason, out of all columns, so that it is never
// taken for a good one before somebody has put its cells in their places.
//
// The file holds personal data.
func WriteRejects(w io.Writer, t *Table) error {
	if _, err := io.WriteString(w, utf8BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(append(t.own(t.Headers), placeHeader, reasonHeader)); err != nil {
		return err
	}
	for rest := t.Rejects; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(r Reject) bool { return r.Row != rest[0].Row })
		if n < 0 {
			n = len(rest)
		}
		if err := out.Write(t.rejectedRow(rest[:n])); err != nil {
			return err
		}
		rest = rest[n:]
	}
	out.Flush()
	return out.Error()
}

// own gives the cells of a row without those that an earlier WriteRejects added.
func (t *Table) own(cells []string) []string {
	var own []string
	for col, h := range t.Headers {
		if h != placeHeader && h != reasonHeader {
			own = append(own, at(cells, col))
		}
	}
	return own
}

// rejectedRow writes one row with all that is wrong with it.
func (t *Table) rejectedRow(rejects []Reject) []string {
	first := rejects[0]
	cells := t.own(first.cells)
	var torn []string
	if first.torn() {
		clear(cells)
		torn = t.beyond(first.cells)
	}
	for i, cell := range cells {
		cells[i] = protected(cell)
	}
	cells = append(cells, first.Place, reasons(rejects))
	for _, cell := range torn {
		cells = append(cells, protected(cell))
	}
	return cells
}

// beyond gives the cells of a torn row: where WriteRejects put them, or else all.
func (t *Table) beyond(cells []string) []string {
	if slices.Contains(t.Headers, reasonHeader) && len(cells) > len(t.Headers) {
		return cells[len(t.Headers):]
	}
	return cells
}

// reasons joins what is wrong with a row, in Chinese.
func reasons(rejects []Reject) string {
	var all []string
	for _, r := range rejects {
		text := labelled(r.Label, "：", r.Reason.ZH)
		if r.Hint.ZH != "" {
			text += "（" + r.Hint.ZH + "）"
		}
		all = append(all, text)
	}
	return strings.Join(all, "；")
}

// labelled puts the name of the field before a text that does not have it.
func labelled(name, colon, text string) string {
	if name == "" || strings.Contains(text, name) {
		return text
	}
	return name + colon + text
}
