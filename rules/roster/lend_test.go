package roster_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/roster"
)

// TestLent lends any fields from any rows, and wants each cell to be its lender's and
// all others as they were.
func TestLent(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 300).Draw(t, "rows")
		b := roster.NewBuilder(s, rapid.SampledFrom([]int{0, 64, 100, rows + 1}).Draw(t, "batch"))
		for row := range rows {
			b.Append(drawnRow(s, 0, row))
		}
		r := b.Build()
		fields := rapid.SliceOfNDistinct(rapid.IntRange(0, len(s.Fields)-1), 0, len(s.Fields), rapid.ID).Draw(t, "fields")
		from := rapid.SliceOfN(rapid.Int32Range(0, int32(rows-1)), rows, rows).Draw(t, "from")
		lent := r.Lent(fields, from)
		if lent.Len() != rows || len(lent.Batches) != len(r.Batches) {
			t.Fatalf("%d rows in %d batches, want %d in %d", lent.Len(), len(lent.Batches), rows, len(r.Batches))
		}
		for row := range rows {
			for i := range s.Fields {
				lender := row
				if slices.Contains(fields, i) {
					lender = int(from[row])
				}
				got, want := lent.Row(row).Field(i), r.Row(lender).Field(i)
				if got.Known() != want.Known() || got.Known() && !got.Equal(want) {
					t.Fatalf("row %d, field %d: %v, want %v", row, i, got, want)
				}
			}
		}
	})
}
