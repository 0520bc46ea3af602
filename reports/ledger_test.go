package reports

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
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
	want := []string{"说明", "汇总", "影响明细", "风险线索", "无法判定", "名册问题"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
	for _, sheet := range want[2:] {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", sheet, panes, err)
		}
	}
	for _, sheet := range want {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s does not print across the width of the paper: %+v, %v", sheet, layout, err)
		}
	}
	names := map[string]int{}
	for _, d := range f.GetDefinedName() {
		names[d.Name]++
	}
	if names["_xlnm.Print_Titles"] != 4 || names["_xlnm._FilterDatabase"] != 4 {
		t.Errorf("titles and filters of four tables expected, got %v", names)
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
		{"风险线索", "B2"}: "高", {"风险线索", "F2"}: "S05", {"风险线索", "L2"}: "2015-01-30", {"风险线索", "M2"}: "待受理",
		{"风险线索", "B3"}: "中",
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
		{"风险线索", "L2"}: excelize.CellTypeUnset, // a date
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
	if got := lists[0].Formula1; lists[0].Sqref != "M2:M3" || !strings.Contains(got, "待受理,已受理,已交办,已回复") {
		t.Errorf("%s offers %s", lists[0].Sqref, got)
	}
}

// TestSheetGoesOn holds that rows beyond what a sheet can hold go to another.
func TestSheetGoesOn(t *testing.T) {
	b, err := newWorkbook(model(t, village(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer b.file.Close()
	table := sheet{name: "明细", limit: 3, columns: []column{{"编号", 10, words}}}
	if err := b.table(table, func(s *sheet) error {
		for _, key := range []string{"001", "002", "003", "004", "005"} {
			if err := s.add(key); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
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

// TestLedgerSpillsWhereItIsTold holds that what a long ledger spills to a file,
// names among it, stands in the run's own folder and goes with the workbook.
func TestLedgerSpillsWhereItIsTold(t *testing.T) {
	s := village(t)
	s.Scratch = t.TempDir()
	b, err := newWorkbook(model(t, s))
	if err != nil {
		t.Fatal(err)
	}
	stream, err := b.open("明细")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("长", 10_000)
	for row := 1; row*len(long) < 2*excelize.StreamChunkSize; row++ {
		if err := stream.SetRow(fmt.Sprintf("A%d", row), []any{long}); err != nil {
			t.Fatal(err)
		}
	}
	if spilled(t, s.Scratch) == 0 {
		t.Error("nothing stands in the folder: the spill went elsewhere")
	}
	if err := b.file.Close(); err != nil {
		t.Fatal(err)
	}
	if n := spilled(t, s.Scratch); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

func spilled(t *testing.T, dir string) int {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}
