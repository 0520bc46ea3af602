package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A sheet is one batch of the roster as engines read it. Of a field it makes the
// column when an engine first reads it; what every rule file may read is made
// once for all of them. Its memory is used again for other batches.
type sheet struct {
	study       *study
	batch       int
	first, rows int // the batch's first row in the roster, and how many it has
	part        *policy.Part
	columns     []column.Column // by field

	own     map[int]*buffers // by field
	untold  column.Bits      // persons of whom the policy cannot be told; nil where nobody is
	ownBits column.Bits
	keying  keying
	tally   tally
}

// buffers is the memory of one column.
type buffers struct {
	wide            []int64
	narrow          []int32
	truth           column.Bits
	unknown, failed column.Bits
}

// sized gives a slice of n elements, in the old memory where it is enough.
func sized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}

// wide64 and narrow32 give memory for the values of some rows, not cleared.
func (b *buffers) wide64(rows int) []int64   { b.wide = sized(b.wide, rows); return b.wide }
func (b *buffers) narrow32(rows int) []int32 { b.narrow = sized(b.narrow, rows); return b.narrow }

// cleared gives bits for some rows, none of them set.
func cleared(into *column.Bits, rows int) column.Bits {
	*into = sized(*into, (rows+63)/64)
	clear(*into)
	return *into
}

// open makes the sheet another batch.
func (sh *sheet) open(st *study, batch int) {
	from, to := st.payroll.Roster.Span(batch)
	sh.study, sh.batch, sh.first, sh.rows = st, batch, from, to-from
	sh.part = st.subject.Outcomes.Part(batch)
	clear(sh.columns)
	if sh.own == nil {
		sh.own = map[int]*buffers{}
	}
	sh.untold = nil
	for row, status := range sh.part.Status {
		if status == policy.CannotTell {
			if sh.untold == nil {
				sh.untold = cleared(&sh.ownBits, sh.rows)
			}
			sh.untold.Set(row)
		}
	}
}

// buffers gives the memory of a field's column.
func (sh *sheet) buffers(field int) *buffers {
	b := sh.own[field]
	if b == nil {
		b = &buffers{}
		sh.own[field] = b
	}
	return b
}

// run has an engine that reads nothing of what a file declares compute the batch.
func (sh *sheet) run(a *assessment, e *engine, look func([]column.Result)) error {
	sh.widen(a.group.layout.declared)
	for _, field := range e.program.Reads() {
		sh.fill(a, field)
	}
	return e.run(column.Batch{Rows: sh.rows, Columns: sh.columns}, look)
}

// widen makes room for some columns at least.
func (sh *sheet) widen(columns int) {
	if missing := columns - len(sh.columns); missing > 0 {
		sh.columns = append(sh.columns, make([]column.Column, missing)...)
	}
}

// fill makes the column of a field that every file may read, unless it has been
// made.
func (sh *sheet) fill(a *assessment, field int) {
	l := a.group.layout
	switch into := &sh.columns[field]; {
	case *into != column.Column{}:
	case field < l.head:
		*into = sh.study.payroll.Column(sh.batch, field)
	case field < l.impact:
		*into = column.Constant(sh.study.head[field-l.head])
	case field < l.asOf:
		*into = impactFields[field-l.impact].column(sh, a, field)
	case field >= l.gauges:
		*into = sh.gauge(a, field)
	case l.isCliff(field):
		*into = sh.cliffs(a, field)
	default:
		*into = column.Constant(lang.DateOf(sh.study.subject.AsOf))
	}
}
