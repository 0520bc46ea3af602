package rules_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// sampleCounty reads the sample roster: plain CSV, whose headers are labels.
func sampleCounty(t testing.TB, schema *roster.Schema) *roster.Roster {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(configs.SampleRoster().Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(schema, 0)
	for _, record := range records[1:] {
		cells := make([]lang.Value, len(schema.Fields))
		for column, text := range record {
			field, ok := schema.Header(records[0][column])
			if !ok {
				t.Fatalf("unknown header in column %d", column+1)
			}
			if cells[field], err = schema.ParseCell(field, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	return b.Build()
}

// What the shipped rules find in the sample county under its policy, as counts:
// a list that a bureau can work through, in which every planted trouble stands.
func TestTheSampleCounty(t *testing.T) {
	schema, policies, pack := shipped(t)
	at := slices.IndexFunc(policies, func(p *policy.Policy) bool { return p.ID == configs.SamplePolicy })
	result, err := rules.Screen(t.Context(), rules.Input{
		Roster: sampleCounty(t, schema), Policies: policies[at : at+1], Rules: pack, AsOf: configs.SampleAsOf(),
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, f := range result.Findings {
		found[f.Rule] = append(found[f.Rule], f.Person)
	}
	var b strings.Builder
	for _, rule := range slices.Sorted(maps.Keys(found)) {
		fmt.Fprintf(&b, "%s %d\n  %s\n", rule, len(found[rule]), strings.Join(found[rule], " "))
	}
	fmt.Fprintf(&b, "undecided %d\n", len(result.Unsure))
	golden(t, "sample.golden", b.String())
}
