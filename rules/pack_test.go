package rules_test

import (
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// screenedBy are the shipped policies under which rosters are screened here. Of the
// others the rosters know too little: templates wait for their tables, and no other
// policy has more items.
var screenedBy = []string{"cn-2015-3", "hlj-2023"}

// shipped reads the schema, the policies to screen by and the rules that weiran
// ships.
func shipped(t testing.TB) (*roster.Schema, []*policy.Policy, *risk.Pack) {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	mustBeClean(t, problems)
	var policies []*policy.Policy
	for _, id := range screenedBy {
		f, ok := library.Policy(id)
		if !ok {
			t.Fatalf("%s is not shipped", id)
		}
		policies = append(policies, loaded(t, f, schema))
	}
	pack, problems := risk.Load(library.Rules(), schema)
	mustBeClean(t, problems)
	return schema, policies, pack
}

// loaded reads a policy, of which there may be warnings: of figures that are not
// known, for one.
func loaded(t testing.TB, f *source.File, schema *roster.Schema) *policy.Policy {
	t.Helper()
	p, problems := policy.Load(f, schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

func mustBeClean(t testing.TB, problems source.Problems) {
	t.Helper()
	for _, p := range problems {
		t.Error(p)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
}

func TestShippedRulesHoldTheirCases(t *testing.T) {
	schema, _, pack := shipped(t)
	var policies []*policy.Policy
	for _, f := range library.Policies() {
		policies = append(policies, loaded(t, f, schema))
	}
	mustBeClean(t, rules.RunCases(t.Context(), pack, policies))
}
