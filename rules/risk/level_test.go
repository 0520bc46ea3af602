package risk_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/risk"
)

// scale weighs ten persons, all concerned, the first five of one unit.
func scale(rules map[string]*risk.Rule) risk.Scale {
	s := risk.Scale{
		Policy: "p", Bearings: slices.Repeat([]risk.Bearing{risk.Concerned}, 10),
		Places: [][]int32{{0, 0, 0, 0, 0, -1, -1, -1, -1, -1}},
		Rule:   func(id string) *risk.Rule { return rules[id] },
	}
	s.Row = func(key string) (row int, ok bool) {
		_, err := fmt.Sscanf(key, "P%d", &row)
		return row, err == nil
	}
	return s
}

// of gives findings of the rule "test-severity" for some persons.
func of(rule string, severity risk.Severity, rows ...int) (found []risk.Finding) {
	for _, row := range rows {
		found = append(found, risk.Finding{Policy: "p", Rule: rule, Severity: severity, Person: fmt.Sprintf("P%d", row)})
	}
	return found
}

func TestLevel(t *testing.T) {
	rules := map[string]*risk.Rule{
		"fair": {Test: risk.Reasonable, Eased: risk.Low}, "law": {Test: risk.Lawful, Eased: risk.None},
		"mild": {Test: risk.Reasonable, Eased: risk.Low}, "stays": {Test: risk.Feasible, Eased: risk.High},
	}
	ofPolicy := []risk.Finding{{Policy: "p", Rule: "law", Severity: risk.High}}
	left := func(s *risk.Scale) { s.Bearings[6] = risk.LeftOut }
	for name, c := range map[string]struct {
		findings      []risk.Finding
		change        func(*risk.Scale)
		test          int
		before, after risk.Ground
	}{
		"nothing":                        {nil, nil, 1, risk.FewObject, risk.FewObject},
		"half of all":                    {of("fair", risk.High, 4, 5, 6, 7, 8), nil, 1, risk.MostObject, risk.FewObject},
		"just below half":                {of("fair", risk.High, 5, 6, 7, 8), nil, 1, risk.SomeObject, risk.FewObject},
		"a tenth":                        {of("fair", risk.High, 5), nil, 1, risk.SomeObject, risk.FewObject},
		"medium severity is no strength": {of("mild", risk.Medium, 5, 6, 7, 8, 9), nil, 1, risk.FewObject, risk.FewObject},
		"what advice does not ease":      {of("stays", risk.High, 4, 5, 6, 7, 8), nil, 2, risk.MostObject, risk.MostObject},
		"the policy itself":              {ofPolicy, nil, 0, risk.PolicyFault, risk.FewObject},
		"five of a unit":                 {of("mild", risk.Medium, 0, 1, 2, 3, 4), nil, 3, risk.Collective, risk.FewObject},
		"four of a unit":                 {of("mild", risk.Medium, 0, 1, 2, 3), nil, 3, risk.FewObject, risk.FewObject},
		"one person twice":               {of("mild", risk.Medium, 0, 1, 2, 3, 3), nil, 3, risk.FewObject, risk.FewObject},
		"a grave collective":             {of("fair", risk.High, 0, 1, 2, 3, 4), nil, 3, risk.MostObject, risk.FewObject},
		"the dead":                       {of("fair", risk.High, 5), func(s *risk.Scale) { s.Bearings[5] = risk.Dead }, 1, risk.FewObject, risk.FewObject},
		"left out":                       {of("fair", risk.High, 6), left, 1, risk.SomeObject, risk.FewObject},
		"the left out without findings": {of("fair", risk.High, 9), func(s *risk.Scale) {
			for i := range 9 {
				s.Bearings[i] = risk.LeftOut
			}
		}, 1, risk.MostObject, risk.FewObject},
		"own thresholds": {
			of("fair", risk.High, 5), func(s *risk.Scale) { s.Thresholds = risk.Thresholds{High: 10, Medium: 5, Collective: 2} },
			1, risk.MostObject, risk.FewObject,
		},
		"another policy": {of("fair", risk.High, 5), func(s *risk.Scale) { s.Policy = "q" }, 1, risk.FewObject, risk.FewObject},
	} {
		t.Run(name, func(t *testing.T) {
			s := scale(rules)
			if c.change != nil {
				c.change(&s)
			}
			got := s.Weigh(c.findings)
			if b, a := got.Before[c.test].Ground, got.After[c.test].Ground; b != c.before || a != c.after {
				t.Errorf("grounds %d → %d, want %d → %d", b, a, c.before, c.after)
			}
		})
	}
}

func rank(s risk.Severity) int {
	return slices.Index([]risk.Severity{risk.Low, risk.Medium, risk.High}, s)
}

// neverAbove holds every test of one verdict, and the whole, to at most another.
func neverAbove(t *rapid.T, what string, a, b risk.Verdict) {
	for i := range a {
		if rank(a[i].Level()) > rank(b[i].Level()) {
			t.Fatalf("%s: %s is %s above %s", what, a[i].Test, a[i].Level(), b[i].Level())
		}
	}
	if rank(a.Worst().Level()) > rank(b.Worst().Level()) {
		t.Fatalf("%s: the whole rises", what)
	}
}

func TestLevelProperties(t *testing.T) {
	grades := []risk.Severity{risk.Low, risk.Medium, risk.High}
	rapid.Check(t, func(t *rapid.T) {
		rules, severity := map[string]*risk.Rule{}, map[string]risk.Severity{}
		for i := range 6 {
			id := fmt.Sprint("r", i)
			severity[id] = rapid.SampledFrom(grades).Draw(t, "severity")
			rules[id] = &risk.Rule{
				Test:  rapid.SampledFrom(risk.Tests()).Draw(t, "test"),
				Eased: rapid.SampledFrom([]risk.Severity{risk.None, risk.Low, risk.Medium, risk.High}).Draw(t, "eased"),
			}
		}
		s := scale(rules)
		for i := range s.Bearings {
			s.Bearings[i] = risk.Bearing(rapid.IntRange(0, 2).Draw(t, "bearing"))
		}
		finding := rapid.Custom(func(t *rapid.T) risk.Finding {
			f := risk.Finding{Policy: "p", Rule: fmt.Sprint("r", rapid.IntRange(0, 5).Draw(t, "rule"))}
			f.Severity = severity[f.Rule]
			if row := rapid.IntRange(-1, 9).Draw(t, "row"); row >= 0 {
				f.Person = fmt.Sprint("P", row)
			}
			return f
		})
		some := rapid.SliceOfN(finding, 0, 30).Draw(t, "findings")
		more := append(slices.Clone(some), finding.Draw(t, "one more"))
		few, all := s.Weigh(some), s.Weigh(more)
		neverAbove(t, "with a finding less, before", few.Before, all.Before)
		neverAbove(t, "with a finding less, after", few.After, all.After)
		neverAbove(t, "after measures", all.After, all.Before)
		if again := s.Weigh(rapid.Permutation(more).Draw(t, "order")); again != all {
			t.Fatalf("another order of the findings gives %v, not %v", again, all)
		}
		if s.Weigh(more) != risk.WorstOf([]risk.Weighed{all}) || rank(risk.WorstOf([]risk.Weighed{few, all}).Before.Worst().Level()) < rank(all.Before.Worst().Level()) {
			t.Fatal("the run is below a policy of it")
		}
	})
}
