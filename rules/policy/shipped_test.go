package policy_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// TestShippedPoliciesByColumns applies the shipped policies to the sample county
// one after another, in both orders, as they are applied to each person alone.
func TestShippedPoliciesByColumns(t *testing.T) {
	s := shippedSchema(t)
	policies := shippedPolicies(t, s)
	for _, batch := range []int{1, 70, 0} {
		r := sampleCounty(t, s, batch)
		for range 2 {
			chain{t, policies, 2}.compare(r)
			policies = slices.Clone(policies)
			slices.Reverse(policies)
		}
	}
}

// TestShippedPoliciesAreOneStage holds every shipped policy to a single program,
// beside that of the standards of the day before, and nothing is left to cel-go.
func TestShippedPoliciesAreOneStage(t *testing.T) {
	for _, p := range shippedPolicies(t, shippedSchema(t)) {
		plans, err := p.Plans()
		if err != nil {
			t.Fatal(err)
		}
		if len(plans) != 1 && !(len(plans) == 2 && plans[1].Exprs[0].DayBefore) {
			t.Errorf("%s: %d stages", p.ID, len(plans))
		}
		for _, plan := range plans {
			for _, step := range plan.Program.Plan() {
				if step.Fallback {
					t.Errorf("%s: left to cel-go: %s", p.ID, step)
				}
			}
		}
	}
}

func shippedSchema(t testing.TB) *roster.Schema {
	t.Helper()
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func shippedPolicies(t testing.TB, s *roster.Schema) []*policy.Policy {
	t.Helper()
	var policies []*policy.Policy
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, s)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		policies = append(policies, p)
	}
	return policies
}

// sampleCounty reads the sample roster into batches of so many rows.
func sampleCounty(t testing.TB, s *roster.Schema, batch int) *roster.Roster {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(string(configs.SampleRoster().Text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(s, batch)
	for _, record := range records[1:] {
		cells := make([]lang.Value, len(s.Fields))
		for i, text := range record {
			field, _ := s.Header(records[0][i])
			if cells[field], err = s.ParseCell(field, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	return b.Build()
}
