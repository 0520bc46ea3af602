package reports

import (
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// pinnedTime stands for the time at which a workbook was made: the same workbook
// has the same bytes whenever it is written.
const pinnedTime = "2000-01-01T00:00:00Z"

// A workbook is an xlsx file: pages written at once, and tables whose rows are
// made while the file is written.
type workbook struct {
	file   *excelize.File
	styles styles
	notice string // in the header of every printed page
	tables map[string]*table
}

// styles are the cell styles of a workbook, by their ids.
type styles struct {
	title, subtitle, header, text, center, wrap, money, count, date, label, strong, strongMoney, strongCount int
}

func newWorkbook(m *Model) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(), notice: "内部资料，含个人信息", tables: map[string]*table{}}
	if m.subject.Sample {
		b.notice = "样例数据，非真实人员"
	}
	props := excelize.DocProperties{
		Title: m.title() + "（台账）", Creator: "weiran", LastModifiedBy: "weiran",
		Created: pinnedTime, Modified: pinnedTime, Language: "zh-CN",
	}
	if err := b.file.SetDocProps(&props); err != nil {
		return nil, err
	}
	return b, b.makeStyles()
}

func (b *workbook) makeStyles() error {
	thin := func(sides ...string) []excelize.Border {
		var borders []excelize.Border
		for _, side := range sides {
			borders = append(borders, excelize.Border{Type: side, Color: "D5D9DE", Style: 1})
		}
		return borders
	}
	box := thin("left", "right", "top", "bottom")
	plain := excelize.Font{Family: "微软雅黑", Size: 10, Color: "1D2126"}
	bold := plain
	bold.Bold = true
	cell := func(font excelize.Font, horizontal, format string) *excelize.Style {
		s := &excelize.Style{
			Font: &font, Border: box,
			Alignment: &excelize.Alignment{Horizontal: horizontal, Vertical: "center"},
		}
		if horizontal != "center" {
			s.Alignment.Indent = 1
		}
		if format != "" {
			s.CustomNumFmt = &format
		}
		return s
	}
	const amounts, counts = "#,##0.00", "#,##0"
	wrap := cell(plain, "left", "")
	wrap.Alignment.WrapText = true
	header := cell(bold, "center", "")
	header.Alignment.Vertical, header.Alignment.WrapText = "center", true
	header.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6ECF2"}}
	label := cell(bold, "left", "")
	label.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F5F6F7"}}
	big, soft := bold, plain
	big.Size, soft.Color = 16, "5B636D"
	bare := func(font excelize.Font) *excelize.Style {
		return &excelize.Style{Font: &font, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}
	}
	for _, s := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&b.styles.title, bare(big)},
		{&b.styles.subtitle, bare(soft)},
		{&b.styles.header, header},
		{&b.styles.text, cell(plain, "left", "@")},
		{&b.styles.center, cell(plain, "center", "")},
		{&b.styles.wrap, wrap},
		{&b.styles.money, cell(plain, "right", amounts)},
		{&b.styles.count, cell(plain, "right", counts)},
		{&b.styles.date, cell(plain, "center", "yyyy-mm-dd")},
		{&b.styles.label, label},
		{&b.styles.strong, cell(bold, "left", "")},
		{&b.styles.strongMoney, cell(bold, "right", amounts)},
		{&b.styles.strongCount, cell(bold, "right", counts)},
	} {
		id, err := b.file.NewStyle(s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// write closes the sheets and writes the file.
func (b *workbook) write(w io.Writer) error {
	if err := b.file.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	// A ZIP holds its entries in an order; excelize's own differs from run to run,
	// and it would gather the whole file in memory.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newOrderedZip(w, b.tables) })
	_, err := b.file.WriteTo(io.Discard)
	return err
}

// cell makes a cell of a style.
func cell(style int, value any) excelize.Cell { return excelize.Cell{StyleID: style, Value: value} }

// number gives a decimal as xlsx holds numbers, by their decimal digits, and as
// text where a number would lose some of them.
func number(d lang.Decimal) any {
	if !fits(d) {
		return d.String()
	}
	f, err := strconv.ParseFloat(d.String(), 64)
	if err != nil {
		return d.String()
	}
	return f
}

// fits reports whether an amount is within the fifteen digits that a spreadsheet
// keeps of a number. Each of those has a float of its own.
func fits(d lang.Decimal) bool { return -1e14 < d && d < 1e15 }

// letters gives how many letters stand on a line of a column of a width. They
// are a little smaller than those by which a spreadsheet measures.
func letters(width float64) int { return max(1, int(width*1.1)-2) }

// wrapped gives how many lines a text takes in a column of a width in letters,
// of which a Chinese character fills two.
func wrapped(text string, width float64) int {
	return 1 + max(0, source.Columns(text)-1)/letters(width)
}
