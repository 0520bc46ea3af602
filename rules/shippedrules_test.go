package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"weiran/rules/library"
	"weiran/rules/risk"
)

// What a rule cites of 稳评 is the test that its findings are counted under, and
// every rule says so itself or by its file, and what its advice leaves: a committee
// reads both.
func TestEveryShippedRuleBelongsToTheTestItCites(t *testing.T) {
	_, _, pack := shipped(t)
	cited := regexp.MustCompile(`稳评·(\p{Han}+)`)
	rules := 0
	for _, g := range pack.Groups {
		for _, r := range g.All() {
			rules++
			if words := cited.FindStringSubmatch(r.Cite); words != nil && words[1] != risk.TestLabel(r.Test) {
				t.Errorf("%s cites %s and is counted under %s", r.ID, words[1], risk.TestLabel(r.Test))
			}
		}
		text := string(g.File.Text)
		if strings.Count(text, "\n    eased: ") != len(g.All()) || !strings.Contains(text, "\ntest: ") {
			t.Errorf("%s leaves a test, or what advice leaves, unsaid", g.ID)
		}
	}
	if rules == 0 {
		t.Error("no rule is shipped")
	}
}

// Rules that ask whether it is the class that makes a difference look for the label
// of its field in what twins differ by: it must be that of the shipped schema.
func TestRulesAskForLabelsOfTheSchema(t *testing.T) {
	s, _, _ := shipped(t)
	labels := map[string]bool{}
	for _, f := range s.Fields {
		labels[f.Label] = true
	}
	asked := 0
	for _, f := range library.Rules() {
		for _, label := range regexp.MustCompile(`because\.contains\("([^"]+)"\)`).FindAllStringSubmatch(string(f.Text), -1) {
			asked++
			if !labels[label[1]] {
				t.Errorf("%s asks for %s, which is no label", f.Name, label[1])
			}
		}
	}
	if asked == 0 {
		t.Error("no rule asks for a label")
	}
}
