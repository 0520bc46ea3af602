package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// The invariants are those of the design, on rosters and policies drawn at
// random. Screening draws only from a small set of conditions and amounts: what
// matters is how they meet empty cells, cliffs, gains and losses.

// A world is what the invariants are tested in.
type world struct {
	schema *roster.Schema
	pack   *risk.Pack
}

func newWorld(t *testing.T) world {
	schema, _, pack := shipped(t)
	return world{schema, pack}
}

// roster draws up to thirty persons with holes.
func (w world) roster(t *rapid.T) *roster.Roster {
	cell := func(field string, texts ...string) lang.Value {
		text := rapid.SampledFrom(append(texts, "")).Draw(t, field)
		v, err := w.schema.ParseCell(w.schema.Index(field), text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	b := roster.NewBuilder(w.schema, rapid.IntRange(1, 8).Draw(t, "batch"))
	for i := range rapid.IntRange(1, 30).Draw(t, "persons") {
		cells := make([]lang.Value, len(w.schema.Fields))
		cells[w.schema.KeyField()] = lang.StringOf(fmt.Sprintf("P%02d", i))
		for _, c := range []struct {
			field string
			texts []string
		}{
			{"category", []string{"lixiu", "tuixiu"}},
			{"rank", []string{"131", "132"}},
			{"born", []string{"1920-01-01", "1934-09-30", "1934-10-01"}},
			{"died_on", []string{"", "", "2014-12-31", "2015-03-01"}},
			{"payer", []string{"finance", "insurance"}},
			{"pay.basic", []string{"3000", "2000.01", "0"}},
			{"pay.living", []string{"1000", "33.33"}},
		} {
			cells[w.schema.Index(c.field)] = cell(c.field, c.texts...)
		}
		b.Append(cells)
	}
	return b.Build()
}

// policy draws a policy of up to three items.
func (w world) policy(t *rapid.T, id string, items int) *policy.Policy {
	var b strings.Builder
	effective := rapid.SampledFrom([]string{"2014-10-01", "2015-01-01", "2015-02-15"}).Draw(t, "effective")
	paid := rapid.SampledFrom([]string{"2015-02-28", "2015-03-01", "2015-06-01"}).Draw(t, "paid from")
	scope := rapid.SampledFrom([]string{"true", `person.category == "lixiu"`, "person.rank == 131"}).Draw(t, "scope")
	fmt.Fprintf(&b, "policy: %s\ntitle: 随机\neffective: %s\npaid_from: %s\nchannel: [finance]\nscope: {when: '%s'}\nitems:\n", id, effective, paid, scope)
	for range items {
		item := rapid.SampledFrom([]string{"basic", "living"}).Draw(t, "item")
		when := rapid.SampledFrom([]string{"true", `person.born <= date("1934-09-30")`, "pay.living > 100"}).Draw(t, "when")
		amount := rapid.SampledFrom([]string{
			"add: 100", "add: -33.33", "add: 0", "add: 'pay.basic * 1.13%'",
			"set: 1500", "set: 'pay.basic'", "add: 'person.rank == 131 ? 5 : -5'",
		}).Draw(t, "amount")
		fmt.Fprintf(&b, "  - {item: %s, title: 一项, when: '%s', %s}\n", item, when, amount)
	}
	text := b.String()
	if items == 0 {
		text = strings.Replace(text, "items:\n", "items: []\n", 1)
	}
	p, problems := policy.Load(source.NewFile(id+".yaml", []byte(text)), w.schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

func (w world) screen(t *rapid.T, r *roster.Roster, policies ...*policy.Policy) *rules.Result {
	result, err := rules.Screen(t.Context(), rules.Input{Roster: r, Policies: policies, Rules: w.pack, AsOf: configs.SampleAsOf()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// Invariant 1. Arrears count no month before the effective one, and a policy
// that comes later changes nothing of an earlier one.
func TestNothingChangesBeforeAPolicyTakesEffect(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		people := w.roster(t)
		earlier := w.policy(t, "a", rapid.IntRange(1, 3).Draw(t, "items"))
		later := w.policy(t, "b", rapid.IntRange(1, 3).Draw(t, "items"))
		if later.Effective < earlier.Effective {
			earlier, later = later, earlier
		}
		alone, both := w.screen(t, people, earlier), w.screen(t, people, later, earlier)
		if both.Policies[0].Policy.Effective != earlier.Effective {
			t.Fatal("the later policy is applied first")
		}
		for i, o := range alone.Policies[0].Outcomes.All() {
			if earlier.Effective != later.Effective && fmt.Sprint(o) != fmt.Sprint(both.Policies[0].Outcomes.At(i)) {
				t.Fatalf("a later policy changes an earlier one:\n%v\n%v", o, both.Policies[0].Outcomes.At(i))
			}
			if o.Months > earlier.Effective.CalendarMonths(earlier.PaidFrom) {
				t.Fatalf("%d months of arrears", o.Months)
			}
			if o.Arrears != o.Delta*lang.Decimal(o.Months) {
				t.Fatalf("arrears %s of %s over %d months", o.Arrears, o.Delta, o.Months)
			}
		}
	})
}

// Invariant 2.
func TestAPolicyWithoutItemsHasNoImpactAndNoFinding(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		p := w.policy(t, "empty", 0)
		result := w.screen(t, w.roster(t), p)
		for _, o := range result.Policies[0].Outcomes.All() {
			if o.Delta != 0 || o.Arrears != 0 || len(o.Clauses) > 0 || o.Status == policy.Affected {
				t.Fatal(o)
			}
		}
		if len(result.Findings)+len(result.Unsure) > 0 {
			t.Fatal(result.Findings, result.Unsure)
		}
	})
}

// Invariant 3, as far as the core goes: clauses add up to a person's change, and
// what the policies change adds up to what is paid after the last of them.
func TestChangesAddUp(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		people := w.roster(t)
		result := w.screen(t, people, w.policy(t, "a", 2), w.policy(t, "b", 3))
		for _, p := range result.Policies {
			for _, o := range p.Outcomes.All() {
				var delta, arrears lang.Decimal
				for _, c := range o.Clauses {
					delta += c.Delta
					arrears += c.Arrears
				}
				if delta != o.Delta || arrears != o.Arrears {
					t.Fatalf("clauses make %s and %s of %s and %s", delta, arrears, o.Delta, o.Arrears)
				}
			}
		}
		for i := range people.Len() {
			addsUp(t, result, i)
		}
	})
}

// addsUp checks that a person's known pay begins as on the roster and moves from
// policy to policy by exactly the clauses of each.
func addsUp(t *rapid.T, result *rules.Result, i int) {
	schema := result.Roster.Schema
	for _, item := range schema.PayItems() {
		paid := result.Roster.Row(i).Field(schema.Index("pay." + item))
		for _, p := range result.Policies {
			o := p.Outcomes.At(i)
			for _, c := range o.Clauses {
				if p.Policy.Items[c.Item].PayItem != item {
					continue
				}
				if !c.Before.Equal(paid) {
					t.Fatalf("%s of %s is %s before, was %s", item, result.Roster.Person(i), c.Before, paid)
				}
				paid = c.After
			}
			if o.Status == policy.CannotTell && slices.Contains(p.Policy.PayItems(), item) {
				paid = lang.Value{}
			}
		}
	}
}

// Invariant 4, on small rosters; [TestNeitherOrderNorBatchesNorWorkersMatter] has
// the large ones.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		people := w.roster(t)
		p := w.policy(t, "a", 2)
		order := rapid.Permutation(numbers(people.Len())).Draw(t, "order")
		b := roster.NewBuilder(w.schema, rapid.IntRange(1, 5).Draw(t, "batch"))
		for _, i := range order {
			cells := make([]lang.Value, len(w.schema.Fields))
			for f := range cells {
				cells[f] = people.Row(i).Field(f)
			}
			b.Append(cells)
		}
		if printout(t, w.screen(t, people, p)) != printout(t, w.screen(t, b.Build(), p)) {
			t.Fatal("another order of rows gives another result")
		}
	})
}

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Invariant 6, and what each status means.
func TestEverybodyHasExactlyOneStatus(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		people := w.roster(t)
		result := w.screen(t, people, w.policy(t, "a", 2))
		outcomes := result.Policies[0].Outcomes
		if outcomes.Len() != people.Len() {
			t.Fatalf("%d outcomes for %d persons", outcomes.Len(), people.Len())
		}
		for i, o := range outcomes.All() {
			cannotTell := len(o.Missing)+len(o.Reasons) > 0
			if (o.Status == policy.CannotTell) != cannotTell || o.Status == policy.OutOfScope && len(o.Clauses) > 0 ||
				o.Status != policy.Affected && o.Delta != 0 {
				t.Fatalf("%s: %v", result.Roster.Person(i), o)
			}
		}
		for i, f := range result.Findings {
			if i > 0 && f.Rule == result.Findings[i-1].Rule && f.Person == result.Findings[i-1].Person {
				t.Fatalf("%s finds %s twice", f.Rule, f.Person)
			}
		}
	})
}
