package rules_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// onDay loads a policy of a day, in a file of its own.
func onDay(t testing.TB, schema *roster.Schema, id, effective, body string) *policy.Policy {
	t.Helper()
	text := fmt.Sprintf("policy: %s\ntitle: 试\neffective: %s\n%s\n", id, effective, body)
	p, problems := policy.Load(source.NewFile(id+".yaml", []byte(text)), schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

const (
	setLiving  = "items: [{item: living, title: 新标准, set: 900, cite: 一}]"
	setAgain   = "items: [{item: basic, title: 增加, add: 5, cite: 一}, {item: living, title: 另一标准, set: 800, cite: 二}]"
	addLiving  = "items: [{item: living, title: 增加, add: 5, cite: 一}]"
	addBasic   = "items: [{item: basic, title: 增加, add: 5, cite: 一}]"
	readLiving = "items: [{item: basic, title: 挂钩, add: 1% * pay.living, cite: 一}]"
	readBasic  = "items: [{item: living, title: 挂钩, add: 1% * after.basic, cite: 一}]"
	scoped     = "scope: {when: pay.living > 100}\nitems: [{item: basic, title: 增加, add: 5, cite: 一}]"
)

// TestCheckOrder names the clauses of policies whose order decides and is not
// stated, and lets all others be.
func TestCheckOrder(t *testing.T) {
	schema, _, _ := shipped(t)
	const day, later = "2014-10-01", "2015-10-01"
	for name, test := range map[string]struct {
		policies []*policy.Policy
		want     string
	}{
		"two that set": {
			[]*policy.Policy{onDay(t, schema, "a", day, setLiving), onDay(t, schema, "b", day, setAgain)},
			"a.yaml:4:9: a and b change living on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:52; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"b.yaml:4:52: b and a change living on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there",
		},
		"one that sets and one that adds": {
			[]*policy.Policy{onDay(t, schema, "b", day, addLiving), onDay(t, schema, "a", day, setLiving)},
			"a.yaml:4:9: a and b change living on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:9; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"b.yaml:4:9: b and a change living on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there",
		},
		"one that reads what the other adds": {
			[]*policy.Policy{onDay(t, schema, "a", day, readLiving), onDay(t, schema, "b", day, addLiving)},
			"a.yaml:4:9: a reads living here, which b changes on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:9; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"b.yaml:4:9: b changes living here, which a reads on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there",
		},
		"a scope that reads what the other adds": {
			[]*policy.Policy{onDay(t, schema, "a", day, addLiving), onDay(t, schema, "b", day, scoped)},
			"a.yaml:4:9: a changes living here, which b reads on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:15; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"b.yaml:4:15: b reads living here, which a changes on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there",
		},
		"two that each read what the other adds": {
			[]*policy.Policy{onDay(t, schema, "a", day, readLiving), onDay(t, schema, "b", day, readBasic)},
			"a.yaml:4:9: a changes basic here, which b reads on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:9; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"a.yaml:4:9: a reads living here, which b changes on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at b.yaml:4:9; write \"follows: [b]\" here, or \"follows: [a]\" there\n" +
				"b.yaml:4:9: b reads basic here, which a changes on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there\n" +
				"b.yaml:4:9: b changes living here, which a reads on the same day, 2014-10-01, and no order is stated; " +
				"the other clause is at a.yaml:4:9; write \"follows: [a]\" here, or \"follows: [b]\" there",
		},
		"a circle": {
			[]*policy.Policy{
				onDay(t, schema, "a", day, "follows: [c]\n"+setLiving), onDay(t, schema, "b", day, "follows: [a]\n"+setLiving),
				onDay(t, schema, "c", day, "follows: [b]\n"+setLiving),
			},
			"a.yaml:4:11: a follows c, and c follows a as well; keep one of the two\n" +
				"b.yaml:4:11: b follows a, and a follows b as well; keep one of the two\n" +
				"c.yaml:4:11: c follows b, and b follows c as well; keep one of the two",
		},
		"one that follows what comes later": {
			[]*policy.Policy{onDay(t, schema, "a", day, "follows: [b]\n"+setLiving), onDay(t, schema, "b", later, setLiving)},
			"a.yaml:4:11: a cannot follow b, which takes effect later: on 2015-10-01, and not on 2014-10-01; " +
				"follows orders policies of one effective date",
		},
		"a stated order": {
			[]*policy.Policy{onDay(t, schema, "a", day, "follows: [b]\n"+setLiving), onDay(t, schema, "b", day, setAgain)}, "",
		},
		"an order through another": {
			[]*policy.Policy{
				onDay(t, schema, "a", day, "follows: [c]\n"+setLiving), onDay(t, schema, "b", day, setLiving),
				onDay(t, schema, "c", day, "follows: [b, not-here]\n"+addBasic),
			}, "",
		},
		"days that differ": {
			[]*policy.Policy{onDay(t, schema, "a", day, setLiving), onDay(t, schema, "b", later, "follows: [a]\n"+setAgain)}, "",
		},
		"two that add": {
			[]*policy.Policy{onDay(t, schema, "a", day, addLiving), onDay(t, schema, "b", day, addLiving)}, "",
		},
		"other pay items": {
			[]*policy.Policy{onDay(t, schema, "a", day, setLiving), onDay(t, schema, "b", day, addBasic)}, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			problems := rules.CheckOrder(test.policies)
			if got := problems.Error(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			people := people(t, schema, 0, person{"person": "P1", "pay.living": "700", "pay.basic": "1000"})
			_, err := rules.Screen(t.Context(), rules.Input{Roster: people, Policies: test.policies, AsOf: configs.SampleAsOf()})
			var refused source.Problems
			if errors.As(err, &refused) != (test.want != "") {
				t.Errorf("the screening says %v", err)
			}
			var out bytes.Buffer
			source.Printer{Language: source.Chinese}.Print(&out, refused)
			if test.want != "" && strings.Count(out.String(), "^") == 0 {
				t.Errorf("no place is shown:\n%s", out.String())
			}
		})
	}
}

// TestOrderIsTheSameForAnyInput applies policies of one day, chained at random, in
// the stated order, however they are given.
func TestOrderIsTheSameForAnyInput(t *testing.T) {
	schema, _, _ := shipped(t)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "policies")
		stated := rapid.Permutation(numbers(n)).Draw(rt, "stated")
		var policies []*policy.Policy
		for at, id := range stated {
			body := setLiving
			if at > 0 {
				body = fmt.Sprintf("follows: [p%d]\n%s", stated[at-1], setLiving)
			}
			policies = append(policies, onDay(t, schema, fmt.Sprintf("p%d", id), "2014-10-01", body))
		}
		seed := rapid.Uint64().Draw(rt, "seed")
		given := slices.Clone(policies)
		rand.New(rand.NewPCG(seed, seed)).Shuffle(n, func(i, j int) { given[i], given[j] = given[j], given[i] })
		people := people(t, schema, 0, person{"person": "P1", "pay.living": "700"})
		result, err := rules.Screen(rt.Context(), rules.Input{Roster: people, Policies: given, AsOf: configs.SampleAsOf()})
		if err != nil {
			rt.Fatal(err)
		}
		for i, p := range result.Policies {
			if p.Policy != policies[i] {
				rt.Fatalf("%s is applied as number %d of %v", p.Policy.ID, i+1, stated)
			}
		}
	})
}
