package reports

import (
	_ "embed"
	"fmt"

	"weiran/rules/risk"
	"weiran/rules/source"
)

//go:embed level.gohtml
var levelText string

// A levelView is what the committee reads of the level of a run: counts and
// thresholds, no group and nobody.
type levelView struct {
	Before, After levelWord
	Decisive      string // the test that decides
	Policies      []levelRow
	Tests         []levelRow
	Thresholds    string
}

// A levelWord is a level, and what it has a decision come to.
type levelWord struct{ Label, Class, Meaning string }

// A levelRow is a policy or a test before the measures and after them. Left is
// empty where the measures change nothing.
type levelRow struct {
	Title         string
	Before, After levelWord
	Why, Left     string
}

func levelWordOf(level risk.Severity) levelWord {
	return levelWord{say(severities, level), level, risk.LevelMeaning(level).In(source.Chinese)}
}

// levelView gives nil where the run has no level.
func (m *Model) levelView() *levelView {
	if m.levels == nil {
		return nil
	}
	run := m.levels.Run
	view := levelView{
		Before: levelWordOf(run.Before.Worst().Level()), After: levelWordOf(run.After.Worst().Level()),
		Decisive: risk.TestLabel(run.Before.Worst().Test), Thresholds: m.levels.Thresholds.Words().In(source.Chinese),
	}
	for i := range run.Before {
		view.Tests = append(view.Tests, m.testRow(run.Before[i], run.After[i]))
	}
	if len(m.policies) > 1 {
		for i, w := range m.levels.Policies {
			row := m.testRow(w.Before.Worst(), w.After.Worst())
			row.Title = m.policies[i].policy.Title
			view.Policies = append(view.Policies, row)
		}
	}
	return &view
}

// testRow names the policy that decides a test only where there are several.
func (m *Model) testRow(before, after risk.TestLevel) levelRow {
	row := levelRow{
		Title: risk.TestLabel(before.Test), Before: levelWordOf(before.Level()), After: levelWordOf(after.Level()),
		Why: m.why(before),
	}
	if left := m.why(after); left != row.Why {
		row.Left = left
	}
	return row
}

func (m *Model) why(t risk.TestLevel) string {
	why := t.Why(m.levels.Thresholds).In(source.Chinese)
	if len(m.policies) > 1 && t.Ground != risk.FewObject {
		why = fmt.Sprintf("《%s》：%s", m.policyOf(t.Policy).Title, why)
	}
	return why
}
