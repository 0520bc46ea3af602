package roster_test

import (
	"flag"
	"math"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// update rewrites the golden files.
var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares what was made with a committed file.
func golden(t *testing.T, path, got string) {
	t.Helper()
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
		t.Errorf("%s differs; look, then run go test ./rules/roster -update\n%s", path, diff)
	}
}

// testSchema reads testdata/schema.yaml.
func testSchema(t testing.TB) *roster.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/schema.yaml")
	if err != nil {
		t.Fatal(err)
	}
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}

// A record is one person: the text of each field that is not empty.
type record map[string]string

// cells reads a record as a roster's file would be read.
func cells(t testing.TB, s *roster.Schema, r record) []lang.Value {
	t.Helper()
	values := make([]lang.Value, len(s.Fields))
	for name, text := range r {
		i := s.Index(name)
		if i < 0 {
			t.Fatalf("no field %s", name)
		}
		v, err := s.ParseCell(i, text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		values[i] = v
	}
	return values
}

// build makes a roster of records.
func build(t testing.TB, s *roster.Schema, records ...record) *roster.Roster {
	t.Helper()
	b := roster.NewBuilder(s, 2)
	for _, r := range records {
		b.Append(cells(t, s, r))
	}
	return b.Build()
}

// drawRows draws rows of the schema's kinds; keys are few, so that some repeat.
func drawRows(t *rapid.T, s *roster.Schema) [][]lang.Value {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []lang.Value {
		row := make([]lang.Value, len(s.Fields))
		for i, f := range s.Fields {
			if rapid.IntRange(0, 4).Draw(t, "known") > 0 {
				row[i] = drawValue(t, f)
			}
		}
		return row
	}), 0, 12).Draw(t, "rows")
}

func drawValue(t *rapid.T, f roster.Field) lang.Value {
	switch f.Kind {
	case lang.Bool:
		return lang.BoolOf(rapid.Bool().Draw(t, f.Name))
	case lang.Int:
		return lang.IntOf(rapid.Int64().Draw(t, f.Name))
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(rapid.Int64Min(-math.MaxInt64).Draw(t, f.Name)))
	case lang.DateKind:
		return lang.DateOf(lang.Date(rapid.Int32Range(-700_000, 2_000_000).Draw(t, f.Name)))
	}
	return lang.StringOf(rapid.SampledFrom([]string{"甲", "乙局", "P1", "P2", "\x00\x01", "a"}).Draw(t, f.Name))
}

// rosterOf builds rows in batches of some size.
func rosterOf(s *roster.Schema, rows [][]lang.Value, batchRows int) *roster.Roster {
	b := roster.NewBuilder(s, batchRows)
	for _, row := range rows {
		b.Append(row)
	}
	return b.Build()
}

// rowsOf gives the cells of every person.
func rowsOf(r *roster.Roster) [][]lang.Value {
	var rows [][]lang.Value
	for i := range r.Len() {
		row := make([]lang.Value, len(r.Schema.Fields))
		for f := range row {
			row[f] = r.Row(i).Field(f)
		}
		rows = append(rows, row)
	}
	return rows
}

// sameRows compares cells by [lang.Value.Equal].
func sameRows(a, b [][]lang.Value) bool {
	return cmp.Equal(a, b, cmp.Comparer(lang.Value.Equal), cmpopts.EquateEmpty())
}
