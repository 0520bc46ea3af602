package roster_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// TestOrderAndBatchesChangeNothing is invariant 4 of the design: permuting or
// re-batching the roster changes neither its hash nor what it is sorted to.
func TestOrderAndBatchesChangeNothing(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t, s)
		a := rosterOf(s, rows, rapid.IntRange(0, 5).Draw(t, "batch rows"))
		b := rosterOf(s, rapid.Permutation(rows).Draw(t, "permuted"), rapid.IntRange(0, 5).Draw(t, "other batch rows"))
		if a.Hash() != b.Hash() || a.FullHash() != b.FullHash() {
			t.Fatal("the hash depends on the order")
		}
		if !sameRows(rowsOf(a.Sorted()), rowsOf(b.Sorted())) {
			t.Fatal("the sorted rows depend on the order")
		}
		if a.Sorted().Hash() != a.Hash() {
			t.Fatal("sorting changes the hash")
		}
	})
}

func TestSortedIsInTheOrderOfKeys(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rosterOf(s, drawRows(t, s), rapid.IntRange(0, 5).Draw(t, "batch rows")).Sorted()
		for i := 1; i < r.Len(); i++ {
			if r.Person(i-1) > r.Person(i) {
				t.Fatalf("%q is before %q", r.Person(i-1), r.Person(i))
			}
		}
	})
}

// TestEveryPublicCellIsInTheHash changes one cell: the hash of what is public
// follows unless the cell is private, the full hash always.
func TestEveryPublicCellIsInTheHash(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t, s)
		if len(rows) == 0 {
			return
		}
		changed := slices.Clone(rows)
		at := rapid.IntRange(0, len(rows)-1).Draw(t, "row")
		field := rapid.IntRange(0, len(s.Fields)-1).Draw(t, "field")
		changed[at] = slices.Clone(rows[at])
		changed[at][field] = rapid.OneOf(
			rapid.Just(lang.Value{}),
			rapid.Custom(func(t *rapid.T) lang.Value { return drawValue(t, s.Fields[field]) }),
		).Draw(t, "cell")
		if changed[at][field].Equal(rows[at][field]) {
			return
		}
		a, b := rosterOf(s, rows, 0), rosterOf(s, changed, 0)
		if (a.Hash() == b.Hash()) != s.Fields[field].Private {
			t.Fatalf("%s changed and the hash did not tell", s.Fields[field].Name)
		}
		if a.FullHash() == b.FullHash() {
			t.Fatalf("%s changed and the full hash did not", s.Fields[field].Name)
		}
	})
}

// TestHashDoesNotMoveText shows that a text that moves to the next field is
// another roster.
func TestHashDoesNotMoveText(t *testing.T) {
	s := testSchema(t)
	a := build(t, s, record{"person": "P1", "category": "lixiu"})
	b := build(t, s, record{"person": "P1", "unit": "lixiu"})
	c := build(t, s, record{"person": "P1"}, record{"person": "P2"})
	d := build(t, s, record{"person": "P1"}, record{"person": "P3"})
	hashes := []string{a.Hash(), b.Hash(), c.Hash(), d.Hash(), build(t, s).Hash()}
	slices.Sort(hashes)
	if len(slices.Compact(hashes)) != 5 {
		t.Error("two of five rosters have one hash")
	}
}

// TestHashIsStable pins the hash: runs recorded by an earlier version name it.
func TestHashIsStable(t *testing.T) {
	s := testSchema(t)
	r := build(t, s,
		record{"person": "P2", "name": "样例二", "category": "退休", "pay.basic": "3200.5", "disabled": "否"},
		record{"person": "P1", "name": "样例一", "category": "离休", "rank": "131", "born": "1932-05-01"})
	golden(t, "testdata/hash.golden", r.Hash()+"\n")
}

// TestSortedInManyBatches sorts more persons than a batch holds. A batch is what
// a builder makes of the same rows in order, to the words of its dictionaries.
func TestSortedInManyBatches(t *testing.T) {
	const persons = 2*roster.DefaultBatchRows + 500
	s := testSchema(t)
	shuffled, inOrder := roster.NewBuilder(s, 700), roster.NewBuilder(s, 0)
	row := func(i int) []lang.Value {
		return cells(t, s, record{
			"person": fmt.Sprintf("P%06d", i), "name": fmt.Sprint("样例", i), "unit": fmt.Sprint("单位", i*i%37),
			"rank": []string{"131", "132", ""}[i%3], "disabled": []string{"是", "", "否"}[i/2%3], "born": "1932-05-01",
		})
	}
	for i := range persons {
		shuffled.Append(row(i * 7919 % persons))
		inOrder.Append(row(i))
	}
	got, want := shuffled.Build().Sorted(), inOrder.Build()
	if want.Sorted() != want {
		t.Error("what is in order is copied")
	}
	if got.Len() != persons || len(got.Batches) != len(want.Batches) {
		t.Fatalf("%d persons in %d batches, want %d in %d", got.Len(), len(got.Batches), persons, len(want.Batches))
	}
	for i := range want.Batches {
		if !array.RecordEqual(got.Batches[i], want.Batches[i]) {
			t.Errorf("batch %d is another", i)
		}
		unit := s.Index("unit")
		a, b := got.Batches[i].Column(unit).(*array.Dictionary), want.Batches[i].Column(unit).(*array.Dictionary)
		if !array.Equal(a.Dictionary(), b.Dictionary()) {
			t.Errorf("batch %d has the words %v, want %v", i, a.Dictionary(), b.Dictionary())
		}
	}
}
