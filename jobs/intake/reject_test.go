package intake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"weiran/jobs/intake"
	"weiran/rules/source"
)

// troubled has a good row first and last, and every kind of bad row between.
const troubled = "\ufeff离退休干部花名册（样例）\r\n" +
	"人员编号,姓名,身份证号,联系电话,离退休类别,职级,出生日期,离退休时间,基本离退休费,生活完全不能自理,备注\r\n" +
	"A01,样例〇一,,,离休,县处级正职,1932-05-01,1992-05-01,4300.50,否,\r\n" +
	"A02,样例〇二,,,离修,县处级,1932-02-30,1992-05,很多,大概,一行多处错误\r\n" +
	"A03,样例〇三,,,离休,县处级正职,1932-05-01,1992-05-01,-1,否,负数\r\n" +
	"A04,样例〇四,,离休,县处级正职,1932-05-01,1992-05-01,4300,否,少一格\r\n" +
	"A05,样例〇五,,,离休,县处级正职,1932-05-01,1992-05-01,4,300,否,多一格\r\n" +
	",样例〇六,,,离休,县处级正职,1932-05-01,1992-05-01,4300,否,没有编号\r\n" +
	",样例〇七,,,离休,县处级正职,1932,1992-05-01,-4300,否,没有编号，另有两处错误\r\n" +
	"A01,样例〇八,,,离休,县处级副职,1932-05-01,1992-05-01,4300,否,编号重复\r\n" +
	"A09,样例〇九,1.10105E+17,1.39001E+10,离休,县处级正职,1932-05-01,1992-05-01,4300,否,身份证号已成数字\r\n" +
	"A10,样例一〇,,,样例一〇,样例一〇,11010519491231002X,01084888888,样例一〇,样例一〇,错位\r\n" +
	"A11,样例\"一一,,,离休,县处级正职,1932-05-01,1992-05-01,4300,否,引号不当\r\n" +
	"A12,\"样例一二,,,离休,县处级正职,1932-05-01,1992-05-01,4300,否,引号没有成对\r\n" +
	"A13,样例一三,,,离休,县处级正职,1992-05-01,1932-05-01,4300,否,日期颠倒\r\n" +
	"0014,样例一四,,,离休,县处级正职,1932-05-01,1992-05-01,12345678901234567890,否,数字过大\r\n" +
	"A15,\"样例\n一五\",440524188001010014,,离休,县处级正职,1932-05-01,1992-05-01,1.00001,否,=1+1\r\n" +
	"A16,样例一六,,,离休,县处级正职,1932-05-01,1992-05-01,4300,否,\r\n" +
	"合计：1 人\r\n"

func rejectsText(t *testing.T, table *intake.Table) string {
	t.Helper()
	var b strings.Builder
	for _, l := range []source.Language{source.English, source.Chinese} {
		for _, r := range table.Rejects {
			fmt.Fprintln(&b, r.In(l))
		}
	}
	return b.String()
}

func TestRejects(t *testing.T) {
	table := mustReadText(t, troubled)
	var kept []string
	for i := range table.Roster.Len() {
		kept = append(kept, table.Roster.Person(i)+" "+table.Place(i))
	}
	if diff := cmp.Diff([]string{"A01 roster.csv:3", "A16 roster.csv:19"}, kept); diff != "" {
		t.Error(diff)
	}
	if table.Rows != 17 || table.RejectedRows() != 15 {
		t.Errorf("%d rows, %d rejected; want 17, 15", table.Rows, table.RejectedRows())
	}
	golden(t, "rejects.txt", rejectsText(t, table))
	golden(t, "rejects.csv", rejectsFile(t, table))
}

// TestRejectsMended reads the file of rejects again: as it stands it gives the
// same rejects, but for the row whose double is gone; mended rows are good.
func TestRejectsMended(t *testing.T) {
	first := mustReadText(t, troubled)
	text := rejectsFile(t, first)
	again := mustReadText(t, text)
	if got := keys(again); !slices.Equal(got, []string{"A01"}) {
		t.Errorf("good as they stood: %v, want only the one that is no duplicate now", got)
	}
	if len(again.Notes) != 1 || !strings.Contains(again.Notes[0].EN, "备注") {
		t.Errorf("notes %v, want one on the column 备注 and none on our own", again.Notes)
	}
	var want, got []string
	for _, r := range first.Rejects {
		if r.Field != "person" || !strings.Contains(r.Reason.EN, "the same as") {
			want = append(want, r.Field+" "+r.Reason.EN)
		}
	}
	for _, r := range again.Rejects {
		got = append(got, r.Field+" "+r.Reason.EN)
	}
	if diff := cmp.Diff(want, got, cmpTornRows); diff != "" {
		t.Errorf("rejects of the rejects (-want +got):\n%s", diff)
	}
	once := rejectsFile(t, mustReadText(t, rejectsFile(t, again)))
	if twice := rejectsFile(t, mustReadText(t, once)); once != twice {
		t.Errorf("the file of rejects changes each time it is read:\n%s", cmp.Diff(once, twice))
	}

	mended := mustReadText(t, strings.NewReplacer("1.00001", "1.0001", "离修", "离休",
		"县处级,1932-02-30,1992-05,很多,大概", "县处级正职,1932-02-28,1992-05-01,9,是").Replace(text))
	if got := keys(mended); !slices.Equal(got, []string{"A02", "A01", "A15"}) {
		t.Fatalf("good after two were mended: %v", got)
	}
	id := mended.Roster.Row(2).Field(mended.Roster.Schema.Index("national_id"))
	if id.Str() != "440524188001010014" {
		t.Error("the identity number did not survive")
	}
}

// cmpTornRows takes all ways in which a row can be torn for one: the file of
// rejects keeps such a row apart, but not what was wrong with it.
var cmpTornRows = cmp.Transformer("torn", func(s string) string {
	if strings.HasPrefix(s, " ") {
		return "torn"
	}
	return s
})

func rejectsFile(t *testing.T, table *intake.Table) string {
	t.Helper()
	var b bytes.Buffer
	if err := intake.WriteRejects(&b, table); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func keys(table *intake.Table) []string {
	var keys []string
	for i := range table.Roster.Len() {
		keys = append(keys, table.Roster.Person(i))
	}
	return keys
}

// TestRejectsOfWorkbook holds that the places are cells, and that what a sheet
// keeps as numbers is written out.
func TestRejectsOfWorkbook(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		rows(t, f, "Sheet1", []any{"花名册"}, []any{"人员编号", "姓名", "出生日期", "离退休时间", "基本离退休费", "职级"},
			[]any{"0001", "样例甲", 11810, 33725, 4300.5000000000009, "县处级正职"},
			[]any{"0002", "样例乙", 11810, 1932, 4300.5000000000009, "#REF!"},
			[]any{"0003", "样例丙", 11810, 193205, 33.333333333333336, "县处级正职"},
			[]any{"0004", "样例丁", 33725, 11810, 1, "县处级正职"},
			[]any{"0004", "样例戊", 11810, 33725, 1},
			[]any{"0004", "样例己", 11810, 33725, 1},
		)
	})
	table, err := intake.ReadRosterBytes(t.Context(), "folder/roster.xlsx", data, schema(t), intake.Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "workbook-rejects.txt", rejectsText(t, table)+"\n"+rejectsFile(t, table))
}

// TestDuplicates holds that of the rows with one key the first good one is kept.
func TestDuplicates(t *testing.T) {
	table := mustReadText(t, "编号,出生日期,离退休时间,单位\n"+
		"A1,1932-05-01,1992-05-01,甲局\n"+
		"A2,1992-05-01,1932-05-01,颠倒\n"+
		"A2,1932-05-01,1992-05-01,乙局\n"+
		"A1,1932-05-01,1992-05-01,甲局\n"+
		"A2,1932-05-01,1992-05-01,丙局\n"+
		"A3,1932-05-01,1992-05-01,丁局\n")
	var got []string
	unit := table.Roster.Schema.Index("unit")
	for i := range table.Roster.Len() {
		got = append(got, table.Place(i)+" "+table.Roster.Row(i).Field(unit).Str())
	}
	if diff := cmp.Diff([]string{"roster.csv:2 甲局", "roster.csv:4 乙局", "roster.csv:7 丁局"}, got); diff != "" {
		t.Error(diff)
	}
	got = nil
	for _, issue := range table.Issues {
		got = append(got, fmt.Sprint(table.Place(issue.Row), " ", issue.Person, " ", issue.Check, " ", issue.Severity == source.Warning))
	}
	if diff := cmp.Diff([]string{"roster.csv:2 A1 duplicate true", "roster.csv:4 A2 duplicate true"}, got); diff != "" {
		t.Error(diff)
	}
	if left := table.Roster.Validate(asOf); len(left) > 0 {
		t.Errorf("the roster that was kept has issues: %v", left)
	}
	golden(t, "duplicates.txt", rejectsText(t, table))
}

// TestAllRowsRejected holds that a file of bad rows alone still is a table, so
// that they can be written back.
func TestAllRowsRejected(t *testing.T) {
	table := mustReadText(t, "编号,出生日期\nA1,1932\nA2,1933\n")
	if table.Roster.Len() != 0 || len(table.Rejects) != 2 {
		t.Errorf("%d persons, rejects %v", table.Roster.Len(), table.Rejects)
	}
}

// TestNothingPersonalLeaks prints and logs all that a reading gives, in every way
// there is, and looks for what names a person.
func TestNothingPersonalLeaks(t *testing.T) {
	table := mustReadText(t, troubled)
	var b bytes.Buffer
	log := slog.New(slog.NewTextHandler(&b, nil))
	for _, r := range table.Rejects {
		encoded, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%v %+v %#v %s %s %s\n", r, r, r, encoded, r.In(source.Chinese), r.Reason)
		log.Info("reject", "reject", r, "pointer", &r, "all", table.Rejects)
	}
	for _, issue := range table.Issues {
		fmt.Fprintf(&b, "%+v\n", issue)
	}
	fmt.Fprint(&b, table.Notes)
	for _, secret := range []string{"样例", "11010519491231002", "440524188001010014", "01084888888", "1.10105", "1.39001"} {
		if strings.Contains(b.String(), secret) {
			t.Errorf("%q leaks", secret)
		}
	}
}

// TestHardRows holds that a row that cannot be read costs itself alone.
func TestHardRows(t *testing.T) {
	tests := map[string]struct {
		text    string
		rejects []string
		good    []string
	}{
		"a quote that is never closed": {
			"编号,单位\nA1,\"甲局\nA2,乙局\nA3,\"丙\"\"局\"\n",
			[]string{"roster.csv:2: a quotation mark is out of place or never closed"},
			[]string{"A2", "A3"},
		},
		"two of them, which look like one cell": {
			"编号,单位\nA1,\"甲局\nA2,乙\"局\nA3,丙局\n",
			[]string{
				"roster.csv:2: a quotation mark is out of place or never closed",
				"roster.csv:3: a quotation mark is out of place or never closed",
			},
			[]string{"A3"},
		},
		"a line without end": {
			"编号,单位\nA1," + strings.Repeat("甲", 400_000) + "\nA2,乙局\n",
			[]string{"roster.csv:2: the line is too long to be a row"},
			[]string{"A2"},
		},
		"broken GB18030": {
			"\xb1\xe0\xba\xc5,\xb5\xa5\xce\xbb\nA1,\xff\xff\nA2,\xd2\xd2\xbe\xd6\n",
			[]string{"roster.csv:2: unit: it holds characters that cannot be read"},
			[]string{"A2"},
		},
		"broken UTF-8 under a mark": {
			"\ufeff编号,单位\nA1,甲\xff局\nA2,乙局\n",
			[]string{"roster.csv:2: unit: it holds characters that cannot be read"},
			[]string{"A2"},
		},
		"a cell over many lines": {
			"编号,单位\nA1,\"甲\n" + strings.Repeat("\n", 40) + "局\"\nA2,x,y\n",
			[]string{"roster.csv:44: the row has 3 cells, the header 2"},
			[]string{"A1"},
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			table := mustReadText(t, tc.text)
			var got []string
			for _, r := range table.Rejects {
				r.Hint = source.Text{}
				got = append(got, r.String())
			}
			if diff := cmp.Diff(tc.rejects, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.good, keys(table)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFirstGoodRowOfAKey holds that of many rows with one key the first good one
// is kept, however many bad ones come before it.
func TestFirstGoodRowOfAKey(t *testing.T) {
	var b strings.Builder
	b.WriteString("人员编号,基本离退休费\n")
	for range 20 {
		b.WriteString("A1,-1\n") // below the least amount
	}
	b.WriteString("A1,1\nA1,2\nA2,3\n")
	table := mustReadText(t, b.String())
	if diff := cmp.Diff([]string{"A1 1", "A2 3"}, fieldsOf(table, "person", "pay.basic")); diff != "" {
		t.Error(diff)
	}
	if got := table.RejectedRows(); got != 21 {
		t.Errorf("%d rows rejected, want 21", got)
	}
}
