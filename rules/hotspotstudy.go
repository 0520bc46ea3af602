package rules

import (
	"runtime"
	"sort"

	"weiran/rules/hotspot"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// flags are the findings of one policy as a scan sees them.
type flags struct {
	causes []hotspot.Cause // in the order of the grievances
	hits   []hit
}

// A hit is a finding that flags a person, by the row.
type hit struct {
	row       int32
	grievance risk.Grievance
	rule      string
}

// flag flags the persons with a finding of medium or high severity. Findings of a
// policy itself are of nobody.
func flag(r *roster.Roster, findings []risk.Finding) flags {
	var f flags
	of := map[risk.Grievance][]bool{}
	for i := range findings {
		found := &findings[i]
		if found.Person == "" || found.Severity != risk.Medium && found.Severity != risk.High {
			continue
		}
		row := sort.Search(r.Len(), func(i int) bool { return r.Person(i) >= found.Person })
		if of[found.Grievance] == nil {
			of[found.Grievance] = make([]bool, r.Len())
		}
		of[found.Grievance][row] = true
		f.hits = append(f.hits, hit{int32(row), found.Grievance, found.Rule})
	}
	for _, g := range risk.Grievances() {
		if of[g] != nil {
			f.causes = append(f.causes, hotspot.Cause{Name: g, Flags: of[g]})
		}
	}
	return f
}

const (
	fewRounds = 3
	noRounds  = -1
)

// budget is how many replicates and rounds a roster of a size is worth: what all
// of them take stays a few seconds. 199 are enough to tell one in a hundred.
func budget(persons int) (replicates, rounds int) {
	switch {
	case persons <= 1_000:
		return 9_999, 0
	case persons <= 20_000:
		return 999, fewRounds
	}
	return 199, noRounds
}

// study puts together what to scan.
func (s *screening) study(f flags) hotspot.Study {
	n, scanning := s.ways.persons, s.Scanning.OrDefault()
	study := hotspot.Study{
		Persons: n, Dimensions: s.ways.dimensions, Crosses: s.ways.crosses, Causes: f.causes,
		Null:     hotspot.DefaultNull(n, s.ways.counties),
		MinCases: scanning.MinCases, Seed: scanning.Seed, Workers: s.Workers,
	}
	study.Replicates, study.Rounds = budget(n)
	if scanning.Replicates > 0 {
		study.Replicates = scanning.Replicates
	}
	if study.Workers <= 0 {
		study.Workers = runtime.GOMAXPROCS(0)
	}
	return study
}
