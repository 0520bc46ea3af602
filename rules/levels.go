package rules

import (
	"sort"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// Levels are what the four tests come to: of each policy and of the run.
type Levels struct {
	Thresholds risk.Thresholds
	Policies   []risk.Weighed // in the order of the run
	Run        risk.Weighed   // of each test the worst of the policies
}

// Levels puts every policy of a result to the four tests, by the rules that found
// what it found; zero thresholds are the default ones. Without rules nothing was
// asked, and there is no level: 低 would read as an answer.
func (r *Result) Levels(pack *risk.Pack, by risk.Thresholds) *Levels {
	if pack == nil && len(r.Findings) == 0 || len(r.Policies) == 0 {
		return nil
	}
	l := &Levels{Thresholds: by.OrDefault()}
	rows, dead, known := rowsOf(r.Roster), deadBy(r.Roster, r.AsOf), rulesByID(pack)
	scale := risk.Scale{
		Thresholds: l.Thresholds, Places: meetingPlaces(r.Roster),
		Row: rows.find, Rule: func(id string) *risk.Rule { return known[id] },
	}
	for _, p := range r.Policies {
		scale.Policy, scale.Bearings = p.Policy.ID, p.bearings(dead)
		l.Policies = append(l.Policies, scale.Weigh(r.Findings))
	}
	l.Run = risk.WorstOf(l.Policies)
	return l
}

// deadBy gives whoever has died by a day.
func deadBy(r *roster.Roster, asOf lang.Date) []bool {
	dead := make([]bool, r.Len())
	died := r.Schema.Index("died_on")
	if died < 0 {
		return dead
	}
	for person := range dead {
		v := r.Row(person).Field(died)
		dead[person] = v.Known() && v.Date() <= asOf
	}
	return dead
}

// bearings says of each person how the policy bears on them. Whoever cannot be
// told is concerned: the answer is owed to them.
func (r PolicyResult) bearings(dead []bool) []risk.Bearing {
	bearings := make([]risk.Bearing, r.Outcomes.Len())
	for person := range bearings {
		switch {
		case dead[person]:
			bearings[person] = risk.Dead
		case r.Outcomes.Status(person) != policy.OutOfScope:
			bearings[person] = risk.Concerned
		}
	}
	return bearings
}

// meetingPlaces are the units and townships: who shares one can petition together.
// Those of one name in two counties are two: every county has its 城关镇.
func meetingPlaces(r *roster.Roster) (places [][]int32) {
	region, counties := levelOf(r, "region")
	for _, name := range []string{"unit", "township"} {
		l, ok := levelOf(r, name)
		if !ok {
			continue
		}
		if counties {
			apart(l.Codes, region.Codes)
		}
		places = append(places, l.Codes)
	}
	return places
}

// apart numbers places anew, so that those of two counties have two numbers. Of
// whom no county is known are those of one more.
func apart(places, counties []int32) {
	at := map[[2]int32]int32{}
	for person, place := range places {
		if place < 0 {
			continue
		}
		key := [2]int32{counties[person], place}
		n, ok := at[key]
		if !ok {
			n = int32(len(at))
			at[key] = n
		}
		places[person] = n
	}
}

// rulesByID gives the rules of a pack; without one there are none.
func rulesByID(pack *risk.Pack) map[string]*risk.Rule {
	known := map[string]*risk.Rule{}
	if pack == nil {
		return known
	}
	for _, g := range pack.Groups {
		for _, rule := range g.All() {
			known[rule.ID] = rule
		}
	}
	return known
}

// rows finds persons of a roster sorted by key. Findings come in that order rule
// by rule: the search goes on from where the last one ended.
type rows struct {
	of   *roster.Roster
	last int
}

func rowsOf(r *roster.Roster) *rows { return &rows{of: r} }

func (r *rows) find(key string) (row int, ok bool) {
	n := r.of.Len()
	from, to := 0, n
	if r.last < n && r.of.Person(r.last) <= key {
		from = r.last
		for step := 1; from+step < n; step *= 2 {
			if r.of.Person(from+step) >= key {
				to = from + step + 1
				break
			}
			from += step
		}
	}
	r.last = from + sort.Search(to-from, func(i int) bool { return r.of.Person(from+i) >= key })
	return r.last, r.last < n && r.of.Person(r.last) == key
}
