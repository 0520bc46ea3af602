package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"weiran/jobs/intake"
	"weiran/rules/petition"
	"weiran/rules/source"
)

// The same two petitions as an office writes them.
const petitionLines = "信访编号,人员编号,信访日期,信访形式,信访人数,涉及人数,内容分类,信访目的,初重标志,办理期限,属地代码,办理状态,信访内容\n" +
	"X1,A1,2014-03-05,来访,6,20,取暖费,求决,初访,2014-05-04,230126,在办,样例甲反映某事\n" +
	"X2,A1,2014年6月1日,来信,,,护理费,,重信,,,已办结,\n"

func readPetitions(t testing.TB, name, text string) (*intake.PetitionTable, error) {
	t.Helper()
	return intake.ReadPetitionsBytes(t.Context(), name, []byte(text), intake.Options{AsOf: asOf})
}

func date(t testing.TB, text string) (d petition.Record) {
	t.Helper()
	if err := d.Date.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestReadPetitions reads one book in all the ways in which it may be written.
func TestReadPetitions(t *testing.T) {
	want := []petition.Record{
		{
			Number: "X1", Person: "A1", Date: date(t, "2014-03-05").Date, Form: "visit", Persons: 6, Concerned: 20, Category: "采暖费",
			Purpose: "求决", Repeat: petition.First, Deadline: date(t, "2014-05-04").Date, Place: "230126", Status: petition.Open,
		},
		{
			Number: "X2", Person: "A1", Date: date(t, "2014-06-01").Date, Form: "letter", Category: "护理费",
			Repeat: petition.Repeat, Status: petition.Closed,
		},
	}
	lines := strings.SplitAfter(petitionLines, "\n")
	for name, text := range map[string]string{
		"labels":              petitionLines,
		"title rows":          "样例县信访登记表\n\n" + petitionLines,
		"tabs":                strings.ReplaceAll(petitionLines, ",", "\t"),
		"gbk":                 encoded(t, petitionLines, simplifiedchinese.GBK.NewEncoder().String),
		"other order of rows": lines[0] + lines[2] + lines[1],
		"field names": "number,person,date,form,persons,concerned,category,purpose,repeat,deadline,place,status,content\n" +
			"X1,A1,2014-03-05,visit,6,20,采暖费,求决,first,2014-05-04,230126,open,样例甲反映某事\nX2,A1,2014-06-01,letter,,,护理费,,repeat,,,closed,\n",
		"aliases": strings.NewReplacer("信访编号", "登记编号", "信访日期", "来访日期", "信访形式", "信访方式", "内容分类", "问题类别",
			"初重标志", "是否重复", "初访", "否", "重信", "是", "办理状态", "办理情况", "在办", "已受理").Replace(petitionLines),
		"workbook": string(workbook(t, func(f *excelize.File) {
			rows(t, f, "Sheet1", petitionRows(lines[:3])...)
		})),
	} {
		t.Run(name, func(t *testing.T) {
			table, err := readPetitions(t, "petitions.csv", text)
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Rejects)+len(table.Issues) > 0 || table.Rows != 2 {
				t.Errorf("%d rows, rejects %v, issues %v", table.Rows, table.Rejects, table.Issues)
			}
			if diff := cmp.Diff(want, table.Book.All()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// petitionRows cuts lines into the cells of a sheet.
func petitionRows(lines []string) (all [][]any) {
	for _, line := range lines {
		var row []any
		for _, cell := range strings.Split(strings.TrimSpace(line), ",") {
			row = append(row, cell)
		}
		all = append(all, row)
	}
	return all
}

// troubledPetitions has a good row first and last, and every kind of bad row
// between.
const troubledPetitions = "样例县信访登记表\n" +
	"信访编号,人员编号,姓名,信访日期,信访形式,信访人数,内容分类,初重标志,办理期限,办理状态,信访内容\n" +
	"X01,A1,样例甲,2014-03-05,来访,6,采暖费,初访,2014-05-04,在办,样例甲的内容\n" +
	"X02,A1,样例甲,,来访,6,采暖费,初访,,在办,没有日期\n" +
	",A1,样例甲,2014-03-05,来访,6,采暖费,初访,,在办,没有编号\n" +
	"X01,A2,样例乙,2014-03-06,来信,1,护理费,初信,,办结,编号重复\n" +
	"X05,A2,样例乙,2014-02-30,飞鸽,0,护理费,也许,明天,样例乙,一行多处错误\n" +
	"X06,A2,样例乙,2014-03-06,来信,01084888888,护理费,样例乙,,办结,错位\n" +
	"X07,A2,样例乙,2014-03-06,来信,1,护理费,初信,,办结\n" +
	"X08,,样例丙,2014-03-06,来信,1,护理费,初信,,办结,没有人员编号\n" +
	"X09,A2,样例乙,2014-03-06,来信,1,护理费,初信,2014-01-01,办结,期限在前\n" +
	"2.01403E+11,A2,样例乙,2014-03-06,来信,1,护理费,初信,,办结,编号已成数字\n" +
	"X11,A2,样例乙,2014-03-06,来信,1,护理费,初信,,办结,\n" +
	"合计,2 人,,,,,,,,,\n"

func TestPetitionRejects(t *testing.T) {
	table, err := readPetitions(t, "petitions.csv", troubledPetitions)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, r := range table.Book.All() {
		kept = append(kept, r.Number)
	}
	if diff := cmp.Diff([]string{"X08", "X01", "X09", "X11"}, kept); diff != "" {
		t.Error(diff)
	}
	if table.Rows != 12 || table.RejectedRows() != 8 {
		t.Errorf("%d rows, %d rejected; want 12, 8", table.Rows, table.RejectedRows())
	}
	text := rejectsText(t, table.Table)
	for _, issue := range table.Issues {
		text += table.Place(issue.Row) + ": " + issue.Message.ZH + "\n"
	}
	for _, note := range table.Notes {
		text += note.ZH + "\n"
	}
	golden(t, "petition-rejects.txt", text)
	for _, private := range []string{"样例", "01084888888", "飞鸽", "一行多处错误"} {
		if strings.Contains(text, private) {
			t.Errorf("a message repeats %q:\n%s", private, text)
		}
	}
}

// TestMendedPetitions mends what WriteRejects wrote, and reads it again.
func TestMendedPetitions(t *testing.T) {
	table, err := readPetitions(t, "petitions.csv", strings.SplitAfter(petitionLines, "\n")[0]+
		"X1,A1,2014-13-05,来访,6,,采暖费,,初访,,,在办,\n")
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := intake.WriteRejects(&file, table.Table); err != nil {
		t.Fatal(err)
	}
	mended, err := readPetitions(t, "mended.csv", strings.Replace(file.String(), "2014-13-05", "2014-03-05", 1))
	if err != nil || mended.Book.Len() != 1 || len(mended.Notes) > 0 {
		t.Errorf("%d records, %v, %v", mended.Book.Len(), mended.Notes, err)
	}
}

// TestPetitionsOfARun reads the file that a run folder holds.
func TestPetitionsOfARun(t *testing.T) {
	table, err := readPetitions(t, "petitions.csv", petitionLines)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := table.Book.WriteCSV(&file); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), "样例") {
		t.Error("what was written in a petition is kept")
	}
	again, err := readPetitions(t, "petitions.csv", file.String())
	if err != nil || again.Book.Hash() != table.Book.Hash() || len(again.Notes) > 0 {
		t.Errorf("%v, %v", err, again.Notes)
	}
}

// TestBadPetitionFiles reads files that hold no petitions.
func TestBadPetitionFiles(t *testing.T) {
	header := strings.SplitAfter(petitionLines, "\n")[0]
	var b strings.Builder
	for _, c := range []struct{ name, text string }{
		{"empty", ""},
		{"header alone", header},
		{"a roster", plain},
		{"no number", strings.Replace(petitionLines, "信访编号", "序号", 1)},
		{"number misspelt", strings.Replace(petitionLines, "信访编号", "信访编码", 1)},
		{"column twice", strings.Replace(petitionLines, "信访目的", "问题类别", 1)},
		{"not a table", "%PDF-1.4"},
	} {
		fmt.Fprintf(&b, "# %s\n", c.name)
		_, err := readPetitions(t, "a.csv", c.text)
		var problems source.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", c.name, err)
		}
		for _, l := range []source.Language{source.English, source.Chinese} {
			source.Printer{Language: l}.Print(&b, problems)
		}
		fmt.Fprintln(&b)
	}
	golden(t, "bad-petitions.txt", b.String())
}

func TestNoPetitionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "petitions.csv")
	if _, err := intake.ReadPetitions(t.Context(), path, intake.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte(petitionLines), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := intake.ReadPetitions(t.Context(), path, intake.Options{AsOf: asOf})
	if err != nil || table.Book.Len() != 2 || table.Place(1) != "petitions.csv:3" {
		t.Errorf("%v", err)
	}
}
