package change_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/policy"
)

// A policy that only one run has is laid to the policies whole, though the roster
// moved what it gives as well.
func TestAPolicyOfOneRunIsWhollyOfPolicies(t *testing.T) {
	s := schema(t)
	asOf := day(t, "2015-01-20")
	few := people(t, s, "P1 category=lixiu pay.basic=5000")
	many := people(t, s, "P1 category=lixiu pay.basic=5000", "P2 category=lixiu pay.basic=5000")
	from := finished(t, here, rules.Input{AsOf: asOf, Roster: few, Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")}})
	to := finished(t, here, rules.Input{AsOf: asOf, Roster: many, Policies: []*policy.Policy{raise(t, s, "b", "lixiu", "10")}})
	effects, err := change.Split(t.Context(), here, from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimPrefix(`
roster persons 1
policies monthly -80
policies arrears -160
policies a affected -1
policies a monthly -100
policies a arrears -200
policies b affected 2
policies b monthly 20
policies b arrears 40
`, "\n")
	if diff := cmp.Diff(want, moved(effects)); diff != "" {
		t.Error(diff)
	}
}

// The findings of a rule that only one run has are laid to the rules whole, though
// the roster moved how many there are, and the policies as well.
func TestARuleOfOneRunIsWhollyOfRules(t *testing.T) {
	s := schema(t)
	asOf := day(t, "2015-01-20")
	few := people(t, s, "P1 category=lixiu pay.basic=5000")
	many := people(t, s, "P1 category=lixiu pay.basic=5000", "P2 category=lixiu pay.basic=5000")
	with, without := below(t, s, "200", "high"), petitioners(t, s)
	want := map[bool]string{true: "rules findings 2|rules rule little 2", false: "rules findings -1|rules rule little -1"}
	for added, want := range want {
		from := rules.Input{AsOf: asOf, Roster: few, Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")}, Rules: with}
		to := rules.Input{AsOf: asOf, Roster: many, Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "101")}, Rules: without}
		if added {
			from.Rules, to.Rules = without, with
		}
		effects, err := change.Split(t.Context(), here, finished(t, here, from), finished(t, here, to), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(moved(effects)) {
			if strings.Contains(line, " findings ") && !strings.Contains(line, " a ") || strings.Contains(line, " rule ") && !strings.Contains(line, " a ") {
				got = append(got, strings.TrimSpace(line))
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("added %v: %s", added, diff)
		}
	}
}
