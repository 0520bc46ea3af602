package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"weiran/jobs/intake"
	"weiran/rules/source"
)

// merge merges the ranges of a sheet, written as A1:B2.
func merge(t testing.TB, f *excelize.File, sheet string, ranges ...string) {
	t.Helper()
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		if err := f.MergeCell(sheet, from, to); err != nil {
			t.Fatal(err)
		}
	}
}

func mustReadWorkbook(t testing.TB, data []byte) *intake.Table {
	t.Helper()
	table, err := intake.ReadRosterBytes(t.Context(), "roster.xlsx", data, schema(t), intake.Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// fieldsOf gives some fields of everyone on a roster, a line a person.
func fieldsOf(table *intake.Table, names ...string) []string {
	var people []string
	for i := range table.Roster.Len() {
		cells := make([]string, len(names))
		for n, name := range names {
			cells[n] = table.Roster.Row(i).Field(table.Roster.Schema.Index(name)).String()
		}
		people = append(people, strings.Join(cells, " "))
	}
	return people
}

func notesOf(table *intake.Table) []string {
	var notes []string
	for _, n := range table.Notes {
		notes = append(notes, n.ZH)
	}
	return notes
}

const readSheet = "读取工作表“Sheet1”"

func TestMergedCellsFillTheirRows(t *testing.T) {
	head := []any{"人员编号", "单位", "乡镇街道", "出生日期", "基本离退休费"}
	tests := map[string]struct {
		fill  func(t *testing.T, f *excelize.File)
		want  []string // person, unit, township, born, pay.basic
		notes []string
	}{
		"down, one range after another": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1", "甲局", "甲镇"}, []any{"A2"}, []any{"A3", "乙局", "乙乡"}, []any{"A4", nil, "丙镇"}, []any{"A5"})
				merge(t, f, "Sheet1", "B4:B5", "C2:C3", "B2:B3")
			},
			want:  []string{"A1 甲局 甲镇 ? ?", "A2 甲局 甲镇 ? ?", "A3 乙局 乙乡 ? ?", "A4 乙局 丙镇 ? ?", "A5 ? ? ? ?"},
			notes: []string{readSheet, "合并单元格已按区域填充到每一行：单位、乡镇街道"},
		},
		"dates and amounts, in the last columns": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1", "甲局", "甲镇", 11810, 4300.5}, []any{"A2"}, []any{"A3"})
				merge(t, f, "Sheet1", "D2:D4", "E2:E3")
			},
			want:  []string{"A1 甲局 甲镇 1932-05-01 4300.5", "A2 ? ? 1932-05-01 4300.5", "A3 ? ? 1932-05-01 ?"},
			notes: []string{readSheet, "合并单元格已按区域填充到每一行：出生日期、基本离退休费"},
		},
		"a range that goes on below the last person, and a blank row": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1", "甲局"}, nil, []any{"A3"})
				merge(t, f, "Sheet1", "B2:B400")
			},
			want:  []string{"A1 甲局 ? ? ?", "A3 甲局 ? ? ?"},
			notes: []string{readSheet, "合并单元格已按区域填充到每一行：单位"},
		},
		"a range that starts on a blank row": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1", "甲局"}, nil, []any{"A3", nil, "丙镇"})
				merge(t, f, "Sheet1", "B3:B4")
			},
			want:  []string{"A1 甲局 ? ? ?", "A3 ? 丙镇 ? ?"},
			notes: []string{readSheet, "合并单元格已按区域填充到每一行：单位"},
		},
		"an empty range hides no cell": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1"}, []any{"A2"})
				merge(t, f, "Sheet1", "B2:B3")
				if err := f.SetCellStr("Sheet1", "C3", "丙镇"); err != nil {
					t.Fatal(err)
				}
			},
			want:  []string{"A1 ? ? ? ?", "A2 ? 丙镇 ? ?"},
			notes: []string{readSheet, "合并单元格已按区域填充到每一行：单位"},
		},
		"across columns": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", head, []any{"A1", "甲局"}, []any{"A2"}, []any{"A3", "丙局", "丙镇"})
				merge(t, f, "Sheet1", "B2:C3")
			},
			want: []string{"A1 甲局 ? ? ?", "A2 甲局 ? ? ?", "A3 丙局 丙镇 ? ?"},
			notes: []string{
				readSheet, "合并单元格已按区域填充到每一行：单位",
				"跨列合并的单元格（如 roster.xlsx!Sheet1!B2）只计入最左一列",
			},
		},
		"title and header only": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", []any{"花名册（样例）"}, head, nil, []any{"A1", "甲局"}, []any{"A2"})
				merge(t, f, "Sheet1", "A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3")
			},
			want:  []string{"A1 甲局 ? ? ?", "A2 ? ? ? ?"},
			notes: []string{readSheet},
		},
		"a column that no field has": {
			fill: func(t *testing.T, f *excelize.File) {
				rows(t, f, "Sheet1", append(head, "备注"), []any{"A1", nil, nil, nil, nil, "同住"}, []any{"A2"})
				merge(t, f, "Sheet1", "F2:F3")
			},
			want:  []string{"A1 ? ? ? ?", "A2 ? ? ? ?"},
			notes: []string{readSheet, "忽略 F 列（备注）：没有这个字段"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			table := mustReadWorkbook(t, workbook(t, func(f *excelize.File) { test.fill(t, f) }))
			if len(table.Rejects) > 0 {
				t.Errorf("rejects: %v", table.Rejects)
			}
			if diff := cmp.Diff(test.want, fieldsOf(table, "person", "unit", "township", "born", "pay.basic")); diff != "" {
				t.Errorf("persons (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, notesOf(table)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMergedKey holds that nobody gets somebody else's number: all rows of a
// merged key are rejected, and the file of rejects has what merged cells filled.
func TestMergedKey(t *testing.T) {
	table := mustReadWorkbook(t, workbook(t, func(f *excelize.File) {
		rows(t, f, "Sheet1", []any{"人员编号", "单位", "出生日期"},
			[]any{"A1", "甲局", "1932-05-01"}, []any{nil, nil, "1933-05"}, []any{"A3", "乙局", "1934-05-01"})
		merge(t, f, "Sheet1", "A2:A3", "B2:B3")
	}))
	if diff := cmp.Diff([]string{"A3 乙局"}, fieldsOf(table, "person", "unit")); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, r := range table.Rejects {
		got = append(got, r.In(source.Chinese))
	}
	want := []string{
		"roster.xlsx!Sheet1!A2: 人员编号：该单元格为第 2 至 3 行合并的单元格；请取消合并；每行各填各的编号",
		"roster.xlsx!Sheet1!A3: 人员编号：该单元格为第 2 至 3 行合并的单元格；请取消合并；每行各填各的编号",
		"roster.xlsx!Sheet1!C3: 出生日期：“1933-05”缺少日；请写出完整日期；不清楚则留空，程序不会猜测",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
	if text := rejectsFile(t, table); !strings.Contains(text, ",甲局,1933-05,") {
		t.Errorf("the second row is not given back as it was filled:\n%s", text)
	}
}

// TestMergedAsIfSpelledOut merges the units of random persons wherever those
// below one another share them, and wants what a sheet without merging gives.
func TestMergedAsIfSpelledOut(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOfN(rapid.SampledFrom([]string{"甲局", "乙局", "mergeCells"}), 1, 12).Draw(t, "units")
		read := func(ranges [][2]int) []string {
			table, err := intake.ReadRosterBytes(context.Background(), "roster.xlsx", unitSheet(t, units, ranges), s, intake.Options{AsOf: asOf})
			if err != nil {
				t.Fatal(err)
			}
			return fieldsOf(table, "person", "unit")
		}
		if diff := cmp.Diff(read(nil), read(repeats(units))); diff != "" {
			t.Errorf("persons (-spelled out +merged):\n%s", diff)
		}
	})
}

// repeats gives the first and last index of each run of like texts.
func repeats(texts []string) (runs [][2]int) {
	for from := 0; from < len(texts); {
		to := from
		for to+1 < len(texts) && texts[to+1] == texts[from] {
			to++
		}
		runs = append(runs, [2]int{from, to})
		from = to + 1
	}
	return runs
}

// unitSheet streams a workbook with a person for each unit, so that its texts
// stand among the rows. Of a merged range only the first person has the unit, and
// below it stand texts that nobody sees.
func unitSheet(t *rapid.T, units []string, merged [][2]int) []byte {
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	must(err)
	shown := slices.Clone(units)
	for _, m := range merged {
		for hidden := m[0] + 1; hidden <= m[1]; hidden++ {
			shown[hidden] = "旧局"
		}
		if m[1] > m[0] {
			must(out.MergeCell(fmt.Sprint("B", m[0]+2), fmt.Sprint("B", m[1]+2)))
		}
	}
	must(out.SetRow("A1", []any{"人员编号", "单位"}))
	for i, unit := range shown {
		must(out.SetRow(fmt.Sprint("A", i+2), []any{fmt.Sprint("P", i), unit}))
	}
	must(out.Flush())
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

// TestMergedElsewhere reads merged cells of a sheet whose part lies where other
// programs put it, under the prefix that they give to its elements.
func TestMergedElsewhere(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		rows(t, f, "Sheet1", []any{"人员编号", "单位"}, []any{"A1", "甲局"}, []any{"A2"})
		merge(t, f, "Sheet1", "B2:B3")
	})
	data = repacked(t, data, func(name, text string) string {
		text = strings.ReplaceAll(text, `"worksheets/sheet1.xml"`, `"/xl/worksheets/sheet1.xml"`)
		if name == "xl/worksheets/sheet1.xml" {
			text = strings.NewReplacer("<mergeCell", "<x:mergeCell", "</mergeCell", "</x:mergeCell").Replace(text)
		}
		return text
	})
	if diff := cmp.Diff([]string{"A1 甲局", "A2 甲局"}, fieldsOf(mustReadWorkbook(t, data), "person", "unit")); diff != "" {
		t.Error(diff)
	}
}

// repacked gives a workbook with its parts changed.
func repacked(t *testing.T, data []byte, change func(name, text string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, change(f.Name, string(text))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
