package risk_test

import (
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// shipped reads the schema, the policies and the rules that weiran ships, but no
// template: nobody can be told under it, nor under a policy after it.
func shipped(t testing.TB) (*roster.Schema, []*policy.Policy, *risk.Pack) {
	t.Helper()
	s, problems := roster.LoadSchema(configs.SchemaFile())
	mustBeClean(t, problems)
	var policies []*policy.Policy
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, s)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		if !strings.Contains(p.Title, "模板") {
			policies = append(policies, p)
		}
	}
	pack, problems := risk.Load(library.Rules(), s)
	mustBeClean(t, problems)
	for _, g := range pack.Groups {
		for _, r := range g.Rules {
			r.Limit = risk.Limit{Persons: 1 << 30} // a roster drawn at random meets rules far too often
		}
	}
	return s, policies, pack
}

func mustBeClean(t testing.TB, problems source.Problems) {
	t.Helper()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
}
