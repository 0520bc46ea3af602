package roster_test

import (
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// TestJoiner joins rosters of any sizes and batches, without some of their rows,
// and wants what a builder makes of the rows that are kept.
func TestJoiner(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		joiner, want := roster.NewJoiner(s), roster.NewBuilder(s, 0)
		for n, rows := range rapid.SliceOfN(rapid.IntRange(0, 12_000), 0, 5).Draw(t, "rows") {
			every := rapid.IntRange(1, 9).Draw(t, "every") // of which one is left out
			part := roster.NewBuilder(s, rapid.SampledFrom([]int{0, 64, 1000, rows + 1}).Draw(t, "batch"))
			keep := func(row int) bool { return every == 1 || row%every > 0 }
			for row := range rows {
				part.Append(drawnRow(s, n, row))
				if keep(row) {
					want.Append(drawnRow(s, n, row))
				}
			}
			joiner.Add(part.Build(), keep)
		}
		mustBeAlike(t, joiner.Build(), want.Build())
	})
}

// drawnRow makes a row in which any cell may be unknown.
func drawnRow(s *roster.Schema, part, row int) []lang.Value {
	cells := make([]lang.Value, len(s.Fields))
	for i, f := range s.Fields {
		seed := (part+1)*7919 + row*31 + i*17
		if seed%(5+part) == 0 {
			continue
		}
		switch f.Kind {
		case lang.String:
			cells[i] = lang.StringOf(fmt.Sprint("词", seed%23))
		case lang.Int:
			cells[i] = lang.IntOf(int64(seed))
		case lang.DecimalKind:
			cells[i] = lang.DecimalOf(lang.Decimal(seed))
		case lang.DateKind:
			cells[i] = lang.DateOf(lang.Date(seed % 20_000))
		case lang.Bool:
			cells[i] = lang.BoolOf(seed%2 == 0)
		}
	}
	return cells
}

// mustBeAlike wants the same batches to the last entry of a dictionary.
func mustBeAlike(t *rapid.T, got, want *roster.Roster) {
	if len(got.Batches) != len(want.Batches) {
		t.Fatalf("got %d batches, want %d", len(got.Batches), len(want.Batches))
	}
	for n := range want.Batches {
		if !array.RecordEqual(got.Batches[n], want.Batches[n]) {
			t.Fatalf("batch %d differs", n)
		}
	}
}
