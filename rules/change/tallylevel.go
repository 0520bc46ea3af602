package change

import (
	"maps"

	"weiran/rules/risk"
)

// A Step is a level as a figure, so that it can be said which factor raised it and
// by how much: 0 where nothing was asked, 1 低, 2 中, 3 高.
type Step int64

// StepOf gives the step of a level; 0 for none.
func StepOf(level risk.Severity) Step {
	for step := range Step(len(stepLevels)) {
		if stepLevels[step] == level {
			return step
		}
	}
	return 0
}

var stepLevels = [...]risk.Severity{"", risk.Low, risk.Medium, risk.High}

// Level gives the level of a step, empty for none.
func (s Step) Level() risk.Severity {
	if s < 0 || int(s) >= len(stepLevels) {
		return ""
	}
	return stepLevels[s]
}

// AddLevels takes the levels of all policies of a run, and what decides them.
func (t Tally) AddLevels(policies []risk.Weighed) {
	for _, w := range policies {
		t.level(w.Before[0].Policy, w)
		for _, test := range w.Before {
			t.ground(test)
		}
	}
	t.level("", risk.WorstOf(policies))
}

// level takes the four tests of a policy or of the run, and all of them together.
func (t Tally) level(policy string, w risk.Weighed) {
	for measure, v := range map[Measure]risk.Verdict{Level: w.Before, LevelAfter: w.After} {
		t[Key{policy, measure, ""}] = int64(StepOf(v.Worst().Level()))
		for _, test := range v {
			t[Key{policy, measure, test.Test}] = int64(StepOf(test.Level()))
		}
	}
}

// ground takes what decides the level of a test before the measures.
func (t Tally) ground(l risk.TestLevel) {
	t[Key{l.Policy, Objecting, l.Test}] = int64(l.Persons.High)
	t[Key{l.Policy, Concerned, l.Test}] = int64(l.Concerned)
	t[Key{l.Policy, Faults, l.Test}] = int64(l.OfPolicy.High)
	if l.Test == risk.Controllable {
		t[Key{l.Policy, Collectives, l.Test}] = int64(l.Collectives)
	}
}

// IsOfLevels reports whether a figure is a level, or what decides one.
func (k Key) IsOfLevels() bool { return k.Measure >= Level }

// DropLevels takes the levels out of a tally, and what decides them.
func (t Tally) DropLevels() {
	maps.DeleteFunc(t, func(k Key, _ int64) bool { return k.IsOfLevels() })
}
