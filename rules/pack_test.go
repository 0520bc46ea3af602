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

// shipped reads the schema, the policies and the rules that weiran ships.
func shipped(t testing.TB) (*roster.Schema, []*policy.Policy, *risk.Pack) {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	mustBeClean(t, problems)
	var policies []*policy.Policy
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, schema)
		mustBeClean(t, problems)
		policies = append(policies, p)
	}
	pack, problems := risk.Load(library.Rules(), schema)
	mustBeClean(t, problems)
	return schema, policies, pack
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
	_, policies, pack := shipped(t)
	mustBeClean(t, rules.RunCases(t.Context(), pack, policies))
}
