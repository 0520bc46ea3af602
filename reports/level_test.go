package reports

import (
	"strings"
	"testing"

	"weiran/rules/risk"
)

// TestLevelOfVillage holds the level to what can be counted by hand: S08 is out of
// scope, and of the eight others S05 has a finding of high severity.
func TestLevelOfVillage(t *testing.T) {
	levels := model(t, village(t)).Summary().Levels
	got := levels.Run.Before[1]
	if got.Test != risk.Reasonable || got.Ground != risk.SomeObject || got.Persons.High != 1 || got.Concerned != 8 {
		t.Errorf("%+v", got)
	}
	if worst := levels.Run.Before.Worst(); worst != got {
		t.Errorf("%s decides", worst.Test)
	}
}

// TestLevelOfSeveral holds that a level says by which policy it is what it is.
func TestLevelOfSeveral(t *testing.T) {
	s := village(t)
	second := *s.Result.Policies[0].Policy
	second.ID, second.Title = "second", "另一项政策"
	again := s.Result.Policies[0]
	again.Policy = &second
	s.Result.Policies = append(s.Result.Policies, again)
	s.Result.Findings[1].Policy = "second"
	m := model(t, s)
	view := m.levelView()
	if len(view.Policies) != 2 || view.Policies[0].Before.Class != risk.Low || view.Policies[1].Before.Class != risk.Medium {
		t.Errorf("policies %+v", view.Policies)
	}
	if why := view.Tests[1].Why; !strings.HasPrefix(why, "《另一项政策》：") {
		t.Errorf("reason %q", why)
	}
}

// TestNoLevelWithoutRules holds that a run that asked nothing does not read as low.
func TestNoLevelWithoutRules(t *testing.T) {
	s := village(t)
	s.Pack, s.Result.Findings = nil, nil
	m := model(t, s)
	if m.Summary().Levels != nil {
		t.Error("there is a level")
	}
	if strings.Contains(string(write(t, m, "report.html")), "风险等级") {
		t.Error("the report gives a level")
	}
}
