package policy

import (
	"fmt"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// doubts is why the persons of a batch who cannot be told cannot be. Few reasons
// serve many persons.
type doubts struct {
	rows    []int32 // sorted
	reasons []*doubt
}

// A doubt is what an outcome of cannot_tell says.
type doubt struct {
	missing []string
	faults  []source.Fault
}

// of gives the doubt about the person at a row of the batch, nil for none.
func (d *doubts) of(row int) *doubt {
	if at, found := slices.BinarySearch(d.rows, int32(row)); found {
		return d.reasons[at]
	}
	return nil
}

// value gives what stands for an amount of a person about whom there is a doubt.
func (d *doubt) value() lang.Value {
	if len(d.missing) == 0 && len(d.faults) > 0 {
		return lang.Failed(d.faults[0])
	}
	return lang.Unknown(d.missing...)
}

// settle asks the reference about every row that is open, for the words, and
// about those whose amounts might overflow, for whether they do. What it decides
// of the latter needs no other numbers: where nothing overflows, what has wrapped
// around on the way has come back.
func (s *sheet) settle(asOf lang.Date) (doubts, error) {
	var found doubts
	known := map[string]*doubt{}
	from, _ := s.payroll.Roster.Span(s.batch)
	for w := range s.in {
		for row := w * wordRows; row < min(s.rows, (w+1)*wordRows); row++ {
			in := s.in.Has(row)
			if s.out.Has(row) || in && !s.large.Has(row) {
				continue
			}
			o := s.policy.Apply(s.payroll.Row(from+row), asOf)
			if o.Status == CannotTell {
				s.drop(row)
				found.rows = append(found.rows, int32(row))
				found.reasons = append(found.reasons, o.doubt(known))
				continue
			}
			if !in {
				return found, fmt.Errorf("policy %s: row %d is open by columns and %s by itself", s.policy.ID, from+row, o.Status)
			}
		}
	}
	return found, nil
}

// drop takes a row out of the scope.
func (s *sheet) drop(row int) { s.in = without(s.in, row) }

// doubt gives what an outcome of cannot_tell says, as one value for all that say
// the same.
func (o *Outcome) doubt(known map[string]*doubt) *doubt {
	var key strings.Builder
	for _, field := range o.Missing {
		fmt.Fprintf(&key, "%q ", field)
	}
	for _, f := range o.Reasons {
		fmt.Fprintf(&key, "%q", f)
	}
	d, ok := known[key.String()]
	if !ok {
		d = &doubt{o.Missing, o.Reasons}
		known[key.String()] = d
	}
	return d
}
