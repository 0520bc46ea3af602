package roster

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Roster is the persons to screen, as Arrow record batches under one schema.
// It is immutable and safe for concurrent use.
type Roster struct {
	Schema  *Schema
	Batches []arrow.RecordBatch
}

// Len gives the count of persons.
func (r *Roster) Len() int { panic("not yet") }

// Person gives the key of the person at a row, counted from 0.
func (r *Roster) Person(row int) string { panic("not yet") }

// Row gives one person as expressions read it: field i is Schema.Fields[i]; an
// empty cell is lang.Unknown of its dotted name.
func (r *Roster) Row(row int) lang.Row { panic("not yet") }

// Sorted gives the same persons in the order of their keys, in one batch order
// that no longer depends on how they were read.
func (r *Roster) Sorted() *Roster { panic("not yet") }

// Hash gives a sha256 in hex over the schema's field names and the sorted rows:
// the same for any order of rows and any batching.
func (r *Roster) Hash() string { panic("not yet") }

// WriteParquet writes the roster without its private fields.
func (r *Roster) WriteParquet(w io.Writer) error { panic("not yet") }

// ReadParquet reads what WriteParquet wrote, under the same schema.
func ReadParquet(s *Schema, data []byte) (*Roster, error) { panic("not yet") }

// A Builder gathers rows into a roster.
type Builder struct{}

// NewBuilder makes a builder; batchRows ≤ 0 means a sensible batch size.
func NewBuilder(s *Schema, batchRows int) *Builder { panic("not yet") }

// Append adds one person; cells are in the order of the schema's fields and of
// their kinds, or unknown.
func (b *Builder) Append(cells []lang.Value) { panic("not yet") }

// Build gives the roster and empties the builder.
func (b *Builder) Build() *Roster { panic("not yet") }

// An Issue is one thing wrong with one person's row.
type Issue struct {
	Row      int    // counted from 0, in the order of the roster
	Person   string // key; may be empty
	Field    string // name of the field
	Check    string // id of the check: duplicate, required, range, national_id, or a schema check's own
	Severity source.Severity
	Message  source.Text // names no private value
}

// Validate finds every issue: an empty or repeated key, a number out of range, a
// wrong check digit of GB 11643-1999, dates in an impossible order, and the
// schema's own checks. Issues are sorted by row, then field, then check.
func (r *Roster) Validate(asOf lang.Date) []Issue { panic("not yet") }
