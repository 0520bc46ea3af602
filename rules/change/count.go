package change

import (
	"errors"

	"weiran/rules"
	"weiran/rules/lang"
)

// Count gives the figures of the result of an input.
func Count(in rules.Input, res *rules.Result) (Tally, error) {
	t := Tally{Key{"", Persons, ""}: int64(res.Roster.Len())}
	for _, p := range res.Policies {
		if err := t.addOutcomes(p); err != nil {
			return nil, err
		}
	}
	for i := range res.Findings {
		if err := t.AddFinding(Seen(&res.Findings[i])); err != nil {
			return nil, err
		}
	}
	if l := res.Levels(in.Rules, in.Levels); l != nil {
		t.AddLevels(l.Policies)
	}
	return t, nil
}

// addOutcomes adds up by itself before it asks for a key: a province has a million
// outcomes, and a figure is found by its name.
func (t Tally) addOutcomes(p rules.PolicyResult) error {
	var persons [len(statusMeasures)]int64
	var monthly, arrears lang.Decimal
	var err error
	for row := range p.Outcomes.Len() {
		persons[p.Outcomes.Status(row)]++
		if monthly, err = monthly.Add(p.Outcomes.Delta(row)); err != nil {
			return errTooLarge
		}
		if arrears, err = arrears.Add(p.Outcomes.Arrears(row)); err != nil {
			return errTooLarge
		}
	}
	id := p.Policy.ID
	for s, n := range persons {
		if err := t.Add(Key{id, statusMeasures[s], ""}, n); err != nil {
			return err
		}
	}
	return errors.Join(
		t.Add(Key{id, Monthly, ""}, int64(monthly)),
		t.Add(Key{id, Arrears, ""}, int64(arrears)),
	)
}
