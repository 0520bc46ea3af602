package hotspot

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// check finds what makes a study impossible to read: a mistake of the caller, not
// of the data.
func (s Study) check() error {
	var problems []error
	for _, d := range s.Dimensions {
		if len(d.Levels) == 0 {
			problems = append(problems, errors.New("a dimension has no levels"))
		}
		for _, l := range d.Levels {
			problems = append(problems, s.checkLevel(l))
		}
	}
	problems = append(problems, s.checkNames(), s.checkCauses(), s.checkNull(), s.checkNumbers())
	return errors.Join(problems...)
}

func (s Study) checkLevel(l Level) error {
	if len(l.Codes) != s.Persons {
		return fmt.Errorf("level %s: %d codes for %d persons", l.Name, len(l.Codes), s.Persons)
	}
	for i, c := range l.Codes {
		if c < -1 || int(c) >= len(l.Labels) {
			return fmt.Errorf("level %s, row %d: code %d has no label", l.Name, i, c)
		}
	}
	return nil
}

func (s Study) checkNames() error {
	known := map[string][]Level{} // a level with those above it
	for _, d := range s.Dimensions {
		for i, l := range d.Levels {
			before, twice := known[l.Name]
			if lowest := i == len(d.Levels)-1; twice && (lowest || !slices.EqualFunc(before, d.Levels[:i+1], same)) {
				return fmt.Errorf("level %s: there are two", l.Name)
			}
			known[l.Name] = d.Levels[:i+1]
		}
	}
	for _, cross := range s.Crosses {
		if len(cross) < 2 {
			return fmt.Errorf("cross %v: it needs two levels or more", cross)
		}
		for _, name := range cross {
			if known[name] == nil {
				return fmt.Errorf("cross %v: no level %s", cross, name)
			}
		}
	}
	return nil
}

func same(a, b Level) bool { return a.Name == b.Name && slices.Equal(a.Codes, b.Codes) }

func (s Study) checkCauses() error {
	if len(s.Causes) == 0 || len(s.Causes) > mostCauses {
		return fmt.Errorf("%d causes: from 1 to %d can be scanned together", len(s.Causes), mostCauses)
	}
	for _, c := range s.Causes {
		if len(c.Flags) != s.Persons {
			return fmt.Errorf("cause %s: %d flags for %d persons", c.Name, len(c.Flags), s.Persons)
		}
	}
	return nil
}

func (s Study) checkNull() error {
	switch s.Null.kind {
	case within:
		return s.checkLevel(s.Null.strata)
	case bands, shares:
		if len(s.Null.risk) != s.Persons {
			return fmt.Errorf("%d risks for %d persons", len(s.Null.risk), s.Persons)
		}
		for i, r := range s.Null.risk {
			if !(r >= 0) || math.IsInf(r, 1) {
				return fmt.Errorf("row %d: risk %v is not a number from 0 on", i, r)
			}
		}
	}
	return nil
}

func (s Study) checkNumbers() error {
	if s.Persons < 0 || s.Persons > math.MaxInt32 {
		return fmt.Errorf("%d persons: at most %d can be scanned", s.Persons, math.MaxInt32)
	}
	if s.MinPersons < 0 || s.MinCases < 0 || s.Replicates < 0 || s.Workers < 0 {
		return errors.New("a smallest group, a smallest cluster, replicates and workers cannot be below 0")
	}
	if !(s.MaxShare >= 0 && s.MaxShare <= 1) {
		return fmt.Errorf("greatest share %v is not from 0 to 1", s.MaxShare)
	}
	return nil
}
