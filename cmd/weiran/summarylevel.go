package main

import (
	"fmt"

	"weiran/reports"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// printLevel prints the level of a run before the measures and after them, what
// it has a decision come to, and which threshold decided each of the four tests.
func (a *app) printLevel(s reports.Summary) {
	if s.Levels == nil {
		return
	}
	before, after := s.Levels.Run.Before, s.Levels.Run.After
	a.section("Level of risk: %s, and %s once the measures are carried out", "风险等级：采取措施前%s，采取措施后%s",
		severityWord(before.Worst().Level()), severityWord(after.Worst().Level()))
	fmt.Fprintln(a.stdout, "  "+risk.LevelMeaning(before.Worst().Level()).In(a.lang))
	var t table
	for i, test := range before {
		t.add("  "+a.testWord(test.Test), a.levelWord(test), "→ "+a.levelWord(after[i]), a.whyLevel(len(s.Policies) > 1, s.Levels.Thresholds, test))
	}
	fmt.Fprintln(a.stdout, t.fit(a.width(), 3))
	fmt.Fprintln(a.stdout, a.paint(dim, a.paragraph("  ", s.Levels.Thresholds.Words().In(a.lang))))
}

func (a *app) levelWord(t risk.TestLevel) string {
	return a.paint(severityStyle(t.Level()), severityWord(t.Level()).In(a.lang))
}

// whyLevel names the policy that decides only where there are several.
func (a *app) whyLevel(several bool, by risk.Thresholds, t risk.TestLevel) string {
	why := t.Why(by).In(a.lang)
	if several && t.Ground != risk.FewObject {
		return t.Policy + ": " + why
	}
	return why
}

func (a *app) testWord(t risk.Test) string {
	if a.lang == source.Chinese {
		return risk.TestLabel(t)
	}
	return t
}
