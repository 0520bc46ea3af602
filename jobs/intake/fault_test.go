package intake_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"weiran/jobs/intake"
	"weiran/rules/source"
)

// A badFile is a file that is no roster.
type badFile struct {
	about string
	name  string
	data  []byte
	sheet string
	kind  error
}

func badFiles(t *testing.T) []badFile {
	book := func(fill func(f *excelize.File)) []byte { return workbook(t, fill) }
	good := book(func(f *excelize.File) { rows(t, f, "Sheet1", []any{"编号", "姓名"}, []any{"A1", "样例甲"}) })
	return []badFile{
		{about: "empty", name: "a.csv", kind: intake.ErrEmpty},
		{about: "blank", name: "a.csv", data: []byte("\ufeff \r\n,,\r\n"), kind: intake.ErrEmpty},
		{about: "header alone", name: "a.csv", data: []byte("人员编号,姓名\n"), kind: intake.ErrNoRows},
		{about: "header alone, blank rows", name: "a.csv", data: []byte("人员编号,姓名\n,\n\n"), kind: intake.ErrNoRows},
		{about: "no key", name: "a.csv", data: []byte("姓名,出生日期\n样例甲,1932-05-01\n"), kind: intake.ErrHeader},
		{about: "key misspelt", name: "a.csv", data: []byte("花名册\n人员偏号,姓名,出生日期\nA1,样例甲,1932-05-01\n"), kind: intake.ErrHeader},
		{about: "column twice", name: "a.csv", data: []byte("编号,姓名,工龄,缴费年限\nA1,样例甲,40,40\n"), kind: intake.ErrHeader},
		{
			about: "column twice and no key", name: "a.csv",
			data: []byte("姓名,姓名,工龄,缴费年限\n样例甲,样例甲,40,40\n"), kind: intake.ErrHeader,
		},
		{
			about: "rows without a header: they are somebody's, and not repeated", name: "a.csv",
			data: []byte("A1,样例甲,离休,1932-05-01\nA2,样例乙,离休,1931-05-01\n"), kind: intake.ErrHeader,
		},
		{
			about: "a row that has a header's word by chance", name: "a.csv",
			data: []byte("A1,样例甲,单位\nA2,样例乙,乙局\n"), kind: intake.ErrHeader,
		},
		{
			about: "header too far down", name: "a.csv",
			data: []byte(strings.Repeat("说明\n", 10) + "人员编号,姓名\nA1,样例甲\n"), kind: intake.ErrHeader,
		},
		{about: "sheet of a text file", name: "a.csv", data: []byte(plain), sheet: "名册", kind: intake.ErrSheet},
		{about: "binary", name: "a.csv", data: []byte("\x00\x01\x02人员编号"), kind: intake.ErrFormat},
		{about: "old workbook", name: "a.xls", data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), kind: intake.ErrFormat},
		{about: "web page as a workbook", name: "a.xls", data: []byte("\ufeff\n <HTML><table></table>"), kind: intake.ErrFormat},
		{about: "PDF", name: "a.csv", data: []byte("%PDF-1.7"), kind: intake.ErrFormat},
		{about: "rich text", name: "a.csv", data: []byte(`{\rtf1`), kind: intake.ErrFormat},
		{about: "XML", name: "a.xml", data: []byte(`<?xml version="1.0"?>`), kind: intake.ErrFormat},
		{about: "Word document", name: "a.docx", data: archive(t, "[Content_Types].xml", "word/document.xml"), kind: intake.ErrFormat},
		{about: "presentation", name: "a.pptx", data: archive(t, "ppt/presentation.xml"), kind: intake.ErrFormat},
		{about: "OpenDocument", name: "a.ods", data: archive(t, "mimetype", "content.xml"), kind: intake.ErrFormat},
		{about: "binary workbook", name: "a.xlsb", data: archive(t, "xl/workbook.bin"), kind: intake.ErrFormat},
		{about: "archive", name: "a.zip", data: archive(t, "roster.csv"), kind: intake.ErrFormat},
		{about: "half a workbook", name: "a.xlsx", data: good[:len(good)/2], kind: intake.ErrFormat},
		{about: "workbook with nothing in it", name: "a.xlsx", data: archive(t, "xl/workbook.xml"), kind: intake.ErrFormat},
		{about: "workbook without a cell", name: "a.xlsx", data: book(func(*excelize.File) {}), kind: intake.ErrEmpty},
		{about: "no such sheet", name: "a.xlsx", data: good, sheet: "Sheet2", kind: intake.ErrSheet},
		{
			about: "no key in any sheet", name: "a.xlsx", kind: intake.ErrHeader,
			data: book(func(f *excelize.File) {
				rows(t, f, "Sheet1", []any{"说明"})
				f.NewSheet("名册")
				rows(t, f, "名册", []any{"花名册"}, []any{"编好", "姓名", "出生日期"}, []any{"A1", "样例甲", "1932-05-01"})
			}),
		},
		{
			about: "column twice in a sheet", name: "a.xlsx", kind: intake.ErrHeader,
			data: book(func(f *excelize.File) { rows(t, f, "Sheet1", []any{"编号", "电话", "手机"}, []any{"A1", "", ""}) }),
		},
		{
			about: "header alone in a sheet", name: "a.xlsx", kind: intake.ErrNoRows,
			data: book(func(f *excelize.File) { rows(t, f, "Sheet1", []any{"编号", "姓名"}) }),
		},
	}
}

// archive makes a zip file with such members.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<a/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBadFiles keeps what a user reads about a file that is no roster.
func TestBadFiles(t *testing.T) {
	var b strings.Builder
	for _, f := range badFiles(t) {
		table, err := intake.ReadRosterBytes(t.Context(), f.name, f.data, schema(t), intake.Options{AsOf: asOf, Sheet: f.sheet})
		if table != nil || !errors.Is(err, f.kind) {
			t.Errorf("%s: got %v, want %v", f.about, err, f.kind)
		}
		fmt.Fprintf(&b, "# %s\n", f.about)
		printed(t, &b, err)
	}
	golden(t, "bad-files.txt", b.String())
	if strings.Contains(b.String(), "样例") {
		t.Error("a message repeats a name")
	}
}

// printed writes an error as the command line shows it, in both languages.
func printed(t *testing.T, b *strings.Builder, err error) {
	t.Helper()
	var problems source.Problems
	if !errors.As(err, &problems) {
		t.Errorf("no problems in %v", err)
	}
	for _, l := range []source.Language{source.English, source.Chinese} {
		source.Printer{Language: l}.Print(b, problems)
	}
	b.WriteString("\n")
}

// TestBadPaths keeps what a user reads about a path that leads to no file.
func TestBadPaths(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"roster.csv", "locked.csv"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(plain), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		path string
		kind error
	}{
		{"rooster.csv", fs.ErrNotExist},
		{"quite-another-name.xlsx", fs.ErrNotExist},
		{"no/such/folder.csv", fs.ErrNotExist},
		{".", intake.ErrFormat},
		{"roster.csv/inside", nil},
	}
	var b strings.Builder
	for _, tc := range tests {
		_, err := intake.ReadRoster(t.Context(), filepath.Join(folder, tc.path), schema(t), intake.Options{})
		if err == nil || tc.kind != nil && !errors.Is(err, tc.kind) {
			t.Errorf("%s: got %v, want %v", tc.path, err, tc.kind)
		}
		printed(t, &b, err)
	}
	golden(t, "bad-paths.txt", strings.ReplaceAll(b.String(), folder, "FOLDER"))
}

// TestUnreadableFile reads a file whose owner may not read it.
func TestUnreadableFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "roster.csv")
	if err := os.WriteFile(path, []byte(plain), 0o000); err != nil {
		t.Fatal(err)
	}
	_, err := intake.ReadRoster(t.Context(), path, schema(t), intake.Options{AsOf: asOf})
	if os.Geteuid() == 0 {
		// Root may read everything: then the file is read, and rightly.
		if err != nil {
			t.Error(err)
		}
		return
	}
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v, want fs.ErrPermission", err)
	}
}

// TestPipe reads a roster from what is no plain file.
func TestPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	go func() {
		defer w.Close()
		_, _ = w.WriteString(plain)
	}()
	table, err := intake.ReadRoster(t.Context(), fmt.Sprintf("/dev/fd/%d", r.Fd()), schema(t), intake.Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	wantPlain(t, table)
}

// TestNotes keeps what a user is told about a file that could be read.
func TestNotes(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"nothing to tell": {plain, nil},
		"GBK":             {"\xb1\xe0\xba\xc5,\xd0\xd5\xc3\xfb\nA1,\n", []string{"read as GB18030 / 按 GB18030（GBK）编码读取"}},
		"ignored columns": {
			"序号,编号,备注,出生曰期,,位置,原因\n1,A1,,,,,\n",
			[]string{
				"column A (序号) is ignored: no such field / 忽略 A 列（序号）：没有这个字段",
				"column C (备注) is ignored: no such field / 忽略 C 列（备注）：没有这个字段",
				"column D (出生曰期) is ignored: no such field; did you mean 出生日期? / 忽略 D 列（出生曰期）：没有这个字段；是否应为“出生日期”？",
			},
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, note := range mustReadText(t, tc.text).Notes {
				got = append(got, note.EN+" / "+note.ZH)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}
