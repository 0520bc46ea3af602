package risk

import "slices"

// A Scale is what the findings of one policy are weighed on.
type Scale struct {
	Policy     string // its id
	Thresholds Thresholds
	Bearings   []Bearing                    // by person, in the order of the roster
	Places     [][]int32                    // the units, the townships: the place of each person, below 0 for none
	Row        func(key string) (int, bool) // of a person
	Rule       func(id string) *Rule        // nil for one that is not known: advice then changes nothing
}

// Weigh gives the levels of one policy by its findings, in any order; those of
// other policies do not count. It takes time linear in the findings and persons,
// but for sorting the rows of each rule.
func (s Scale) Weigh(findings []Finding) Weighed {
	s.Thresholds = s.Thresholds.OrDefault()
	found := s.gather(findings)
	return Weighed{
		Before: s.verdict(found, func(f foundBy) gravity { return f.before }),
		After:  s.verdict(found, func(f foundBy) gravity { return f.after }),
	}
}

// foundBy is what one rule found: rows of persons, and what is of the policy.
type foundBy struct {
	rule          string
	test          int // its place among the tests
	before, after gravity
	rows          []int32 // ascending, each once, of the living
	ofPolicy      int
}

// gather sorts the findings by their rules.
func (s Scale) gather(findings []Finding) []foundBy {
	at := map[string]int{}
	var found []foundBy
	for i := range findings {
		f := &findings[i]
		if f.Policy != s.Policy {
			continue
		}
		place, seen := at[f.Rule]
		if !seen {
			place = len(found)
			at[f.Rule] = place
			found = append(found, s.open(f))
		}
		if f.OfPolicy() {
			found[place].ofPolicy++
		} else if row, ok := s.Row(f.Person); ok && s.Bearings[row] != Dead {
			found[place].rows = append(found[place].rows, int32(row))
		}
	}
	for i := range found {
		slices.Sort(found[i].rows)
		found[i].rows = slices.Compact(found[i].rows)
	}
	return found
}

// open begins with the first finding of a rule. Advice never makes it graver.
func (s Scale) open(f *Finding) foundBy {
	by := foundBy{rule: f.Rule, before: gravityOf(f.Severity), after: gravityOf(f.Severity)}
	test := testOf[f.Grievance]
	if r := s.Rule(f.Rule); r != nil {
		test, by.after = r.Test, min(by.before, gravityOf(r.Eased))
	}
	by.test = max(0, slices.Index(Tests(), test))
	return by
}

// verdict weighs what was found, each rule by what is left of it.
func (s Scale) verdict(found []foundBy, left func(foundBy) gravity) Verdict {
	v := untested(s.Policy)
	var gravest [4][]gravity
	for i := range gravest {
		gravest[i] = make([]gravity, len(s.Bearings))
	}
	controllable := slices.Index(Tests(), Controllable)
	for _, f := range found {
		raise(gravest[f.test], f.rows, left(f))
		v[f.test].OfPolicy.add(left(f), f.ofPolicy)
		if left(f) >= graveMedium {
			v[controllable].Collectives += s.collectives(f.rows, func(rows []int32) {
				raise(gravest[controllable], rows, left(f))
			})
		}
	}
	for i := range v {
		s.count(&v[i], gravest[i])
		v[i].judge(s.Thresholds)
	}
	return v
}

// raise makes severities of persons at least so grave.
func raise(gravest []gravity, rows []int32, r gravity) {
	for _, row := range rows {
		gravest[row] = max(gravest[row], r)
	}
}

// collectives counts the places in which so many persons have the findings of
// one rule that they may petition together, and hands out those persons.
func (s Scale) collectives(rows []int32, of func(rows []int32)) (collectives int) {
	for _, place := range s.Places {
		together := map[int32][]int32{}
		for _, row := range rows {
			if place[row] >= 0 {
				together[place[row]] = append(together[place[row]], row)
			}
		}
		for _, rows := range together {
			if int64(len(rows)) >= s.Thresholds.Collective {
				collectives++
				of(rows)
			}
		}
	}
	return collectives
}

// count counts each person once. Whoever is left out is concerned with a finding
// of high severity alone: by counting them in for less, a finding more could
// lower the share.
func (s Scale) count(t *TestLevel, gravest []gravity) {
	for row, r := range gravest {
		t.Persons.add(r, 1)
		if s.Bearings[row] == Concerned || s.Bearings[row] == LeftOut && r == graveHigh {
			t.Concerned++
		}
	}
}
