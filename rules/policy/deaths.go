package policy

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// deaths is when the persons of one batch died.
type deaths struct {
	cells arrow.Array // nil where the roster does not say
	days  *array.Date32
}

func (l *layout) deaths(r *roster.Roster, batch int) deaths {
	if l.died < 0 {
		return deaths{}
	}
	d := deaths{cells: r.Batches[batch].Column(l.died)}
	d.days, _ = d.cells.(*array.Date32)
	return d
}

// of gives the day of death of the person at a row. An empty cell is no recorded
// death; a cell that is no date is the zero one, as lang reads it.
func (d deaths) of(row int) (day lang.Date, died bool) {
	switch {
	case d.cells == nil || d.cells.IsNull(row):
		return 0, false
	case d.days == nil:
		return 0, true
	}
	return lang.Date(d.days.Value(row)), true
}
