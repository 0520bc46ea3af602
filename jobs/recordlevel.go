package jobs

import (
	"slices"

	"weiran/rules"
	"weiran/rules/risk"
)

// LevelCounts say to what level the four tests come, and by what they do. The
// thresholds are those of the run; a run without its own has the default ones.
type LevelCounts struct {
	Before   risk.Severity  `json:"before"`   // the measures that the rules advise
	After    risk.Severity  `json:"after"`    // they have been carried out
	Policies []risk.Weighed `json:"policies"` // in the order of the run
}

func levelCounts(l *rules.Levels) *LevelCounts {
	if l == nil {
		return nil
	}
	return &LevelCounts{Before: l.Run.Before.Worst().Level(), After: l.Run.After.Worst().Level(), Policies: l.Policies}
}

// Run gives the four tests of the run: of each the worst of its policies.
func (l *LevelCounts) Run() risk.Weighed { return risk.WorstOf(l.Policies) }

// fits reports whether the counts are of some policies, and come to what they say.
func (l *LevelCounts) fits(policies []rules.Hashed) bool {
	of := func(w risk.Weighed, p rules.Hashed) bool { return w.Before[0].Policy == p.ID }
	run := l.Run()
	return slices.EqualFunc(l.Policies, policies, of) &&
		l.Before == run.Before.Worst().Level() && l.After == run.After.Worst().Level()
}
