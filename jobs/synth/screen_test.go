package synth_test

import (
	"cmp"
	"testing"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/rules"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// shipped are the policies of the library that only ever add, for everybody. The
// others set a standard of which a synthetic roster, or the file itself, knows nothing.
var shipped = []string{"cn-2015-3", "hlj-2023"}

// own are policies of nobody's, of which one takes and one leaves some as they are.
var own = []*source.File{
	source.NewFile("ceiling.yaml", []byte(`policy: ceiling
title: 生活补贴不超过 1600 元
effective: 2015-02-01
items:
  - {item: living, title: 上限, when: 'coalesce(pay.living, 0) > 1600', set: 1600}
`)),
	source.NewFile("by-payer.yaml", []byte(`policy: by-payer
title: 由财政发放的每月增加 100 元
effective: 2015-02-01
items:
  - {item: allowance, title: 增加, when: 'coalesce(person.payer, "财政") == "财政"', add: 100}
`)),
}

// perMille is how many of a thousand persons a rule finds, at least and at most.
type perMille struct{ least, most int }

// apart is the rules of which the roster plants nothing: those that hold whole
// classes beside each other find what a policy does to these, and those of
// petitions, of what was paid too much and of 离休 born late find nobody, for there are
// none.
var apart = map[string]perMille{
	"other-track-gains-more":      {1, 400},
	"other-kind-gains-more":       {1, 400}, // organs are left out by one policy
	"next-rank-gains-more":        {1, 100},
	"alike-gains-more":            {1, 300},
	"overtaken-by-lower-rank":     {1, 100},
	"open-petition-of-the-matter": {},
	"petitioned-and-below-median": {},
	"repeated-petitions":          {},
	"owed-back":                   {},
	"lixiu-born-late":             {},
}

// TestRulesFindTheirShare screens a roster under the shipped policies and these:
// each rule of what is planted finds somebody, and far fewer than its limit, one
// in ten.
func TestRulesFindTheirShare(t *testing.T) {
	o := order(t, 20_000, 1)
	data, _ := write(t, o)
	table, err := intake.ReadRosterBytes(t.Context(), "synthetic.csv", data, o.Schema, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := risk.Load(library.Rules(), o.Schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	var files []*source.File
	for _, id := range shipped {
		f, ok := library.Policy(id)
		if !ok {
			t.Fatalf("%s is not shipped", id)
		}
		files = append(files, f)
	}
	official := mostFound(t, files, pack, table.Roster)
	others := mostFound(t, own, pack, table.Roster)
	for _, g := range pack.Groups {
		for _, rule := range g.Rules {
			most := cmp.Or(official[rule.ID], others[rule.ID])
			want, special := apart[rule.ID]
			if !special {
				want = perMille{1, 10}
			}
			if thousand := table.Roster.Len() / 1000; most < want.least*thousand || most > want.most*thousand {
				t.Errorf("%s finds %d of %d persons at the most, want %d to %d in 1000", rule.ID, most, table.Roster.Len(), want.least, want.most)
			}
		}
	}
}

// mostFound gives for each rule the most that it finds under one of the policies.
func mostFound(t *testing.T, policies []*source.File, pack *risk.Pack, people *roster.Roster) map[string]int {
	t.Helper()
	most := map[string]int{}
	for _, f := range policies {
		for rule, count := range findings(t, f, pack, people) {
			most[rule] = max(most[rule], count)
		}
	}
	return most
}

// findings counts what each rule finds under one policy.
func findings(t *testing.T, f *source.File, pack *risk.Pack, people *roster.Roster) map[string]int {
	t.Helper()
	p, problems := policy.Load(f, people.Schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	result, err := rules.Screen(t.Context(), rules.Input{
		Roster: people, Policies: []*policy.Policy{p}, Rules: pack, AsOf: configs.SampleAsOf(),
	})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, finding := range result.Findings {
		counts[finding.Rule]++
	}
	return counts
}
