package intake_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"weiran/jobs/intake"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// person draws one person whose cells are of the schema's kinds, some unknown.
func person(t *rapid.T, s *roster.Schema, number int) []lang.Value {
	cells := make([]lang.Value, len(s.Fields))
	for i, f := range s.Fields {
		if f.Key {
			cells[i] = lang.StringOf(fmt.Sprintf("P%04d", number))
			continue
		}
		if rapid.IntRange(0, 3).Draw(t, "unknown") > 0 {
			cells[i] = value(t, f)
		}
	}
	return cells
}

func value(t *rapid.T, f roster.Field) lang.Value {
	if f.Enum != nil {
		code := rapid.SampledFrom(f.Enum).Draw(t, f.Name).Code
		if f.Kind == lang.Int {
			n, _ := lang.ParseDecimal(code)
			return lang.IntOf(int64(n) / int64(lang.One))
		}
		return lang.StringOf(code)
	}
	switch f.Kind {
	case lang.Int:
		return lang.IntOf(rapid.Int64Range(100_000, 999_999).Draw(t, f.Name))
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(rapid.Int64Range(0, 1_000_000_000).Draw(t, f.Name)))
	case lang.DateKind:
		return lang.DateOf(lang.Date(rapid.Int32Range(-20_000, 16_000).Draw(t, f.Name)))
	case lang.Bool:
		return lang.BoolOf(rapid.Bool().Draw(t, f.Name))
	}
	return lang.StringOf(rapid.StringMatching(`[甲乙丙局院A-Z",;()'][甲乙丙局院A-Z0-9",;\t\n() ']{0,8}[甲乙丙局A-Z"]`).Draw(t, f.Name))
}

// checkFree makes the schema of the tests without its checks: the drawn dates are
// in no order.
func checkFree(t testing.TB) *roster.Schema {
	free := *schema(t)
	free.Checks = nil
	return &free
}

func built(s *roster.Schema, people [][]lang.Value) *roster.Roster {
	b := roster.NewBuilder(s, 3)
	for _, p := range people {
		b.Append(p)
	}
	return b.Build()
}

// written gives a cell as text: a code as its code, label or alias.
func written(t *rapid.T, f roster.Field, v lang.Value) string {
	if !v.Known() {
		return rapid.SampledFrom([]string{"", "-", " "}).Draw(t, "blank")
	}
	for _, e := range f.Enum {
		if e.Code == v.String() {
			return rapid.SampledFrom(append([]string{e.Code, e.Label}, e.Aliases...)).Draw(t, "word")
		}
	}
	if f.Kind == lang.Bool {
		return map[bool]string{true: "是", false: "否"}[v.Bool()]
	}
	return v.String()
}

// headerOf draws the order of the columns and what each is called.
func headerOf(t *rapid.T, s *roster.Schema) (order []int, names []string) {
	for i := range s.Fields {
		order = append(order, i)
	}
	order = rapid.Permutation(order).Draw(t, "order")
	for _, i := range order {
		f := s.Fields[i]
		names = append(names, rapid.SampledFrom(append([]string{f.Name, f.Label}, f.Aliases...)).Draw(t, "header"))
	}
	return order, names
}

// TestTextRoundTrip writes a random roster as text in a random way, reads it, and
// wants the same persons in the same order.
func TestTextRoundTrip(t *testing.T) {
	s := checkFree(t)
	encodings := map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "utf-8 with mark": unicode.UTF8BOM, "gb18030": simplifiedchinese.GB18030,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	names := []string{"utf-8", "utf-8 with mark", "gb18030", "utf-16le", "utf-16be"}
	rapid.Check(t, func(t *rapid.T) {
		var people [][]lang.Value
		for n := range rapid.IntRange(1, 5).Draw(t, "persons") {
			people = append(people, person(t, s, n))
		}
		want := built(s, people)
		order, header := headerOf(t, s)
		var text bytes.Buffer
		out := csv.NewWriter(transform.NewWriter(&text, encodings[rapid.SampledFrom(names).Draw(t, "encoding")].NewEncoder()))
		out.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "delimiter")
		out.UseCRLF = rapid.Bool().Draw(t, "CRLF")
		if rapid.Bool().Draw(t, "title") {
			out.Write([]string{"花名册（样例）"})
		}
		out.Write(header)
		for _, p := range people {
			row := make([]string, len(order))
			for col, i := range order {
				row[col] = written(t, s.Fields[i], p[i])
			}
			out.Write(row)
		}
		out.Flush()
		wantSame(t, s, want, "roster.csv", text.Bytes())
	})
}

// TestWorkbookRoundTrip does the same with workbooks, where dates and amounts are
// numbers or text.
func TestWorkbookRoundTrip(t *testing.T) {
	s := checkFree(t)
	rapid.Check(t, func(t *rapid.T) {
		var people [][]lang.Value
		for n := range rapid.IntRange(1, 4).Draw(t, "persons") {
			people = append(people, person(t, s, n))
		}
		want := built(s, people)
		order, header := headerOf(t, s)
		f := excelize.NewFile()
		defer f.Close()
		top := rapid.IntRange(1, 3).Draw(t, "title rows")
		put := func(col, row int, v any) {
			cell, err := excelize.CoordinatesToCellName(col+1, row)
			if err == nil {
				err = f.SetCellValue("Sheet1", cell, v)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		put(0, 1, "花名册")
		for col, name := range header {
			put(col, top+1, name)
		}
		for n, p := range people {
			for col, i := range order {
				put(col, top+2+n, stored(t, s.Fields[i], p[i]))
			}
		}
		var data bytes.Buffer
		if err := f.Write(&data); err != nil {
			t.Fatal(err)
		}
		wantSame(t, s, want, "roster.xlsx", data.Bytes())
	})
}

// stored gives a cell as a spreadsheet stores it.
func stored(t *rapid.T, f roster.Field, v lang.Value) any {
	asNumber := rapid.Bool().Draw(t, "as a number")
	switch {
	case !v.Known() || !asNumber:
		return written(t, f, v)
	case v.Kind() == lang.DateKind && !bareYear(v.Date()):
		return int(v.Date()) + 25_569
	case v.Kind() == lang.DecimalKind:
		d, _ := v.Decimal()
		return float64(d) / float64(lang.One)
	case v.Kind() == lang.Int:
		return v.Int()
	}
	return written(t, f, v)
}

// bareYear reports whether the count of days of a date could be a year.
func bareYear(d lang.Date) bool { return 1900 <= d+25_569 && d+25_569 <= 2100 }

func wantSame(t *rapid.T, s *roster.Schema, want *roster.Roster, name string, data []byte) {
	table, err := intake.ReadRosterBytes(t.Context(), name, data, s, intake.Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rejects) > 0 {
		t.Fatalf("rejects %v", table.Rejects)
	}
	if table.Roster.Len() != want.Len() {
		t.Fatalf("%d persons, want %d", table.Roster.Len(), want.Len())
	}
	for row := range want.Len() {
		for i, f := range s.Fields {
			if got, want := table.Roster.Row(row).Field(i), want.Row(row).Field(i); !got.Equal(want) {
				t.Fatalf("row %d, %s: %q, want %q", row, f.Name, got, want)
			}
		}
	}
}

// TestBadCellsStayAlone spoils some cells of a roster: exactly their rows are
// rejected, each bad cell by its place, and the other rows are untouched.
func TestBadCellsStayAlone(t *testing.T) {
	s := schema(t)
	born := s.Index("born")
	rapid.Check(t, func(t *rapid.T) {
		spoilt := rapid.SliceOfN(rapid.SampledFrom([]string{"", "born", "pay.basic", "both", "torn"}), 1, 30).Draw(t, "rows")
		var b strings.Builder
		b.WriteString("编号,出生日期,基本离退休费\n")
		var good, bad []string
		for n, how := range spoilt {
			key, date, pay := fmt.Sprintf("P%02d", n), "1932-05-01", "4300"
			place := fmt.Sprintf("roster.csv:%d", n+2)
			if how == "born" || how == "both" {
				date = "1932-02-30"
				bad = append(bad, place+" born")
			}
			if how == "pay.basic" || how == "both" {
				pay = "x"
				bad = append(bad, place+" pay.basic")
			}
			if how == "torn" {
				pay += ",1"
				bad = append(bad, place+" ")
			}
			if how == "" {
				good = append(good, key)
			}
			fmt.Fprintf(&b, "%s,%s,%s\n", key, date, pay)
		}
		table, err := intake.ReadRosterBytes(t.Context(), "roster.csv", []byte(b.String()), s, intake.Options{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		var rejects []string
		for _, r := range table.Rejects {
			rejects = append(rejects, r.Place+" "+r.Field)
		}
		if !slices.Equal(keys(table), good) || !slices.Equal(rejects, bad) {
			t.Fatalf("good %v, want %v; rejects %v, want %v", keys(table), good, rejects, bad)
		}
		for row := range table.Roster.Len() {
			if table.Roster.Row(row).Field(born).String() != "1932-05-01" {
				t.Fatal("a good row was changed")
			}
		}
		if table.Rows != len(spoilt) {
			t.Fatalf("%d rows, want %d", table.Rows, len(spoilt))
		}
	})
}

// FuzzReadRoster holds for any bytes at all: no panic, an error of ours or a
// table that adds up, and rejects that can be written and read again.
func FuzzReadRoster(f *testing.F) {
	for _, text := range []string{
		plain, troubled, "", "\"", "编号\n\"", "编号,姓名\nA1,\"a\nb\"\n", "\xff\xfe\x16\x7f", "\xb1\xe0\xba\xc5\nA1\n\x81",
		"编号;姓名\r\nA1;\"x\"\"y\"\r\n", "person\nP1\nP1\n", "编号,,\nA1,2,3\n", "sep=,\n编号\n=\"0012\"\n", "编号\n" + strings.Repeat("\"\n", 60) + "A1\n",
	} {
		f.Add([]byte(text))
	}
	s := checkFree(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := intake.ReadRosterBytes(t.Context(), "roster.csv", data, s, intake.Options{AsOf: asOf})
		if err != nil {
			var ours *intake.Error
			if !errors.As(err, &ours) || len(ours.Problems) == 0 || ours.Problems[0].Message.ZH == "" {
				t.Fatalf("not an error in both languages: %v", err)
			}
			return
		}
		rejected := map[int]bool{}
		for _, r := range table.Rejects {
			rejected[r.Row] = true
		}
		if table.Rows != table.Roster.Len()+len(rejected) {
			t.Fatalf("%d rows, but %d persons and %d rows with rejects", table.Rows, table.Roster.Len(), len(rejected))
		}
		if left := table.Roster.Validate(asOf); len(left) > 0 && left[0].Severity == 0 {
			t.Fatalf("the roster has an error: %v", left[0])
		}
		var b bytes.Buffer
		if err := intake.WriteRejects(&b, table); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(&b)
		r.FieldsPerRecord = -1
		for n := 0; ; n++ {
			if _, err := r.Read(); err == io.EOF {
				if n != len(rejected)+1 {
					t.Fatalf("%d lines of rejects for %d rows", n-1, len(rejected))
				}
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}
