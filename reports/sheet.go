package reports

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// sheetRows is the most rows that a sheet can hold.
const sheetRows = 1_048_576

// A column of a sheet: its header, its width in letters, and what its cells hold.
type column struct {
	title string
	width float64
	holds kind
}

// A kind says how the cells of a column look.
type kind uint8

const (
	words kind = iota // one line of text, never read as a number
	prose             // text over several lines
	code              // short text in the middle
	amounts
	counts
	dates
)

// A table is rows under a frozen header with filters. What one sheet cannot hold
// goes on in another.
type table struct {
	name    string
	columns []column
	choices map[int][]string // what the cells of a column may be chosen from
	bars    []int            // columns of amounts whose cells are also drawn
	printed int              // columns on paper, from the first; 0 means all
	count   int              // of rows, known before they are made: filters name the last
	fill    func(*lines) error

	limit  int      // rows of a sheet, the header among them; 0 means as many as it can hold
	parts  []string // where the workbook keeps each of its sheets
	styles *styles
}

// table adds the sheets of a table. Its rows are made when the workbook is
// written.
func (b *workbook) table(t table) error {
	t.styles = &b.styles
	if t.limit == 0 {
		t.limit = sheetRows
	}
	for left := t.count; len(t.parts) == 0 || left > 0; left -= t.limit - 1 {
		place, err := b.part(&t, min(left, t.limit-1)+1)
		if err != nil {
			return fmt.Errorf("sheet %s: %w", t.name, err)
		}
		t.parts = append(t.parts, place)
	}
	b.tables[t.parts[0]] = &t
	return nil
}

// part adds the next sheet of a table, for some rows with the header: the header,
// filters over it, lists of choices, and the page.
func (b *workbook) part(t *table, rows int) (place string, err error) {
	name := t.title(len(t.parts))
	stream, err := b.open(name)
	if err != nil {
		return "", err
	}
	if err := t.header(stream); err != nil {
		return "", err
	}
	last, err := excelize.ColumnNumberToName(len(t.columns))
	if err != nil {
		return "", err
	}
	if err := b.file.AutoFilter(name, fmt.Sprintf("A1:%s%d", last, rows), nil); err != nil {
		return "", err
	}
	for i, list := range t.choices {
		if err := b.choose(name, i, rows, list); err != nil {
			return "", err
		}
	}
	for _, i := range t.bars {
		if err := b.bar(name, i, rows); err != nil {
			return "", err
		}
	}
	if err := b.paper(t, name, rows); err != nil {
		return "", err
	}
	return b.place(name), stream.Flush()
}

// paper says what of a sheet is printed: the header on each page, and of a wide table
// the columns that can be read there.
func (b *workbook) paper(t *table, name string, rows int) error {
	if err := b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name,
	}); err != nil || t.printed == 0 {
		return err
	}
	last, err := excelize.ColumnNumberToName(t.printed)
	if err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", name, last, rows), Scope: name,
	})
}

// place gives where the workbook keeps a sheet.
func (b *workbook) place(name string) string {
	for id, sheet := range b.file.GetSheetMap() {
		if sheet == name {
			return fmt.Sprintf("xl/worksheets/sheet%d.xml", id)
		}
	}
	return ""
}

func (t *table) header(stream *excelize.StreamWriter) error {
	for i, c := range t.columns {
		if err := stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	panes := excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := stream.SetPanes(&panes); err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	for i, c := range t.columns {
		header[i] = cell(t.styles.header, c.title)
	}
	return stream.SetRow("A1", header, excelize.RowOpts{Height: 32})
}

// title gives the name of a sheet of the table by its place among them.
func (t *table) title(part int) string {
	if part == 0 {
		return t.name
	}
	return fmt.Sprintf("%s（%d）", t.name, part+1)
}

func (s *styles) of(k kind) int {
	return [...]int{
		words: s.text, prose: s.wrap, code: s.center, amounts: s.money, counts: s.count, dates: s.date,
	}[k]
}

// choose gives the cells of a column below the header a list to choose from.
func (b *workbook) choose(sheet string, index, rows int, list []string) error {
	if rows < 2 {
		return nil
	}
	name, err := excelize.ColumnNumberToName(index + 1)
	if err != nil {
		return err
	}
	choice := excelize.NewDataValidation(true)
	choice.SetSqref(fmt.Sprintf("%s2:%s%d", name, name, rows))
	choice.SetError(excelize.DataValidationErrorStyleStop, "取值有误", "请从下拉列表中选择。")
	if err := choice.SetDropList(list); err != nil {
		return err
	}
	return b.file.AddDataValidation(sheet, choice)
}

// bar draws the cells of a column below the header by their size from 0.
func (b *workbook) bar(sheet string, index, rows int) error {
	if rows < 2 {
		return nil
	}
	name, err := excelize.ColumnNumberToName(index + 1)
	if err != nil {
		return err
	}
	return b.file.SetConditionalFormat(sheet, fmt.Sprintf("%s2:%s%d", name, name, rows), []excelize.ConditionalFormatOptions{{
		Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarColor: "A9C1D9",
	}})
}

// open adds a sheet that prints on A4 across, as wide as the paper, and starts
// to stream it.
func (b *workbook) open(name string) (*excelize.StreamWriter, error) {
	if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	fit, a4, one, any, across := true, 9, 1, 0, "landscape"
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &across, FitToWidth: &one, FitToHeight: &any,
	}); err != nil {
		return nil, err
	}
	side, body, edge := 0.45, 0.75, 0.4
	if err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &body, Bottom: &body, Header: &edge, Footer: &edge,
	}); err != nil {
		return nil, err
	}
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&A&R" + b.notice, OddFooter: "&C— &P / &N —",
	}); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}
