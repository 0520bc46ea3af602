package roster

import (
	"math/bits"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// checks runs the schema's checks over the batch. What a check says is written
// row by row, of the few rows that it hits.
func (in *inspection) checks() {
	schema := in.roster.Schema
	if len(schema.Checks) == 0 {
		return
	}
	checker := in.checkers.Get().(*column.Worker)
	defer in.checkers.Put(checker)
	hits, err := checker.Run(in.columns())
	if err != nil {
		panic("roster: " + err.Error()) // the schema made the program, and the batch
	}
	for i := range schema.Checks {
		for at := range rowsOf(hits[i].Bools()) {
			in.hit(at, &schema.Checks[i])
		}
	}
}

// columns gives the batch as the schema's checks read it.
func (in *inspection) columns() column.Batch {
	record := in.roster.Batches[in.batch]
	b := column.Batch{Rows: int(record.NumRows())}
	for _, field := range in.roster.Schema.checked {
		b.Columns = append(b.Columns, column.Array(record.Column(field)))
	}
	b.Columns = append(b.Columns, column.Constant(in.asOf))
	return b
}

// rowsOf gives the rows whose bit is set.
func rowsOf(set column.Bits) func(yield func(row int) bool) {
	return func(yield func(int) bool) {
		for i, word := range set {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// hit notes that a row is as a check says that no row should be.
func (in *inspection) hit(at int, c *Check) {
	text := c.Says.Render(&checkRow{
		person: person{schema: in.roster.Schema, strips: in.strips, at: at},
		asOf:   in.asOf,
	})
	in.add(at, Issue{
		Field: c.Field, Check: c.ID, Severity: c.Severity,
		Message: source.Text{EN: text, ZH: text},
	})
}

// A checkRow is a person as the schema's checks read them.
type checkRow struct {
	person
	asOf lang.Value
}

// Field gives a field of the checks' scope, the last of which is as_of.
func (r *checkRow) Field(i int) lang.Value {
	if i == len(r.schema.checked) {
		return r.asOf
	}
	return r.person.Field(r.schema.checked[i])
}
