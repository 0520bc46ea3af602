package reports

import (
	"weiran/rules"
	"weiran/rules/risk"
)

// weigh puts every policy to the four tests, by the thresholds of the run.
func (m *Model) weigh() {
	var own risk.Thresholds
	if l := m.subject.Run.Levels; l != nil {
		own = *l
	}
	m.levels = m.subject.Result.Levels(m.subject.Pack, own)
}

// Levels gives what the four tests come to; nil for a run without rules.
func (m *Model) Levels() *rules.Levels { return m.levels }
