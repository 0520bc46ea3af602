package change_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// Everything changes at once, and each factor is laid what it moves on top of
// those before it: the numbers are worked out by hand.
func TestEachFactorIsLaidItsOwn(t *testing.T) {
	s := schema(t)
	from := finished(t, here, rules.Input{
		AsOf: day(t, "2015-01-20"),
		Roster: people(
			t, s,
			"P1 category=lixiu born=1930-01-01 pay.basic=5000",
			"P2 category=lixiu born=1935-01-31 pay.basic=4000"),
		Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")},
		Rules:    below(t, s, "150", "low"),
	})
	to := finished(t, here, rules.Input{
		AsOf: day(t, "2015-02-01"), // P2 has turned 80
		Roster: people( // one more
			t, s,
			"P1 category=lixiu born=1930-01-01 pay.basic=5000",
			"P2 category=lixiu born=1935-01-31 pay.basic=4000",
			"P3 category=lixiu born=1950-01-01 pay.basic=3000"),
		Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "200")}, // nobody has little
		Rules:    below(t, s, "250", "high"),                         // everybody has again, and it is grave
	})
	effects, err := change.Split(t.Context(), here, from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimPrefix(`
date findings 1
date severity low 1
date grievance notice 1
date rule old 1
date a findings 1
date a severity low 1
date a grievance notice 1
date a rule old 1
roster persons 1
roster monthly 100
roster arrears 200
roster findings 1
roster severity low 1
roster grievance loss 1
roster rule little 1
roster a affected 1
roster a monthly 100
roster a arrears 200
roster a findings 1
roster a severity low 1
roster a grievance loss 1
roster a rule little 1
roster a concerned lawful 1
roster a concerned reasonable 1
roster a concerned feasible 1
roster a concerned controllable 1
policies monthly 300
policies arrears 600
policies findings -3
policies severity low -3
policies grievance loss -3
policies rule little -3
policies a monthly 300
policies a arrears 600
policies a findings -3
policies a severity low -3
policies a grievance loss -3
policies a rule little -3
rules findings 3
rules severity high 3
rules grievance loss 3
rules rule little 3
rules level 2
rules level reasonable 2
rules a findings 3
rules a severity high 3
rules a grievance loss 3
rules a rule little 3
rules a level 2
rules a level reasonable 2
rules a objecting reasonable 3
`, "\n")
	if diff := cmp.Diff(want, moved(effects)); diff != "" {
		t.Error(diff)
	}
}

// An older version counted one finding more and paid a yuan less: that is laid to
// the engine, and the roster its own.
func TestAnotherEngineIsToldApart(t *testing.T) {
	s := schema(t)
	in := rules.Input{
		AsOf: day(t, "2015-01-20"), Roster: people(t, s, "P1 category=lixiu pay.basic=5000"),
		Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")},
	}
	from := finished(t, "1", in)
	monthly := change.Key{Policy: "a", Measure: change.Monthly}
	if err := from.Tally.Add(monthly, -10_000); err != nil {
		t.Fatal(err)
	}
	in.Roster = people(t, s, "P1 category=lixiu pay.basic=5000", "P2 category=tuixiu pay.basic=5000")
	to := finished(t, here, in)
	effects, err := change.Split(t.Context(), here, from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "engine monthly 1\nengine a monthly 1\nroster persons 1\nroster a out_of_scope 1\n"
	if diff := cmp.Diff(want, moved(effects)); diff != "" {
		t.Error(diff)
	}
}

// What changed alone is not worked out: without inputs there is nothing to work
// with.
func TestOneFactorIsNotWorkedOut(t *testing.T) {
	run := func(engine, asOf string, monthly int64) change.Run {
		r := change.Run{Run: rules.Run{Engine: engine, AsOf: day(t, asOf)}, Tally: change.Tally{}}
		if err := r.Tally.Add(change.Key{Policy: "a", Measure: change.Monthly}, monthly); err != nil {
			t.Fatal(err)
		}
		return r
	}
	for name, test := range map[string]struct {
		from, to change.Run
		want     string
	}{
		"the date":           {run(here, "2015-01-01", 10_000), run(here, "2015-01-02", 30_000), "date monthly 2\ndate a monthly 2\n"},
		"the date, long ago": {run("1", "2015-01-01", 10_000), run("1", "2015-01-02", 30_000), "date monthly 2\ndate a monthly 2\n"},
		"the date, in vain":  {run(here, "2015-01-01", 10_000), run(here, "2015-01-02", 10_000), "date nothing\n"},
		"the engine":         {run("1", "2015-01-01", 10_000), run(here, "2015-01-01", 30_000), "engine monthly 2\nengine a monthly 2\n"},
		"nothing":            {run(here, "2015-01-01", 10_000), run(here, "2015-01-01", 10_000), ""},
		"an unnamed engine":  {run(here, "2015-01-01", 10_000), run(here, "2015-01-01", 20_000), "engine monthly 1\nengine a monthly 1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			effects, err := change.Split(t.Context(), here, test.from, test.to, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, moved(effects)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestProgressRisesOverAllMixtures(t *testing.T) {
	s := schema(t)
	in := rules.Input{
		AsOf: day(t, "2015-01-20"), Roster: people(t, s, "P1 category=lixiu"), Rules: below(t, s, "10", "low"),
		Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")},
	}
	from := finished(t, "1", in)
	in.AsOf = day(t, "2015-01-21")
	in.Roster = people(t, s, "P1 category=lixiu", "P2 category=lixiu")
	in.Rules = nil
	to := finished(t, here, in)
	var told []int
	if _, err := change.Split(t.Context(), here, from, to, func(done, total int) { told = append(told, done, total) }); err != nil {
		t.Fatal(err)
	}
	want := []int{1, 8, 2, 8, 3, 8, 4, 8, 6, 8, 8, 8} // from again; its date; its roster
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}

// A petition that came in is no change of the roster, though it may come with one.
func TestPetitionsAreToldApart(t *testing.T) {
	s := schema(t)
	from := finished(t, here, rules.Input{
		AsOf: day(t, "2015-01-20"), Roster: people(t, s, "P1 category=lixiu pay.basic=5000"),
		Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "100")}, Rules: petitioners(t, s),
	})
	later := from.Input
	later.Petitions = book(t, "P1", "P2", "P9")
	if diff := cmp.Diff([]change.Factor{change.Petitions}, change.Between(from.Run, finished(t, here, later).Run)); diff != "" {
		t.Error(diff)
	}
	later.Roster = people(t, s, "P1 category=lixiu pay.basic=5000", "P2 category=lixiu pay.basic=5000")
	effects, err := change.Split(t.Context(), here, from, finished(t, here, later), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimPrefix(`
roster persons 1
roster monthly 100
roster arrears 200
roster a affected 1
roster a monthly 100
roster a arrears 200
roster a concerned lawful 1
roster a concerned reasonable 1
roster a concerned feasible 1
roster a concerned controllable 1
petitions findings 2
petitions severity low 2
petitions grievance history 2
petitions rule petitioner 2
petitions a findings 2
petitions a severity low 2
petitions a grievance history 2
petitions a rule petitioner 2
`, "\n")
	if diff := cmp.Diff(want, moved(effects)); diff != "" {
		t.Error(diff)
	}
}

// What a configuration sets is told too, though it moves no figure.
func TestSettingsAreToldApart(t *testing.T) {
	for name, set := range map[string]func(*rules.Run){
		"thresholds": func(r *rules.Run) { r.Levels = &risk.Thresholds{High: 40, Medium: 10, Collective: 5} },
		"points":     func(r *rules.Run) { r.Weights = "x" },
		"hotspots":   func(r *rules.Run) { r.Hotspots = &rules.Scanning{} },
	} {
		var from, to rules.Run
		set(&to)
		if diff := cmp.Diff([]change.Factor{change.Settings}, change.Between(from, to)); diff != "" {
			t.Error(name, diff)
		}
	}
	byDefault := risk.DefaultThresholds()
	if changed := change.Between(rules.Run{}, rules.Run{Levels: &byDefault}); len(changed) != 0 {
		t.Errorf("the default thresholds written out are told as %v", changed)
	}
}
