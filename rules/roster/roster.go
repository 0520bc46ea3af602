package roster

import (
	"github.com/apache/arrow-go/v18/arrow"

	"weiran/rules/lang"
)

// A Roster is the persons to screen, as Arrow record batches under one schema.
// Column i of a batch is field i of the schema. A [Builder] makes it; it is
// immutable and safe for concurrent use.
type Roster struct {
	Schema  *Schema
	Batches []arrow.RecordBatch

	even int // rows of every batch but the last
}

// Len gives the count of persons.
func (r *Roster) Len() int {
	n := 0
	for _, b := range r.Batches {
		n += int(b.NumRows())
	}
	return n
}

// Person gives the key of the person at a row, counted from 0; it is empty
// where the key is unknown.
func (r *Roster) Person(row int) string {
	return r.Row(row).Field(r.Schema.key).Str()
}

// Span gives the rows of a batch: from the first up to, and not including, to.
func (r *Roster) Span(batch int) (from, to int) {
	from = batch * r.even
	return from, from + int(r.Batches[batch].NumRows())
}

// Place gives the batch in which a row stands, and where in it.
func (r *Roster) Place(row int) (batch, at int) { return row / r.even, row % r.even }

// Row gives one person as expressions read it: field i is Schema.Fields[i]; an
// empty cell is lang.Unknown of its dotted name.
func (r *Roster) Row(row int) lang.Row {
	b, at := r.Batches[row/r.even], row%r.even
	if at < 0 || at >= int(b.NumRows()) {
		panic("roster: no such row") // as a slice would
	}
	return person{schema: r.Schema, batch: b, at: at}
}

// A person is one row of a batch.
type person struct {
	schema *Schema
	batch  arrow.RecordBatch
	at     int
}

// Field gives the cell of a field.
func (p person) Field(i int) lang.Value {
	if v, ok := cellOf(p.batch.Column(i), p.schema.Fields[i].Kind, p.at); ok {
		return v
	}
	return p.schema.unknowns[i]
}
