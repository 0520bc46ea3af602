package risk

import (
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// died is when the persons of one batch died; nil where the roster does not say.
type died struct{ days *array.Date32 }

// deaths reads the day of death of everybody in a batch.
func (st *study) deaths(batch int) died {
	r := st.payroll.Roster
	at := r.Schema.Index("died_on")
	if at < 0 {
		return died{}
	}
	days, _ := r.Batches[batch].Column(at).(*array.Date32)
	return died{days}
}

// of gives the day on which the person at a row died; an empty cell is no recorded
// death.
func (d died) of(row int) (lang.Date, bool) {
	if d.days == nil || d.days.IsNull(row) {
		return 0, false
	}
	return lang.Date(d.days.Value(row)), true
}

// outlives reports that no death of the person at a row before a day is recorded.
func (d died) outlives(row int, day lang.Date) bool {
	on, dead := d.of(row)
	return !dead || on >= day
}

// before gives who of a batch died before a day; nil where nobody did.
func (d died) before(day lang.Date) (dead column.Bits) {
	if d.days == nil || d.days.NullN() == d.days.Len() {
		return nil
	}
	for row := range d.days.Len() {
		if !d.outlives(row, day) {
			if dead == nil {
				dead = column.NewBits(d.days.Len())
			}
			dead.Set(row)
		}
	}
	return dead
}
