package rules_test

import (
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/coverage"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const coveredRules = `
group: covered
title: 覆盖
rules:
  - {rule: raised, title: 增加, when: impact.delta > 100, severity: low, grievance: loss, owner: 局, within: 1d, cite: 一, says: 增加, advice: 核对}
  - {rule: cut, title: 减少, when: impact.delta < 0, severity: low, grievance: loss, owner: 局, within: 1d, cite: 一, says: 减少, advice: 核对}
  - {rule: late, title: 逾期, scope: milestone, when: milestone.open, severity: low, grievance: delay, owner: 局, within: 1d, cite: 一, says: 逾期, advice: 核对}
cases:
  - name: 一
    roster: [{person: P1, rank: 131}, {person: P2, rank: 132}, {person: P3}]
    policy: |
      policy: p
      title: 甲
      effective: 2024-01-01
      tables: {t: {by: [rank], rows: {131: 200, 132: 50}, cite: 一}}
      items: [{item: basic, add: table.t(person.rank), cite: 一}]
      milestones: [{id: a, title: 甲, due: 2024-01-01, done: 2024-01-01}]
    expect: [{rule: raised, person: P1}]
`

func TestCoverCases(t *testing.T) {
	_, pack := packOf(t, source.NewFile("covered.yaml", []byte(coveredRules)))
	if problems := rules.RunCases(t.Context(), pack, nil); len(problems) > 0 {
		t.Fatal(problems)
	}
	points, err := rules.CoverCases(t.Context(), pack.Groups[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range points {
		if p.Covered {
			got = append(got, p.Name.EN+" "+p.Outcome.String())
		}
	}
	want := "rule raised found, rule raised not_found, rule raised undecided, rule cut not_found, rule cut undecided, rule late not_found"
	if joined := strings.Join(got, ", "); joined != want {
		t.Errorf("covered:\n%s\nwant\n%s", joined, want)
	}
	if c := points.Counted(); c != (coverage.Count{Covered: 4, Total: 6}) {
		t.Errorf("counted %+v", c)
	}
}

// TestShippedRulesAreCovered asks of every shipped rule for a case in which it
// finds somebody and one in which it does not.
func TestShippedRulesAreCovered(t *testing.T) {
	s, pack := packOf(t, library.Rules()...)
	policies := make([]*policy.Policy, 0, len(library.Policies()))
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, s)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		policies = append(policies, p)
	}
	for _, g := range pack.Groups {
		points, err := rules.CoverCases(t.Context(), g, policies)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range points.Uncovered() {
			t.Errorf("%s: %s %s", p.Pos, p.Name.EN, p.Outcome.Never().EN)
		}
	}
}

func packOf(t *testing.T, files ...*source.File) (*roster.Schema, *risk.Pack) {
	t.Helper()
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	pack, problems := risk.Load(files, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return s, pack
}
