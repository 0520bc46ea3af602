package jobs

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"

	"weiran/rules/change"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// readImpacts adds up what impacts.csv says that the policies pay, and counts the
// persons of each status.
func (r *pastRun) readImpacts(in io.Reader) error {
	rows := csv.NewReader(in)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return otherForm(err)
	}
	columns, ok := impactColumnsOf(header)
	if !ok {
		return errForm
	}
	sums := map[string]*impactSum{}
	for _, p := range r.Record.Policies {
		sums[p.ID] = &impactSum{persons: map[string]int{}}
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return r.impacts(sums)
		}
		if err != nil {
			return otherForm(err)
		}
		sum, ok := sums[row[columns.policy]]
		if !ok {
			return errForm
		}
		if err := sum.add(row, columns); err != nil {
			return errForm
		}
	}
}

// impactColumns are those of impacts.csv that are added up.
type impactColumns struct{ person, policy, delta, arrears, status int }

func impactColumnsOf(header []string) (c impactColumns, ok bool) {
	at := func(name string) int { return slices.Index(header, name) }
	c = impactColumns{at("person"), at("policy"), at("delta"), at("arrears"), at("status")}
	return c, min(c.person, c.policy, c.delta, c.arrears, c.status) >= 0
}

// An impactSum is what a policy comes to. The rows of a person stand together.
type impactSum struct {
	monthly, arrears lang.Decimal
	person           string         // of the last row
	persons          map[string]int // by status
}

func (s *impactSum) add(row []string, c impactColumns) (err error) {
	if s.monthly, err = plus(s.monthly, row[c.delta]); err != nil {
		return err
	}
	if s.person != row[c.person] {
		s.person = row[c.person]
		s.persons[row[c.status]]++
	}
	s.arrears, err = plus(s.arrears, row[c.arrears])
	return err
}

// plus adds a cell, which is empty where nothing is paid.
func plus(sum lang.Decimal, cell string) (lang.Decimal, error) {
	if cell == "" {
		return sum, nil
	}
	d, err := lang.ParseDecimal(cell)
	if err != nil {
		return 0, err
	}
	return sum.Add(d)
}

// impacts takes what was read among the figures of the run.
func (r *pastRun) impacts(sums map[string]*impactSum) error {
	for id, sum := range sums {
		err := errors.Join(
			r.tally.Add(change.Key{Policy: id, Measure: change.Monthly}, int64(sum.monthly)),
			r.tally.Add(change.Key{Policy: id, Measure: change.Arrears}, int64(sum.arrears)))
		for _, s := range []policy.Status{policy.Affected, policy.Unchanged, policy.OutOfScope, policy.CannotTell} {
			err = errors.Join(err, r.tally.Add(change.Key{Policy: id, Measure: change.StatusMeasure(s)}, int64(sum.persons[s.String()])))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
