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

	even   int       // rows of every batch but the last
	rows   int       // of all batches
	strips [][]strip // by batch and field
	sorted bool      // known to be in the order of [Roster.Sorted]
}

// newRoster makes a roster of batches that all have as many rows, but for the
// last. It lays them open: Arrow makes a dictionary when it is first asked for,
// and a roster is read by many goroutines at once.
func newRoster(s *Schema, batches []arrow.RecordBatch, even int) *Roster {
	r := &Roster{Schema: s, Batches: batches, even: even}
	for _, b := range batches {
		r.strips = append(r.strips, s.stripsOf(b))
		r.rows += int(b.NumRows())
	}
	return r
}

// Len gives the count of persons.
func (r *Roster) Len() int { return r.rows }

// Person gives the key of the person at a row, counted from 0; it is empty
// where the key is unknown.
func (r *Roster) Person(row int) string {
	batch, at := r.Place(row)
	return r.strips[batch][r.Schema.key].person(at)
}

// person gives the key of a row of a batch, of whose keys the strip is.
func (s *strip) person(at int) string {
	if !s.known(at) {
		return ""
	}
	return s.plain.Value(at)
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
	batch, at := r.Place(row)
	if at < 0 || at >= r.strips[batch][0].rows {
		panic("roster: no such row") // as a slice would
	}
	return person{schema: r.Schema, strips: r.strips[batch], at: at}
}

// A person is one row of a batch.
type person struct {
	schema *Schema
	strips []strip
	at     int
}

// Field gives the cell of a field.
func (p person) Field(i int) lang.Value {
	if s := &p.strips[i]; s.known(p.at) {
		return s.value(p.at)
	}
	return p.schema.unknowns[i]
}
