package risk_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlansSayWhoseEachExpressionIs(t *testing.T) {
	pack := loadPack(t, schema(t), ruleFile(
		"alike: {by: [person.category, person.rank < 132], of: [impact.delta]}",
		"impact.delta < 0.5 * peers.alike.delta.p50 && impact.in_scope", "说明。"))
	plans, err := pack.Groups[0].Plans()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, p := range plans {
		fmt.Fprintln(&got, p.Name)
		for i, root := range p.Program.Roots() {
			fmt.Fprintln(&got, " ", p.Whose[i], "=", root)
		}
		for _, step := range p.Program.Plan() {
			fmt.Fprintln(&got, " ", step)
		}
	}
	want := `conditions
  tested = #3
  #1 decimal = 0.5 * peers.alike.delta.p50
  #2 bool = impact.delta < #1
  #3 bool = #2 && impact.in_scope
peers.alike
  person.category = person.category
  person.rank < 132 = #1
  #1 bool = person.rank < 132
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

// Every expression that is shipped runs by columns: cel-go is for words alone.
func TestNothingShippedFallsBack(t *testing.T) {
	_, _, pack := shipped(t)
	for _, g := range pack.Groups {
		plans, err := g.Plans()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range plans {
			for _, step := range p.Program.Plan() {
				if step.Fallback {
					t.Errorf("%s: %s: %s", g.ID, p.Name, step)
				}
			}
		}
	}
}
