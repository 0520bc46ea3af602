package roster_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func parquetOf(t interface{ Fatal(...any) }, r *roster.Roster) []byte {
	var b bytes.Buffer
	if err := r.WriteParquet(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestParquetReadsBack holds for any rows: all that is not private comes back,
// and any order and batches give the same bytes.
func TestParquetReadsBack(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t, s)
		r := rosterOf(s, rows, rapid.IntRange(0, 5).Draw(t, "batch rows"))
		data := parquetOf(t, r)
		back, err := roster.ReadParquet(s, data)
		if err != nil {
			t.Fatal(err)
		}
		if back.Hash() != r.Hash() || !sameRows(rowsOf(back), rowsOf(withoutPrivate(r.Sorted()))) {
			t.Fatalf("%v came back as %v", rowsOf(r.Sorted()), rowsOf(back))
		}
		permuted := rosterOf(s, rapid.Permutation(rows).Draw(t, "permuted"), 3)
		if !bytes.Equal(data, parquetOf(t, permuted)) {
			t.Fatal("the bytes depend on the order of the rows")
		}
		if !bytes.Equal(data, parquetOf(t, back)) {
			t.Fatal("what was read back is written otherwise")
		}
	})
}

// TestParquetOfLongTextsIsTheSameEachTime holds for a column whose texts are
// longer than the dictionary that Arrow would give it.
func TestParquetOfLongTextsIsTheSameEachTime(t *testing.T) {
	s := testSchema(t)
	b := roster.NewBuilder(s, 0)
	for i := range roster.DefaultBatchRows {
		b.Append(cells(t, s, record{"person": fmt.Sprint("P", i), "unit": fmt.Sprint(strings.Repeat("局", 40), i)}))
	}
	r := b.Build()
	first := parquetOf(t, r)
	for range 12 {
		if !bytes.Equal(first, parquetOf(t, r)) {
			t.Fatal("the bytes are other ones")
		}
	}
}

// withoutPrivate gives the roster with its private cells emptied.
func withoutPrivate(r *roster.Roster) *roster.Roster {
	rows := rowsOf(r)
	for _, row := range rows {
		for i, f := range r.Schema.Fields {
			if f.Private {
				row[i] = lang.Value{}
			}
		}
	}
	return rosterOf(r.Schema, rows, 0)
}

func TestParquetHoldsNothingPrivate(t *testing.T) {
	s := testSchema(t)
	data := parquetOf(t, build(t, s, record{
		"person": "P1", "name": "样例甲", "national_id": "11010519491231002X", "unit": "甲局",
	}))
	for _, private := range []string{"样例甲", "11010519491231002X", "national_id", "姓名"} {
		if bytes.Contains(data, []byte(private)) {
			t.Errorf("the file holds %s", private)
		}
	}
	if !bytes.Contains(data, []byte("甲局")) {
		t.Error("the file does not hold what is public")
	}
}

func TestReadParquetRefuses(t *testing.T) {
	s := testSchema(t)
	data := parquetOf(t, build(t, s, record{"person": "P1"}))
	other := func(text string) *roster.Schema {
		schema, problems := roster.LoadSchema(source.NewFile("other.yaml", []byte("fields:\n"+text)))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return schema
	}
	const key = "  - {name: person, kind: string, label: 人员编号, key: true}\n"
	for name, test := range map[string]struct {
		schema *roster.Schema
		data   []byte
		want   string
	}{
		"garbage":    {s, []byte("not parquet"), "read roster: "},
		"empty":      {s, nil, "read roster: "},
		"cut short":  {s, data[:len(data)/2], "read roster: "},
		"more":       {other(key), data, "the file has 12 columns, the schema 1"},
		"less":       {other(key + "  - {name: card, kind: string, label: 证件}\n"), data, "no column card"},
		"other kind": {other(key + "  - {name: born, kind: bool, label: 出生日期}\n"), data, "column born is date32, not bool"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := roster.ReadParquet(test.schema, test.data); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one with %q", err, test.want)
			}
		})
	}
}

// A failing writer stands for a full disk.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, bytes.ErrTooLarge }

func TestWriteParquetTellsOfAFullDisk(t *testing.T) {
	if err := build(t, testSchema(t), record{"person": "P1"}).WriteParquet(failing{}); err == nil {
		t.Error("no error")
	}
}
