package roster_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// TestRowsAreWhatWasAppended holds for any rows in any batches.
func TestRowsAreWhatWasAppended(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t, s)
		batchRows := rapid.IntRange(-1, 5).Draw(t, "batch rows")
		r := rosterOf(s, rows, batchRows)
		if got := rowsOf(r); r.Len() != len(rows) || !sameRows(got, rows) {
			t.Fatalf("%v became %v", rows, got)
		}
		for i, b := range r.Batches {
			if full := int(b.NumRows()) == batchRows; batchRows > 0 && !full && i < len(r.Batches)-1 {
				t.Fatalf("batch %d of %d has %d rows", i, len(r.Batches), b.NumRows())
			}
		}
	})
}

func TestUnknownCellNamesItsField(t *testing.T) {
	s := testSchema(t)
	r := build(t, s, record{"person": "P1", "born": "无"})
	for i, want := range map[int]string{s.Index("born"): "person.born", s.Index("pay.basic"): "pay.basic"} {
		if v := r.Row(0).Field(i); v.Known() || !slices.Equal(v.Missing(), []string{want}) {
			t.Errorf("the empty cell of %s is %v, missing %v", want, v, v.Missing())
		}
	}
}

func TestPerson(t *testing.T) {
	s := testSchema(t)
	r := build(t, s, record{"person": "P1"}, record{"person": "P2"}, record{"unit": "甲局"})
	for row, want := range []string{"P1", "P2", ""} {
		if got := r.Person(row); got != want {
			t.Errorf("row %d is %q, want %q", row, got, want)
		}
	}
}

func TestDecimalFieldTakesInt(t *testing.T) {
	s := testSchema(t)
	row := cells(t, s, record{"person": "P1"})
	row[s.Index("pay.basic")] = lang.IntOf(460)
	r := rosterOf(s, [][]lang.Value{row}, 0)
	if got := r.Row(0).Field(s.Index("pay.basic")); !got.Equal(lang.DecimalOf(460 * lang.One)) {
		t.Errorf("460 is kept as %s (%s)", got, got.Kind())
	}
}

func TestAppendRefuses(t *testing.T) {
	s := testSchema(t)
	good := cells(t, s, record{"person": "P1"})
	for name, row := range map[string][]lang.Value{
		"too few":    good[1:],
		"other kind": slices.Replace(slices.Clone(good), 0, 1, lang.IntOf(1)),
		"no decimal": slices.Replace(slices.Clone(good), s.Index("pay.basic"), s.Index("pay.basic")+1, lang.IntOf(1<<62)),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("the cells were taken")
				}
			}()
			roster.NewBuilder(s, 0).Append(row)
		})
	}
}

func TestBuildEmptiesTheBuilder(t *testing.T) {
	s := testSchema(t)
	b := roster.NewBuilder(s, 0)
	b.Append(cells(t, s, record{"person": "P1"}))
	if first, second := b.Build(), b.Build(); first.Len() != 1 || second.Len() != 0 {
		t.Errorf("built %d persons, then %d", first.Len(), second.Len())
	}
}

func TestArrowTypes(t *testing.T) {
	s := testSchema(t)
	schema := s.ArrowSchema()
	for name, want := range map[string]arrow.Type{
		"person": arrow.STRING, "name": arrow.STRING, "category": arrow.DICTIONARY, "unit": arrow.DICTIONARY,
		"rank": arrow.INT64, "born": arrow.DATE32, "disabled": arrow.BOOL, "pay.basic": arrow.INT64,
	} {
		if got := schema.Field(s.Index(name)).Type.ID(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if scale, _ := schema.Field(s.Index("pay.basic")).Metadata.GetValue("weiran.scale"); scale != "4" {
		t.Errorf("the scale of a decimal is %q", scale)
	}
}

// TestManyReadAtOnce reads a fresh roster from several goroutines: the race
// detector sees whatever a first reader would still have to make.
func TestManyReadAtOnce(t *testing.T) {
	s := testSchema(t)
	r := build(t, s, record{"person": "P1", "category": "离休"})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			if got := r.Row(0).Field(s.Index("category")); got.Str() != "lixiu" {
				t.Errorf("the category is %v", got)
			}
		})
	}
	readers.Wait()
}
