package reports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"weiran/rules/lang"
)

// someColumns has a column of each kind.
var someColumns = []column{
	{"编号", 10, words}, {"情况", 12, prose}, {"程度", 8, code}, {"金额", 12, amounts}, {"人数", 8, counts}, {"日期", 12, dates},
}

// A line is a row of those columns.
type line struct {
	words, prose, code string
	amount             lang.Decimal
	count              int64
	date               lang.Date
}

// sheetXML gives the one table of a workbook as it stands in the file.
func sheetXML(t *rapid.T, list []line) string {
	b := emptyWorkbook(t)
	err := b.table(table{name: "表", columns: someColumns, count: len(list), fill: func(l *lines) error {
		for _, row := range list {
			l.text(row.words)
			l.text(row.prose)
			l.text(row.code)
			l.amount(row.amount)
			l.count(row.count)
			l.date(row.date)
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return partOf(t, b)
}

// streamedXML is the same by excelize's own writer.
func streamedXML(t *rapid.T, list []line) string {
	b := emptyWorkbook(t)
	stream, err := b.open("表")
	if err != nil {
		t.Fatal(err)
	}
	head := table{columns: someColumns, styles: &b.styles}
	if err := head.header(stream); err != nil {
		t.Fatal(err)
	}
	for i, row := range list {
		texts := []any{row.words, row.prose, row.code, number(row.amount), row.count, int64(row.date) + 25569}
		cells := make([]any, len(texts))
		for c, v := range texts {
			if v == "" {
				v = nil // an empty text and no text look the same
			}
			cells[c] = cell(b.styles.of(someColumns[c].holds), v)
		}
		height := min(5+14*wrapped(row.prose, 12), 409)
		if err := stream.SetRow(fmt.Sprintf("A%d", i+2), cells, excelize.RowOpts{Height: float64(height)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	return partOf(t, b)
}

func emptyWorkbook(t *rapid.T) *workbook {
	b := &workbook{file: excelize.NewFile(), tables: map[string]*table{}}
	if err := b.makeStyles(); err != nil {
		t.Fatal(err)
	}
	return b
}

// partOf writes a workbook and gives the rows of its one sheet.
func partOf(t *rapid.T, b *workbook) string {
	defer b.file.Close()
	var file bytes.Buffer
	if err := b.write(&file); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(text), "<sheetData>")
	rows, _, _ = strings.Cut(rows, "</sheetData>")
	return rows
}

// TestRowsAreExcelizes holds the rows to those that excelize writes, to the byte.
func TestRowsAreExcelizes(t *testing.T) {
	texts := rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[ \t\n<>&'"_x0-9A-F本次每月，。\x{FFFE}\x{FFFD}😀]{0,40}`),
		rapid.SampledFrom([]string{"", " ", "_x000A_", strings.Repeat("长", 40_000), strings.Repeat("字", 3_000)}),
	)
	lines := rapid.Custom(func(t *rapid.T) line {
		return line{
			words: texts.Draw(t, "words"), prose: texts.Draw(t, "prose"), code: texts.Draw(t, "code"),
			amount: lang.Decimal(rapid.Int64().Draw(t, "amount")), count: rapid.Int64().Draw(t, "count"),
			date: lang.Date(rapid.Int32Range(-30_000, 60_000).Draw(t, "date")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(lines, 0, 5).Draw(t, "lines")
		if diff := cmp.Diff(streamedXML(t, list), sheetXML(t, list)); diff != "" {
			t.Errorf("(-excelize +here)\n%s", diff)
		}
	})
}
