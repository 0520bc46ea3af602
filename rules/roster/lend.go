package roster

import (
	"context"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/internal/chunks"
)

// Lent gives the roster with some fields of each row as another row has them: row i
// has those of row from[i], which may be its own. All other columns it shares with
// this one.
func (r *Roster) Lent(fields []int, from []int32) *Roster {
	places := slices.Collect(slices.Chunk(placesIn(r, from), max(r.even, 1)))
	columns := r.columnwise()
	lent := make([][]arrow.Array, len(fields)) // by field and batch
	chunks.Tasks(context.Background(), len(fields), 0, func(i int) error {
		for _, batch := range places {
			column := newFiller(&r.Schema.Fields[fields[i]], len(batch))
			column.take(columns[fields[i]], batch)
			lent[i] = append(lent[i], column.array())
		}
		return nil
	})
	batches := make([]arrow.RecordBatch, len(r.Batches))
	for n, b := range r.Batches {
		arrays := slices.Clone(b.Columns())
		for i, field := range fields {
			arrays[field] = lent[i][n]
		}
		batches[n] = array.NewRecordBatch(b.Schema(), arrays, b.NumRows())
	}
	return newRoster(r.Schema, batches, r.even)
}
