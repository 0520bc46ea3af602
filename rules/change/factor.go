package change

import (
	"reflect"
	"slices"

	"weiran/rules"
	"weiran/rules/risk"
)

// A Factor is one of the things that a run is made of.
type Factor uint8

// The factors, in the order in which [Split] replaces them.
const (
	Engine    Factor = iota // the version of weiran
	Date                    // as_of
	Roster                  // the persons, with their schema
	Petitions               // those that the run could know of
	Policies                // the policy files
	Rules                   // the rule files
	Settings                // the thresholds of the level, the points of scores, the search for hotspots
)

var factorNames = [...]string{"engine", "date", "roster", "petitions", "policies", "rules", "settings"}

// String gives the factor's name in files.
func (f Factor) String() string { return factorNames[f] }

// Factors gives all of them, in their order.
func Factors() []Factor {
	return []Factor{Engine, Date, Roster, Petitions, Policies, Rules, Settings}
}

// Between gives the factors in which two runs differ, in their order. The job and
// the slot are none: they change no figure.
func Between(from, to rules.Run) []Factor {
	differ := map[Factor]bool{
		Engine:    from.Engine != to.Engine,
		Date:      from.AsOf != to.AsOf,
		Roster:    from.Roster != to.Roster || from.Schema != to.Schema,
		Petitions: from.Petitions != to.Petitions,
		Policies:  !sameFiles(from.Policies, to.Policies),
		Rules:     !sameFiles(from.Rules, to.Rules),
		Settings:  Thresholds(from) != Thresholds(to) || from.Weights != to.Weights || !SameSearch(from, to),
	}
	return slices.DeleteFunc(Factors(), func(f Factor) bool { return !differ[f] })
}

// Thresholds gives the thresholds of the level that were in force.
func Thresholds(r rules.Run) risk.Thresholds {
	if r.Levels == nil {
		return risk.DefaultThresholds()
	}
	return *r.Levels
}

// SameSearch reports whether two runs looked for hotspots in the same way.
func SameSearch(from, to rules.Run) bool { return reflect.DeepEqual(from.Hotspots, to.Hotspots) }

// sameFiles asks for the order too: nothing here knows that it does not matter.
func sameFiles(a, b []rules.Hashed) bool {
	return slices.EqualFunc(a, b, func(x, y rules.Hashed) bool { return x.ID == y.ID && x.Hash == y.Hash })
}

// Files says how the policies or the rule files of two runs differ, by their ids.
type Files struct {
	Added, Removed, Edited []string
}

// CompareFiles holds the files of two runs against each other.
func CompareFiles(from, to []rules.Hashed) Files {
	var f Files
	for _, is := range to {
		switch was := find(from, is.ID); {
		case was == nil:
			f.Added = append(f.Added, is.ID)
		case was.Hash != is.Hash:
			f.Edited = append(f.Edited, is.ID)
		}
	}
	for _, was := range from {
		if find(to, was.ID) == nil {
			f.Removed = append(f.Removed, was.ID)
		}
	}
	return f
}

func find(files []rules.Hashed, id string) *rules.Hashed {
	i := slices.IndexFunc(files, func(h rules.Hashed) bool { return h.ID == id })
	if i < 0 {
		return nil
	}
	return &files[i]
}
