package synth_test

import (
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// TestParquetHoldsTheSamePersons reads both formats; what is misspelt has no
// value in the first, so the rows with errors are left out.
func TestParquetHoldsTheSamePersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := order(t, rapid.Int64Range(1, 2500).Draw(t, "persons"), rapid.Uint64().Draw(t, "seed"))
		text, list := write(t, o)
		wrong := map[int]bool{}
		for _, m := range marksOf(plantedIn(t, list), "error") {
			wrong[m.row] = true
		}
		o.Format = "parquet"
		data, other := write(t, o)
		if string(list) != string(other) {
			t.Fatal("the lists differ")
		}
		back, err := roster.ReadParquet(o.Schema, data)
		if err != nil {
			t.Fatal(err)
		}
		if int64(back.Len()) != o.Persons {
			t.Fatal("parquet has", back.Len(), "persons of", o.Persons)
		}
		fromText, fromParquet := roster.NewBuilder(o.Schema, 0), roster.NewBuilder(o.Schema, 0)
		for i, row := range records(t, text) {
			if !wrong[i+1] {
				fromText.Append(parsed(t, o.Schema, row))
				fromParquet.Append(cells(o.Schema, back.Row(i)))
			}
		}
		if fromText.Build().Hash() != fromParquet.Build().Hash() {
			t.Fatal("the persons differ")
		}
	})
}

func parsed(t tester, s *roster.Schema, row []string) []lang.Value {
	values := make([]lang.Value, len(row))
	for i, text := range row {
		v, err := s.ParseCell(i, text)
		if err != nil {
			t.Fatal(err)
		}
		values[i] = v
	}
	return values
}

func cells(s *roster.Schema, row lang.Row) []lang.Value {
	values := make([]lang.Value, len(s.Fields))
	for i := range values {
		values[i] = row.Field(i)
	}
	return values
}
