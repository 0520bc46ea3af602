package reports

import (
	"fmt"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
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

// TestLevelOfTheDead holds that nothing counts of whoever has died by the day of
// the run, and that who dies on the day after still counts.
func TestLevelOfTheDead(t *testing.T) {
	for died, want := range map[string]int{"2015-01-20": 7, "2015-01-21": 8, "": 8} {
		s := village(t)
		m := model(t, s)
		m.subject.Result.Roster = withDeath(t, "S05", died)
		m.weigh()
		got := m.levels.Run.Before[1]
		if got.Concerned != want || got.Persons.High != want-7 {
			t.Errorf("died %q: %d concerned, %d high; want %d, %d", died, got.Concerned, got.Persons.High, want, want-7)
		}
	}
}

// withDeath makes a roster of the village's persons, one of whom died on a day.
func withDeath(t testing.TB, person, died string) *roster.Roster {
	t.Helper()
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: died_on, kind: date, label: 去世时间}
`)))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(s, 0)
	for i := range 9 {
		key, cell := fmt.Sprintf("S%02d", i+1), lang.Unknown("person.died_on")
		if key == person && died != "" {
			cell = lang.DateOf(day(t, died))
		}
		b.Append([]lang.Value{lang.StringOf(key), cell})
	}
	return b.Build().Sorted()
}

// TestLevelOfPlaces holds that whose unit is not filled in shares none.
func TestLevelOfPlaces(t *testing.T) {
	s := village(t)
	rows := [][]string{}
	for _, key := range []string{"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09"} {
		unit := ""
		if key < "S03" {
			unit = "样例局"
		}
		rows = append(rows, []string{key, "离休", "131", "1932-05-01", "财政", "", unit, "5200"})
	}
	s.Result.Roster = people(t, rows)
	places := model(t, s).meetingPlaces()
	if len(places) != 2 || places[0][0] < 0 || places[0][0] != places[0][1] || places[0][2] != -1 || places[1][0] != -1 {
		t.Errorf("places %v", places)
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
