package policy

import (
	"fmt"
	"slices"

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
	paid    lang.Value // what stands for an amount of the person
}

func newDoubt(missing []string, faults []source.Fault) *doubt {
	d := &doubt{missing, faults, lang.Unknown(missing...)}
	if len(missing) == 0 && len(faults) > 0 {
		d.paid = lang.Failed(faults[0])
	}
	return d
}

// of gives the doubt about the person at a row of the batch, nil for none.
func (d *doubts) of(row int) *doubt {
	if at, found := slices.BinarySearch(d.rows, int32(row)); found {
		return d.reasons[at]
	}
	return nil
}

// settle finds the words for every row that is open, and asks the reference about
// those whose amounts might overflow, for whether they do. What it decides of the
// latter needs no other numbers: where nothing overflows, what has wrapped around
// on the way has come back.
func (s *sheet) settle() (doubts, error) {
	var found doubts
	for w := range s.in {
		open := ^(s.in[w] | s.out[w])
		if w == len(s.in)-1 && s.rows%wordRows > 0 {
			open &= 1<<(s.rows%wordRows) - 1
		}
		for row := range rowsOf(open|s.in[w]&s.large[w], w) {
			d, err := s.doubt(row)
			if err != nil {
				return found, err
			}
			if d != nil {
				s.in = without(s.in, row)
				found.rows = append(found.rows, int32(row))
				found.reasons = append(found.reasons, d)
			}
		}
	}
	return found, nil
}

// doubt gives why a person cannot be told, nil where the person can.
func (s *sheet) doubt(row int) (*doubt, error) {
	from, _ := s.payroll.Roster.Span(s.batch)
	person := s.payroll.Row(from + row)
	if s.large.Has(row) {
		o := s.policy.Apply(person, s.asOf)
		if o.Status == CannotTell {
			return s.same(newDoubt(o.Missing, o.Reasons)), nil
		}
		if s.in.Has(row) {
			return nil, nil
		}
	} else {
		c := s.again
		c.recall.row = row
		c.meet(person)
		c.run()
		c.totals(s.policy.before(person))
		if c.open {
			return s.same(newDoubt(c.deciding(), c.faults())), nil
		}
	}
	return nil, fmt.Errorf("policy %s: row %d is open by columns and not by itself", s.policy.ID, from+row)
}

// same gives one value for all doubts that say the same.
func (s *sheet) same(d *doubt) *doubt {
	key := appendTexts(s.again.recall.key[:0], d.missing)
	for _, f := range d.faults {
		key = appendValue(key, lang.Failed(f))
	}
	s.again.recall.key = key
	if known, ok := s.doubts[string(key)]; ok {
		return known
	}
	if len(s.doubts) == maxRecalled {
		clear(s.doubts)
	}
	s.doubts[string(key)] = d
	return d
}
