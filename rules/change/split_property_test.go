package change_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// drawnInput draws what a run is made of, from few enough choices that two runs
// often share some of it.
func drawnInput(t *rapid.T, s *roster.Schema) rules.Input {
	pick := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(t, what) }
	in := rules.Input{AsOf: day(t, pick("as of", "2015-01-20", "2015-02-01"))}
	var lines []string
	for i := range rapid.IntRange(1, 4).Draw(t, "persons") {
		lines = append(lines, fmt.Sprintf("P%d category=%s born=%s pay.basic=%s", i,
			pick("category", "lixiu", "tuixiu", "-"), pick("born", "1935-01-31", "1950-01-01", "-"), pick("pay", "3000", "0", "-")))
	}
	in.Roster = people(t, s, lines...)
	ids := []string{"a", "b", "c"}
	if rapid.Bool().Draw(t, "fewer") {
		ids = ids[:rapid.IntRange(1, 2).Draw(t, "policies")]
	}
	for _, id := range ids {
		in.Policies = append(in.Policies, raise(t, s, id, pick("scope", "lixiu", "tuixiu"), pick("amount", "100", "-33.33", "person.born <= date(\"1940-01-01\") ? 5 : 0")))
	}
	switch pick("rules", "none", "below", "petitioners") {
	case "below":
		in.Rules = below(t, s, pick("line", "0", "101"), pick("severity", "low", "high"))
	case "petitioners":
		in.Rules = petitioners(t, s)
	}
	if rapid.Bool().Draw(t, "with petitions") {
		in.Petitions = book(t, pick("petitioner", "P0", "P1"), pick("another", "P2", "P9"))
	}
	if rapid.Bool().Draw(t, "own thresholds") {
		in.Levels = risk.Thresholds{High: 30, Medium: 20, Collective: 2}
	}
	return in
}

// drawnRun draws a run. One of another engine has figures that this one does not
// get at.
func drawnRun(t *rapid.T, in rules.Input) change.Run {
	run := finished(t, rapid.SampledFrom([]string{"1", here, "3"}).Draw(t, "engine"), in)
	if run.Engine == here {
		return run
	}
	for _, k := range change.Keys(run.Tally) {
		if k.Policy != "" {
			if err := run.Tally.Add(k, rapid.Int64Range(-3, 3).Draw(t, "otherwise")); err != nil {
				t.Fatal(err)
			}
		}
	}
	return run
}

// The effects add up to the difference, to the last fen, and no factor that did
// not change is laid anything.
func TestEffectsAddUpWithNothingLeftOver(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		first, second := drawnInput(t, s), drawnInput(t, s)
		for _, keep := range []func(){
			func() { second.AsOf = first.AsOf },
			func() { second.Roster = first.Roster },
			func() { second.Petitions = first.Petitions },
			func() { second.Levels = first.Levels },
			func() { second.Policies = first.Policies },
			func() { second.Rules = first.Rules },
		} {
			if rapid.Bool().Draw(t, "keep") {
				keep()
			}
		}
		from, to := drawnRun(t, first), drawnRun(t, second)
		effects, err := change.Split(t.Context(), here, from, to, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum := change.Tally{}
		for _, e := range effects {
			for k, n := range e.Moved {
				sum[k] += n
			}
		}
		for _, k := range change.Keys(from.Tally, to.Tally, sum) {
			if sum[k] != to.Tally[k]-from.Tally[k] {
				t.Fatalf("%v: effects come to %d, the difference is %d", k, sum[k], to.Tally[k]-from.Tally[k])
			}
		}
		holdsFactors(t, from, to, effects)
	})
}

// holdsFactors checks that the effects are of the factors that changed, in their
// order. The engine alone may have one besides: two runs of one other version meet
// this one in between.
func holdsFactors(t *rapid.T, from, to change.Run, effects []change.Effect) {
	changed := change.Between(from.Run, to.Run)
	var got []change.Factor
	for _, e := range effects {
		elsewhere := e.Factor == change.Engine && (from.Engine != here || to.Engine != here)
		if !slices.Contains(changed, e.Factor) && !elsewhere {
			t.Fatalf("%s did not change and moved %v", e.Factor, e.Moved)
		}
		got = append(got, e.Factor)
	}
	if !slices.IsSorted(got) {
		t.Fatal(got)
	}
	for _, f := range changed {
		if !slices.Contains(got, f) {
			t.Fatalf("%s changed and is not told", f)
		}
	}
}

// Each effect is what a screening says of the mixture before and after: worked out
// here the long way round, screening every mixture whether it is needed or not.
func TestEffectsAreThoseOfTheMixtures(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		first, second := drawnInput(t, s), drawnInput(t, s)
		second.Policies = policiesOf(t, s, first.Policies, second.Policies)
		if !sameRules(first.Rules, second.Rules) { // those of one run alone are laid to the rules
			second.Rules = first.Rules
		}
		from, to := finished(t, here, first), finished(t, here, second)
		effects, err := change.Split(t.Context(), here, from, to, nil)
		if err != nil {
			t.Fatal(err)
		}
		in, before := first, figures(t, first)
		for _, f := range change.Factors()[1:] {
			switch f {
			case change.Date:
				in.AsOf = second.AsOf
			case change.Roster:
				in.Roster = second.Roster
			case change.Petitions:
				in.Petitions = second.Petitions
			case change.Policies:
				in.Policies = second.Policies
			case change.Rules:
				in.Rules = second.Rules
			case change.Settings:
				in.Levels = second.Levels
			}
			after, moved := figures(t, in), change.Tally{}
			if at := slices.IndexFunc(effects, func(e change.Effect) bool { return e.Factor == f }); at >= 0 {
				moved = effects[at].Moved
			}
			for _, k := range change.Keys(before, after, moved) {
				if moved[k] != after[k]-before[k] {
					t.Fatalf("%s moves %v by %d, told %d", f, k, after[k]-before[k], moved[k])
				}
			}
			before = after
		}
	})
}

func sameRules(a, b *risk.Pack) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Groups[0].ID == b.Groups[0].ID
}

// policiesOf gives the first policies with what the second ones say, so that both
// runs have the same ids.
func policiesOf(t *rapid.T, s *roster.Schema, first, second []*policy.Policy) []*policy.Policy {
	policies := slices.Clone(first)
	for i := range policies[:min(len(first), len(second))] {
		policies[i] = second[i]
	}
	return policies
}
