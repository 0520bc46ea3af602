package reports

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

func openBook(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestLedgerSheets(t *testing.T) {
	f := openBook(t, write(t, model(t, village(t)), "ledger.xlsx"))
	want := []string{"说明", "汇总", "逐月支出", "影响明细", "风险线索", "人员分值", "热点", "无法判定", "名册问题"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
	for _, sheet := range want[3:] {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", sheet, panes, err)
		}
	}
	for _, sheet := range want {
		layout, err := f.GetPageLayout(sheet)
		orientation := "landscape"
		if sheet == "说明" {
			orientation = "portrait"
		}
		if err != nil || *layout.Orientation != orientation || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s does not print across the width of the paper: %+v, %v", sheet, layout, err)
		}
	}
	names := map[string]int{}
	for _, d := range f.GetDefinedName() {
		names[d.Name]++
	}
	if names["_xlnm.Print_Titles"] != 6 || names["_xlnm._FilterDatabase"] != 6 {
		t.Errorf("titles and filters of six tables expected, got %v", names)
	}
}

func TestLedgerCells(t *testing.T) {
	f := openBook(t, write(t, model(t, village(t)), "ledger.xlsx"))
	cells := map[[2]string]string{ // as a spreadsheet shows them
		{"说明", "A2"}:   "样例数据：名册为虚构，仅供演示，不涉及任何真实人员。",
		{"影响明细", "A2"}: "S01", {"影响明细", "B2"}: secretName, {"影响明细", "I2"}: "基本离退休费",
		{"影响明细", "J6"}: "4,800.50", {"影响明细", "L2"}: "570.00", {"影响明细", "M2"}: "4,560.00",
		{"影响明细", "J8"}: "", {"影响明细", "L8"}: "480.00",
		{"影响明细", "N13"}: "无法判定", {"影响明细", "L13"}: "",
		{"风险线索", "A2"}: "高", {"风险线索", "C2"}: "S05", {"风险线索", "I2"}: "2015-01-30", {"风险线索", "J2"}: "待受理",
		{"风险线索", "A3"}: "中",
		{"无法判定", "A2"}: "S07", {"无法判定", "F2"}: "出生日期",
		{"名册问题", "D3"}: "身份证号", {"名册问题", "E3"}: "错误",
	}
	for at, want := range cells {
		got, err := f.GetCellValue(at[0], at[1])
		if err != nil || got != want {
			t.Errorf("%s %s = %q, %v; want %q", at[0], at[1], got, err, want)
		}
	}
	kinds := map[[2]string]excelize.CellType{
		{"影响明细", "A2"}: excelize.CellTypeInlineString,
		{"影响明细", "L2"}: excelize.CellTypeUnset, // a number
		{"风险线索", "I2"}: excelize.CellTypeUnset, // a date
	}
	for at, want := range kinds {
		if got, err := f.GetCellType(at[0], at[1]); err != nil || got != want {
			t.Errorf("%s %s is of type %d, %v; want %d", at[0], at[1], got, err, want)
		}
	}
}

func TestLedgerChoices(t *testing.T) {
	f := openBook(t, write(t, model(t, village(t)), "ledger.xlsx"))
	lists, err := f.GetDataValidations("风险线索")
	if err != nil || len(lists) != 1 {
		t.Fatalf("%d lists, %v", len(lists), err)
	}
	if got := lists[0].Formula1; lists[0].Sqref != "J2:J3" || !strings.Contains(got, "待受理,已受理,已交办,已回复") {
		t.Errorf("%s offers %s", lists[0].Sqref, got)
	}
}

// TestFindingsArePrintedInPart holds that of the widest sheet only the columns that
// somebody works with are printed, and that they are wide enough apart to be read.
func TestFindingsArePrintedInPart(t *testing.T) {
	f := openBook(t, write(t, model(t, village(t)), "ledger.xlsx"))
	var areas []string
	for _, d := range f.GetDefinedName() {
		if d.Name == "_xlnm.Print_Area" {
			areas = append(areas, d.Scope+" "+d.RefersTo)
		}
	}
	if want := []string{"风险线索 '风险线索'!$A$1:$K$3"}; !slices.Equal(areas, want) {
		t.Errorf("printed are %q, want %q", areas, want)
	}
	if title, err := f.GetCellValue("风险线索", "K1"); err != nil || title != "处理意见" {
		t.Errorf("the last column printed is %q, %v", title, err)
	}
	width := 0.0
	for i := range 11 {
		w, err := f.GetColWidth("风险线索", string(rune('A'+i)))
		if err != nil {
			t.Fatal(err)
		}
		width += w
	}
	if width > 190 { // letters; A4 across takes some 125 of ten points
		t.Errorf("the paper takes %.0f letters across", width)
	}
}

// TestFindingsShowTheScore holds that a finding stands beside the score of its person,
// over all policies, and its points.
func TestFindingsShowTheScore(t *testing.T) {
	s := village(t)
	part := risk.Part{Reason: risk.Found, Rule: "payer-outside", Policy: "cn-2015-3", Full: 40 * lang.One, Points: 40 * lang.One}
	s.Result.Scores = []risk.Score{
		{Person: "S05", Points: 40 * lang.One, Rank: 1, Band: risk.Second, Parts: []risk.Part{part}},
		{Person: "S05", Policy: "cn-2015-3", Points: 30 * lang.One, Rank: 1, Band: risk.Third},
	}
	m := model(t, s)
	rows, err := openBook(t, write(t, m, "ledger.xlsx")).GetRows("风险线索")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"40", risk.BandLabel(risk.Second), m.partWords([]risk.Part{part})}
	if got := rows[1][18:21]; !slices.Equal(got, want) {
		t.Errorf("S05 has %q, want %q", got, want)
	}
	if got := rows[2][18:21]; !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("S06, who has no score, has %q", got)
	}
}

// TestSheetGoesOn holds that rows beyond what a sheet can hold go to another.
func TestSheetGoesOn(t *testing.T) {
	b, err := newWorkbook(model(t, village(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer b.file.Close()
	keys := []string{"001", "002", "003", "004", "005"}
	columns := []column{{"编号", 10, words}}
	if err := b.table(table{name: "明细", limit: 3, columns: columns, count: len(keys), fill: func(l *lines) error {
		for _, key := range keys {
			l.text(key)
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}
	f := openBook(t, out.Bytes())
	want := map[string][][]string{
		"明细": {{"编号"}, {"001"}, {"002"}}, "明细（2）": {{"编号"}, {"003"}, {"004"}}, "明细（3）": {{"编号"}, {"005"}},
	}
	for name, rows := range want {
		got, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestRowsMustBeAsManyAsAnnounced holds that filters over too many or too few
// rows are an error, never a workbook.
func TestRowsMustBeAsManyAsAnnounced(t *testing.T) {
	for announced, want := range map[int]string{1: "more rows came", 3: "3 rows were announced and 2 came"} {
		b, err := newWorkbook(model(t, village(t)))
		if err != nil {
			t.Fatal(err)
		}
		defer b.file.Close()
		columns := []column{{"编号", 10, words}}
		if err := b.table(table{name: "明细", limit: 2, columns: columns, count: announced, fill: func(l *lines) error {
			l.text("001")
			if err := l.end(); err != nil {
				return err
			}
			l.text("002")
			return l.end()
		}}); err != nil {
			t.Fatal(err)
		}
		if err := b.write(io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error that says %q", err, want)
		}
	}
}

func TestASheetTooLargeIsRefused(t *testing.T) {
	e := entryWriter{w: io.Discard, size: math.MaxUint32 - 1}
	if _, err := e.Write([]byte("a")); err != nil {
		t.Errorf("4 GiB less a byte: %v", err)
	}
	if _, err := e.Write([]byte("b")); !errors.Is(err, errTooLarge) {
		t.Errorf("got %v, want %v", err, errTooLarge)
	}
}
