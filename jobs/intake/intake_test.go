package intake_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files")

// asOf is the date of the sample county.
var asOf = configs.SampleAsOf()

// shipped is the shipped schema; it is read once.
var shipped = sync.OnceValues(func() (*roster.Schema, error) {
	s, problems := roster.LoadSchema(configs.SchemaFile())
	return s, problems.Err()
})

func schema(t testing.TB) *roster.Schema {
	t.Helper()
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readText reads a roster from text as from a file called roster.csv.
func readText(t testing.TB, text string) (*intake.Table, error) {
	t.Helper()
	return intake.ReadRosterBytes(t.Context(), "roster.csv", []byte(text), schema(t), intake.Options{AsOf: asOf})
}

func mustReadText(t testing.TB, text string) *intake.Table {
	t.Helper()
	table, err := readText(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// workbook makes an xlsx file; fill puts the cells in.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rows fills a sheet from its first cell on.
func rows(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow(sheet, cell, &row); err != nil {
			t.Fatal(err)
		}
	}
}

// styled gives a cell a number format of its own.
func styled(t testing.TB, f *excelize.File, sheet, cell, format string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle(sheet, cell, cell, style); err != nil {
		t.Fatal(err)
	}
}

// plain is the roster that most of these tests write in one way or another.
const plain = "人员编号,姓名,离退休类别,职级,出生日期,基本离退休费\n" +
	"A1,样例甲,离休,县处级正职,1932-05-01,4300.50\n" +
	"A2,样例乙,退休,县处级副职,1940-02-29,3800\n"

func wantPlain(t *testing.T, table *intake.Table) {
	t.Helper()
	want := mustReadText(t, plain)
	if len(table.Rejects) > 0 {
		t.Errorf("rejects: %v", table.Rejects)
	}
	if table.Roster.Len() != 2 || table.Roster.FullHash() != want.Roster.FullHash() {
		t.Errorf("got %d persons, not those of the plain file", table.Roster.Len())
	}
	born, _ := lang.NewDate(1932, 5, 1)
	s := table.Roster.Schema
	if got := table.Roster.Row(0).Field(s.Index("born")); got.Date() != born {
		t.Errorf("born %v, want %v", got, born)
	}
	if got := table.Roster.Row(0).Field(s.Index("pay.basic")); got.String() != "4300.5" {
		t.Errorf("pay.basic %v, want 4300.5", got)
	}
}

func encoded(t *testing.T, text string, how func(string) (string, error)) string {
	t.Helper()
	b, err := how(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTextFilesAlike reads the same roster from text written in many ways.
func TestTextFilesAlike(t *testing.T) {
	utf16 := func(e unicode.Endianness) func(string) (string, error) {
		return unicode.UTF16(e, unicode.UseBOM).NewEncoder().String
	}
	tests := map[string]string{
		"plain":               plain,
		"byte-order mark":     "\ufeff" + plain,
		"CRLF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"no line end":         strings.TrimSuffix(plain, "\n"),
		"semicolon":           strings.ReplaceAll(plain, ",", ";"),
		"tab":                 strings.ReplaceAll(plain, ",", "\t"),
		"Chinese comma":       strings.ReplaceAll(plain, ",", "，"),
		"GBK":                 encoded(t, plain, simplifiedchinese.GBK.NewEncoder().String),
		"GB18030":             encoded(t, plain, simplifiedchinese.GB18030.NewEncoder().String),
		"UTF-16 little":       encoded(t, plain, utf16(unicode.LittleEndian)),
		"UTF-16 big":          encoded(t, plain, utf16(unicode.BigEndian)),
		"quoted":              `"` + strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace(strings.TrimSpace(plain)) + `"`,
		"spaces before quote": strings.NewReplacer("A1", `"A1"`, ",样例甲", `, "样例甲"`).Replace(plain),
		"spaces":              strings.NewReplacer(",", " ,　", "\n", " \n").Replace(plain),
		"blank lines":         "\n,,,,,\n" + strings.ReplaceAll(plain, "\n", "\n\n ,, \n"),
		"title lines":         "巴彦县离退休干部花名册（样例）,,,,,\n填报单位：老干部局,,,,,2015年1月\n" + plain,
		"title, fewer cells":  "巴彦县离退休干部花名册（样例）\n" + plain,
		"separator line":      "sep=;\n" + strings.ReplaceAll(plain, ",", ";"),
		"field names":         strings.Replace(plain, "人员编号,姓名,离退休类别,职级,出生日期,基本离退休费", "person,name,category,rank,born,pay.basic", 1),
		"aliases and units":   strings.Replace(plain, "人员编号,姓名,离退休类别,职级,出生日期,基本离退休费", "编号,人员姓名,类 别,级别,出生年月日,离休费（元）", 1),
		"header broken in quotes": strings.Replace(plain, "人员编号,姓名",
			"\"人员\n编号\",姓名", 1),
		"other ways to write": "人员编号,姓名,离退休类别,职级,出生日期,基本离退休费\n" +
			"Ａ１,样例甲,lixiu,131,1932年5月1日,\"4,300.50\"\nA2,样例乙,退休干部,副处,19400229,¥3800元\n",
		"cells a spreadsheet must not touch": strings.Replace(plain, "A1", `"=""A1"""`, 1),
		"further columns":                    strings.NewReplacer("人员编号,", "序号,人员编号,", "A1,", "1,A1,", "A2,", "2,A2,").Replace(plain),
		"empty columns at the end":           strings.NewReplacer("费\n", "费,,\n", "50\n", "50,,\n", "3800\n", "3800,,,,\n").Replace(plain),
		"header in two lines": "人员编号,姓名,离退休类别,职级,出生日期,待遇\n,,,,,基本离退休费\n" +
			strings.SplitN(plain, "\n", 2)[1],
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			table := mustReadText(t, text)
			wantPlain(t, table)
			if table.Rows != 2 || table.RejectedRows() != 0 {
				t.Errorf("%d rows, %d rejected; want 2, 0", table.Rows, table.RejectedRows())
			}
		})
	}
}

// TestWorkbooksAlike reads the same roster from workbooks filled in many ways.
func TestWorkbooksAlike(t *testing.T) {
	head := []any{"人员编号", "姓名", "离退休类别", "职级", "出生日期", "基本离退休费"}
	one := []any{"A1", "样例甲", "离休", "县处级正职", "1932-05-01", 4300.5}
	two := []any{"A2", "样例乙", "退休", "县处级副职", "1940-02-29", 3800}
	tests := map[string]func(t *testing.T, f *excelize.File){
		"plain": func(t *testing.T, f *excelize.File) { rows(t, f, "Sheet1", head, one, two) },
		"dates as dates": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, two)
			for cell, days := range map[string]float64{"E2": 11810, "E3": 14670.5} {
				if err := f.SetCellFloat("Sheet1", cell, days, -1, 64); err != nil {
					t.Fatal(err)
				}
				styled(t, f, "Sheet1", cell, "mm-dd-yy")
			}
		},
		"dates since 1904": func(t *testing.T, f *excelize.File) {
			since := true
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since}); err != nil {
				t.Fatal(err)
			}
			rows(t, f, "Sheet1", head, one, two)
			if err := f.SetCellInt("Sheet1", "E2", 11810-1462); err != nil {
				t.Fatal(err)
			}
		},
		"numbers with noise": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, two)
			for cell, number := range map[string]string{"F2": "4300.5000000000009", "F3": "3.7999999999999995E3", "D2": "131.0"} {
				if err := f.SetCellDefault("Sheet1", cell, number); err != nil {
					t.Fatal(err)
				}
			}
		},
		"numbers as text": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, two)
			if err := f.SetCellStr("Sheet1", "F2", " ¥4,300.50 元 "); err != nil {
				t.Fatal(err)
			}
		},
		"money format": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, two)
			styled(t, f, "Sheet1", "F2", "#,##0")
		},
		"formula with its value": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, two)
			if err := f.SetCellFormula("Sheet1", "F2", "4300+0.5"); err != nil {
				t.Fatal(err)
			}
		},
		"merged title, header in row 4": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", []any{"巴彦县离退休干部花名册（样例）"}, []any{"填报单位：老干部局"}, nil, head, one, two)
			if err := f.MergeCell("Sheet1", "A1", "F1"); err != nil {
				t.Fatal(err)
			}
		},
		"header in two rows": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", []any{"花名册"}, []any{"人员编号", "姓名", "离退休类别", "职级", "出生日期", "待遇（元）"},
				[]any{nil, nil, nil, nil, nil, "基本离退休费"}, one, two)
			for _, m := range [][2]string{{"A2", "A3"}, {"B2", "B3"}, {"C2", "C3"}, {"D2", "D3"}, {"E2", "E3"}} {
				if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
					t.Fatal(err)
				}
			}
		},
		"second sheet": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", []any{"填表说明"}, []any{"每人一行"})
			f.NewSheet("名册")
			rows(t, f, "名册", head, one, two)
		},
		"hidden sheet before it": func(t *testing.T, f *excelize.File) {
			f.NewSheet("名册")
			rows(t, f, "Sheet1", head, []any{"B9", "样例丁"})
			rows(t, f, "名册", head, one, two)
			f.SetActiveSheet(1)
			if err := f.SetSheetVisible("Sheet1", false); err != nil {
				t.Fatal(err)
			}
		},
		"chart sheet before it": func(t *testing.T, f *excelize.File) {
			chart := &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "名册!$F$2:$F$3"}}}
			if err := f.AddChartSheet("图", chart); err != nil {
				t.Fatal(err)
			}
			f.NewSheet("名册")
			rows(t, f, "名册", head, one, two)
		},
		"blank rows and notes beside": func(t *testing.T, f *excelize.File) {
			rows(t, f, "Sheet1", head, one, nil, []any{nil, " "}, append(append([]any{}, two...), nil, nil, "已核对"))
		},
		"gap before the first column": func(t *testing.T, f *excelize.File) {
			for i, row := range [][]any{head, one, two} {
				cell, _ := excelize.CoordinatesToCellName(3, i+2)
				if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
					t.Fatal(err)
				}
			}
		},
	}
	for name, fill := range tests {
		t.Run(name, func(t *testing.T) {
			data := workbook(t, func(f *excelize.File) { fill(t, f) })
			table, err := intake.ReadRosterBytes(t.Context(), "roster.xlsx", data, schema(t), intake.Options{AsOf: asOf})
			if err != nil {
				t.Fatal(err)
			}
			wantPlain(t, table)
		})
	}
}

func TestReadRosterOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "名册.csv")
	data := workbook(t, func(f *excelize.File) {
		rows(t, f, "Sheet1", []any{"编号", "出生日期"}, []any{"A1", "1932-05-01"}, []any{"A2", "1932"})
	})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var steps [][2]int64
	table, err := intake.ReadRoster(t.Context(), path, schema(t), intake.Options{
		AsOf: asOf, Progress: func(done, total int64) { steps = append(steps, [2]int64{done, total}) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := table.Place(0), "名册.csv!Sheet1!A2"; got != want {
		t.Errorf("the first person stands at %s, want %s", got, want)
	}
	if got, want := table.Rejects[0].Place, "名册.csv!Sheet1!B3"; got != want {
		t.Errorf("the bad date stands at %s, want %s", got, want)
	}
	size := int64(len(data))
	if diff := cmp.Diff([][2]int64{{size, size}}, steps); diff != "" {
		t.Errorf("progress: %s", diff)
	}
}

func TestReadingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	book := workbook(t, func(f *excelize.File) { rows(t, f, "Sheet1", []any{"编号"}, []any{"A1"}) })
	for name, data := range map[string][]byte{"roster.csv": []byte(plain), "roster.xlsx": book} {
		if _, err := intake.ReadRosterBytes(ctx, name, data, schema(t), intake.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want context.Canceled", name, err)
		}
	}
}

// TestCancelledInTheMiddle ends the context while rows are being read.
func TestCancelledInTheMiddle(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var b strings.Builder
	b.WriteString("人员编号,单位\n")
	for range 40_000 {
		b.WriteString("A1,甲局\n")
	}
	_, err := intake.ReadRosterBytes(ctx, "roster.csv", []byte(b.String()), schema(t), intake.Options{
		Progress: func(done, total int64) { cancel() },
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestProgressOfText(t *testing.T) {
	var b strings.Builder
	b.WriteString("人员编号,单位\n")
	for range 40_000 {
		b.WriteString(",\n,甲局\n")
	}
	last, ends := int64(0), 0
	size := int64(b.Len())
	_, err := intake.ReadRosterBytes(t.Context(), "roster.csv", []byte(b.String()), schema(t), intake.Options{
		Progress: func(done, total int64) {
			if done <= last || done > total || total != size {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			if last = done; done == total {
				ends++
			}
		},
	})
	if err != nil || ends != 1 {
		t.Errorf("got %v and %d ends of progress, want 1", err, ends)
	}
}

// TestProgressOfAWorkbook wants steps where the sheet says how long it is.
func TestProgressOfAWorkbook(t *testing.T) {
	sheet := [][]any{{"人员编号"}}
	for n := range 9_999 {
		sheet = append(sheet, []any{n})
	}
	data := workbook(t, func(f *excelize.File) {
		rows(t, f, "Sheet1", sheet...)
		if err := f.SetSheetDimension("Sheet1", "A1:A10000"); err != nil {
			t.Fatal(err)
		}
	})
	var got []int64
	size := int64(len(data))
	_, err := intake.ReadRosterBytes(t.Context(), "roster.xlsx", data, schema(t), intake.Options{
		AsOf: asOf, Progress: func(done, _ int64) { got = append(got, done) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{size * 4097 / 10_000, size * 8193 / 10_000, size}, got); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
}

// TestSampleCounty reads the embedded sample: all of it, nothing wrong.
func TestSampleCounty(t *testing.T) {
	f := configs.SampleRoster()
	table, err := intake.ReadRosterBytes(t.Context(), f.Name, f.Text, schema(t), intake.Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	if table.Roster.Len() != 178 || len(table.Rejects) != 0 || len(table.Notes) != 0 {
		t.Errorf("%d persons, rejects %v, notes %v; want 178 and nothing else", table.Roster.Len(), table.Rejects, table.Notes)
	}
}

func TestNoFolderLeftBehind(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	data := workbook(t, func(f *excelize.File) { rows(t, f, "Sheet1", []any{"编号"}, []any{"A1"}) })
	for _, data := range [][]byte{data, data[:len(data)/2]} {
		_, _ = intake.ReadRosterBytes(t.Context(), "roster.xlsx", data, schema(t), intake.Options{AsOf: asOf})
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left in the folder for temporary files: %v %v", left, err)
	}
}

func TestErrorKinds(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "roster.csv")
	_, err := intake.ReadRoster(t.Context(), missing, schema(t), intake.Options{})
	var (
		whole    *intake.Error
		problems source.Problems
		fault    source.Fault
	)
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &whole) || !errors.As(err, &problems) || !errors.As(err, &fault) {
		t.Errorf("got %#v", err)
	}
}

// TestTableOfNoFile holds that a table may be put together by hand, around a
// roster from a database.
func TestTableOfNoFile(t *testing.T) {
	table := &intake.Table{Roster: mustReadText(t, plain).Roster, Rows: 2}
	if table.Place(0) != "" || table.RejectedRows() != 0 {
		t.Errorf("place %q, %d rejected rows; want nothing", table.Place(0), table.RejectedRows())
	}
}
