package roster

import (
	"context"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/internal/chunks"
)

// A Joiner makes one roster of several, such as the parts of a file that were
// read side by side, and leaves out rows that cannot be used. Of what it is given
// it holds only what does not yet fill a batch. It is not safe for concurrent
// use.
type Joiner struct {
	schema  *Schema
	waiting []place   // rows that are in no batch yet, and where they stand
	columns [][]strip // in these batches, by field
	batches []arrow.RecordBatch
}

// NewJoiner makes a joiner of rosters under a schema.
func NewJoiner(s *Schema) *Joiner {
	return &Joiner{schema: s, columns: make([][]strip, len(s.Fields))}
}

// Add puts the persons of a roster whose rows are kept behind those before, in
// their order; keep nil keeps all. The roster is under the joiner's schema.
func (j *Joiner) Add(r *Roster, keep func(row int) bool) {
	before := len(j.columns[0])
	for i, column := range r.columnwise() {
		j.columns[i] = append(j.columns[i], column...)
	}
	for row := range r.Len() {
		if keep == nil || keep(row) {
			batch, at := r.Place(row)
			j.waiting = append(j.waiting, place{int32(before + batch), int32(at)})
		}
	}
	joined := 0
	for ; len(j.waiting)-joined >= DefaultBatchRows; joined += DefaultBatchRows {
		j.join(j.waiting[joined : joined+DefaultBatchRows])
	}
	if joined > 0 {
		j.forget(joined)
	}
}

// join makes a batch of rows.
func (j *Joiner) join(rows []place) {
	arrays := make([]arrow.Array, len(j.columns))
	chunks.Tasks(context.Background(), len(arrays), 0, func(i int) error {
		column := newFiller(&j.schema.Fields[i], len(rows))
		column.take(j.columns[i], rows)
		arrays[i] = column.array()
		return nil
	})
	j.batches = append(j.batches, array.NewRecordBatch(j.schema.ArrowSchema(), arrays, int64(len(rows))))
}

// forget drops the first of the waiting rows, which are joined, and the batches
// in which no other row stands.
func (j *Joiner) forget(joined int) {
	j.waiting = append(j.waiting[:0], j.waiting[joined:]...)
	done := len(j.columns[0])
	if len(j.waiting) > 0 {
		done = int(j.waiting[0].batch)
	}
	for i := range j.columns {
		j.columns[i] = append([]strip(nil), j.columns[i][done:]...)
	}
	for i := range j.waiting {
		j.waiting[i].batch -= int32(done)
	}
}

// Build gives the roster, in batches of [DefaultBatchRows], and empties the
// joiner.
func (j *Joiner) Build() *Roster {
	if len(j.waiting) > 0 {
		j.join(j.waiting)
	}
	r := newRoster(j.schema, j.batches, DefaultBatchRows)
	*j = *NewJoiner(j.schema)
	return r
}
