package risk_test

import (
	"testing"

	"weiran/rules/risk"
)

// A rule belongs to the test that it names, else to that of its file, else to
// that of its grievance.
func TestARuleBelongsToOneTest(t *testing.T) {
	for name, c := range map[string]struct{ file, rule, want string }{
		"by grievance":   {"", "", risk.Feasible},
		"by its file":    {"test: controllable\n", "", risk.Controllable},
		"by itself":      {"", "test: lawful, ", risk.Lawful},
		"not the file's": {"test: controllable\n", "test: lawful, ", risk.Lawful},
	} {
		t.Run(name, func(t *testing.T) {
			pack := loadPack(t, schema(t), "group: g\ntitle: 组\n"+c.file+
				"rules:\n  - {rule: r, title: 一条, when: impact.in_scope, "+c.rule+
				"severity: low, grievance: data, owner: 局, within: 2w, cite: 无, says: 说, advice: 查}\n")
			if got := pack.Groups[0].Rules[0].Test; got != c.want {
				t.Errorf("the test is %s, want %s", got, c.want)
			}
		})
	}
}
