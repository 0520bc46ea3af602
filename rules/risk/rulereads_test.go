package risk_test

import (
	"slices"
	"strings"
	"testing"

	"weiran/rules/risk"
)

// TestMeasuresAreWhatIsWritten holds what rules are said to read against their
// texts: every field stands in one of them and has a Chinese name, and none is told
// twice.
func TestMeasuresAreWhatIsWritten(t *testing.T) {
	_, _, pack := shipped(t)
	for _, g := range pack.Groups {
		for _, r := range g.All() {
			names := map[string]bool{}
			for _, f := range r.Measures() {
				if names[f.Name] {
					t.Errorf("%s: %s is told twice", r.ID, f.Name)
				}
				names[f.Name] = true
				if !strings.Contains(r.When.Text()+r.Says.Text()+r.Advice.Text(), f.Name) {
					t.Errorf("%s: %s is not in its texts", r.ID, f.Name)
				}
				if f.Label == "" {
					t.Errorf("%s: %s has no label", r.ID, f.Name)
				}
			}
			if len(names) == 0 {
				t.Errorf("%s reads nothing", r.ID)
			}
		}
	}
}

// TestMeasuresOfEveryText finds what only the condition, only the saying and only
// the advice of a rule reads.
func TestMeasuresOfEveryText(t *testing.T) {
	_, _, pack := shipped(t)
	for _, g := range pack.Groups {
		if at := slices.IndexFunc(g.Rules, func(r *risk.Rule) bool { return r.ID == "left-behind" }); at >= 0 {
			var names []string
			for _, f := range g.Rules[at].Measures() {
				names = append(names, f.Name)
			}
			for _, want := range []string{"peers.same_rank.count", "peers.same_rank.delta.max", "policy.document.number"} {
				if !slices.Contains(names, want) {
					t.Errorf("%s is not among %v", want, names)
				}
			}
			return
		}
	}
	t.Fatal("left-behind is not shipped")
}
