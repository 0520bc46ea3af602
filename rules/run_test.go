package rules_test

import (
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

func TestARunIsNamedByAllThatItDependsOn(t *testing.T) {
	schema, policies, pack := shipped(t)
	in := rules.Input{Roster: crowd(t, schema, 1, 20), Policies: policies, Rules: pack, AsOf: configs.SampleAsOf()}
	id := rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.0", in).ID()
	if !strings.HasPrefix(id, "20150120-") || len(id) != len("20150120-")+10 {
		t.Fatal(id)
	}

	same := map[string]func(in *rules.Input){
		"the order of rows":     func(in *rules.Input) { in.Roster = crowd(t, schema, 2, 20) },
		"the order of policies": func(in *rules.Input) { in.Policies = slices.Clone(policies); slices.Reverse(in.Policies) },
		"workers":               func(in *rules.Input) { in.Workers = 8 },
		"the default levels":    func(in *rules.Input) { in.Levels = risk.DefaultThresholds() },
		"the usual scan":        func(in *rules.Input) { usual := rules.DefaultScanning(); in.Scanning = &usual },
		"what a scan is silent": func(in *rules.Input) { in.Scanning = &rules.Scanning{} },
	}
	for name, change := range same {
		changed := in
		change(&changed)
		if got := rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.0", changed).ID(); got != id {
			t.Errorf("%s makes it another run", name)
		}
	}

	later := petitions(t, petition.Record{Number: "2", Date: in.AsOf + 1}, petition.Record{Number: "1", Date: in.AsOf})
	with := in
	with.Petitions = petitions(t, petition.Record{Number: "1", Date: in.AsOf})
	withID := rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.0", with).ID()
	with.Petitions = later
	if got := rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.0", with).ID(); got != withID {
		t.Error("a petition of the day after makes it another run")
	}

	other := map[string]func(in *rules.Input){
		"another roster": func(in *rules.Input) { in.Roster = crowd(t, schema, 1, 21) },
		"another policy": func(in *rules.Input) { in.Policies = []*policy.Policy{written(t, schema, tenth)} },
		"fewer rules":    func(in *rules.Input) { in.Rules = &risk.Pack{Groups: pack.Groups[1:]} },
		"no rules":       func(in *rules.Input) { in.Rules = nil },
		"another date":   func(in *rules.Input) { in.AsOf++ },
		"petitions":      func(in *rules.Input) { in.Petitions = later },
		"own levels":     func(in *rules.Input) { in.Levels = risk.Thresholds{High: 60, Medium: 10, Collective: 5} },
		"another seed":   func(in *rules.Input) { in.Scanning = &rules.Scanning{Seed: 7} },
		"smaller spots":  func(in *rules.Input) { in.Scanning = &rules.Scanning{MinCases: 4} },
		"more draws":     func(in *rules.Input) { in.Scanning = &rules.Scanning{Replicates: 99} },
		"no tree":        func(in *rules.Input) { in.Scanning = &rules.Scanning{Trees: []string{}} },
		"other groups":   func(in *rules.Input) { in.Scanning = &rules.Scanning{Flat: []string{"sex"}} },
		"no crosses":     func(in *rules.Input) { in.Scanning = &rules.Scanning{Crosses: []string{}} },
		"no petition":    func(in *rules.Input) { in.Petitions = petitions(t) },
	}
	for name, change := range other {
		changed := in
		change(&changed)
		if got := rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.0", changed).ID(); got == id {
			t.Errorf("%s leaves the run as it is", name)
		}
	}
	for _, run := range []rules.Run{
		rules.Identify("screen", "2015-01-20T02:00:00+08:00", "1.0", in),
		rules.Identify("nightly", "", "1.0", in),
		rules.Identify("nightly", "2015-01-20T02:00:00+08:00", "1.1", in),
	} {
		if run.ID() == id {
			t.Errorf("job, slot or engine is no part of the run: %v", run)
		}
	}
}

func petitions(t *testing.T, records ...petition.Record) *petition.Book {
	t.Helper()
	b, err := petition.NewBook(records)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
