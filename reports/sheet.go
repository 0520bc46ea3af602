package reports

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"weiran/rules/lang"
)

// sheetRows is the most rows that a sheet can hold; more go to a second one.
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

// A sheet is a table being streamed to a workbook: a frozen header with filters,
// then its rows.
type sheet struct {
	book    *workbook
	name    string
	columns []column
	limit   int // of rows
	part    int // 1, then 2 for what the first part could not hold
	rows    int // written, the header among them
	choices map[int][]string
	stream  *excelize.StreamWriter
}

// table adds a sheet and lets fill write its rows.
func (b *workbook) table(s sheet, fill func(*sheet) error) error {
	s.book = b
	if s.limit == 0 {
		s.limit = sheetRows
	}
	if err := s.open(); err != nil {
		return err
	}
	if err := fill(&s); err != nil {
		return fmt.Errorf("sheet %s: %w", s.name, err)
	}
	return s.close()
}

// open starts a part of the sheet with its header.
func (s *sheet) open() (err error) {
	s.part++
	s.rows = 0
	if s.stream, err = s.book.open(s.title()); err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := s.stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	panes := excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := s.stream.SetPanes(&panes); err != nil {
		return err
	}
	header := make([]any, len(s.columns))
	for i, c := range s.columns {
		header[i] = cell(s.book.styles.header, c.title)
	}
	s.rows++
	return s.stream.SetRow("A1", header, excelize.RowOpts{Height: 32})
}

func (s *sheet) title() string {
	if s.part == 1 {
		return s.name
	}
	return fmt.Sprintf("%s（%d）", s.name, s.part)
}

// add writes a row: strings, ints, dates, and amounts as decimals or values.
func (s *sheet) add(values ...any) error {
	if s.rows == s.limit {
		if err := s.close(); err != nil {
			return err
		}
		if err := s.open(); err != nil {
			return err
		}
	}
	cells := make([]any, len(values))
	height := 1
	for i, v := range values {
		cells[i] = s.cell(s.columns[i], v)
		if text, ok := v.(string); ok && s.columns[i].holds == prose {
			height = max(height, lines(text, s.columns[i].width))
		}
	}
	s.rows++
	return s.stream.SetRow(fmt.Sprintf("A%d", s.rows), cells, excelize.RowOpts{Height: float64(5 + 14*height)})
}

func (s *sheet) cell(c column, v any) excelize.Cell {
	switch v := v.(type) {
	case lang.Decimal:
		return s.book.amount(lang.DecimalOf(v))
	case lang.Value:
		return s.book.amount(v)
	case lang.Date:
		return s.book.date(v)
	}
	return cell(s.book.styles.of(c.holds), v)
}

func (s *styles) of(k kind) int {
	return [...]int{
		words: s.text, prose: s.wrap, code: s.center, amounts: s.money, counts: s.count, dates: s.date,
	}[k]
}

// close ends a part: filters over the header, lists of choices, and the page.
func (s *sheet) close() error {
	last, err := excelize.ColumnNumberToName(len(s.columns))
	if err != nil {
		return err
	}
	name := s.title()
	if err := s.book.file.AutoFilter(name, fmt.Sprintf("A1:%s%d", last, s.rows), nil); err != nil {
		return err
	}
	for i, list := range s.choices {
		if err := s.choose(i, list); err != nil {
			return err
		}
	}
	if err := s.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name,
	}); err != nil {
		return err
	}
	return s.stream.Flush()
}

// choose gives the cells of a column a list to choose from.
func (s *sheet) choose(index int, list []string) error {
	if s.rows < 2 {
		return nil
	}
	name, err := excelize.ColumnNumberToName(index + 1)
	if err != nil {
		return err
	}
	choice := excelize.NewDataValidation(true)
	choice.SetSqref(fmt.Sprintf("%s2:%s%d", name, name, s.rows))
	choice.SetError(excelize.DataValidationErrorStyleStop, "取值有误", "请从下拉列表中选择。")
	if err := choice.SetDropList(list); err != nil {
		return err
	}
	return s.book.file.AddDataValidation(s.title(), choice)
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
