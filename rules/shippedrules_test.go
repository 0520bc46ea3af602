package rules_test

import (
	"regexp"
	"strings"
	"testing"

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
