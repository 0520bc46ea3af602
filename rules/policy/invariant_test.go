package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A sample is a policy and a person made up by chance.
type sample struct {
	policy *policy.Policy
	person person
	text   string
}

// drawSample makes up a policy with items of every kind, whose dates lie within
// some years of each other, and a person some of whose cells are empty.
func drawSample(t *rapid.T, s *roster.Schema) sample {
	items := rapid.SliceOfN(rapid.Custom(drawItem), 0, 5).Draw(t, "items")
	effective := rapid.IntRange(14000, 18000).Draw(t, "effective")
	paidFrom := effective + rapid.IntRange(0, 900).Draw(t, "delay")
	text := fmt.Sprintf("policy: p\ntitle: t\neffective: %s\npaid_from: %s\nscope: {when: 'person.rank <= 132'}\n"+
		"tables: {t: {by: [rank], rows: {131: 570.55, 132: -480}}, d: {by: [rank], rows: {131: {initial: 300, %[1]s: 400.005}, 132: unknown}}}\n"+
		"values: {v: {value: {initial: 600, %[1]s: {value: 1000, expected: true}}}, e: {value: {initial: 1, 2014-10-01: null}}}\nitems: [%[3]s]\n",
		lang.Date(effective), lang.Date(paidFrom), strings.Join(items, ", "))
	drawn := sample{policy: mustLoad(t, s, text), person: drawPerson(t, s), text: text}
	if rapid.Bool().Draw(t, "dies about then") {
		drawn.person[s.Index("died_on")] = lang.DateOf(lang.Date(rapid.IntRange(effective-40, paidFrom+40).Draw(t, "died")))
	}
	return drawn
}

func mustLoad(t *rapid.T, s *roster.Schema, text string) *policy.Policy {
	p, problems := policy.Load(source.NewFile("drawn.yaml", []byte(text)), s)
	if problems.Err() != nil {
		t.Fatalf("%s\n%s", problems, text)
	}
	return p
}

func drawItem(t *rapid.T) string {
	payItem := rapid.SampledFrom([]string{"basic", "living"}).Draw(t, "pay item")
	verb := rapid.SampledFrom([]string{"add", "add", "add", "set"}).Draw(t, "verb")
	amount := rapid.SampledFrom([]string{
		"0", "28", "-28", "1.3 * ceil(person.contribution_years)", "1.13% * pay.basic",
		"-2.5% * after.living", "table.t(person.rank)", "after.basic", "table.d(person.rank)", "value.v", "value.e", "value.v + 1% * pay.basic",
	}).Draw(t, "amount")
	when := rapid.SampledFrom([]string{"true", "person.rank == 131", `person.category == "lixiu"`, "after.basic > 1000"}).Draw(t, "when")
	mode := rapid.SampledFrom([]string{"half_up", "half_even", "up", "down"}).Draw(t, "mode")
	return fmt.Sprintf("{item: %s, when: '%s', %s: '%s', rounding: {mode: %s}}", payItem, when, verb, amount, mode)
}

func drawPerson(t *rapid.T, s *roster.Schema) person {
	row := make(person, len(s.Fields))
	for i, f := range s.LangFields() {
		row[i] = lang.Unknown(f.Name)
	}
	for name, cells := range map[string][]string{
		"category":           {"", "lixiu", "tuixiu"},
		"rank":               {"", "131", "132", "141"},
		"contribution_years": {"", "30", "34.1"},
		"pay.basic":          {"", "0", "999.99", "4200", "4050"},
		"pay.living":         {"", "100", "2000.5"},
		"died_on":            {"", "", "", "2012-03-31", "2015-02-28", "2019-12-31"},
	} {
		index := s.Index(name)
		v, err := s.ParseCell(index, rapid.SampledFrom(cells).Draw(t, name))
		if err != nil {
			t.Fatal(err)
		}
		row[index] = v
	}
	return row
}

// check runs a property over drawn samples.
func check(t *testing.T, property func(t *rapid.T, s sample, o policy.Outcome)) {
	shared := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawSample(t, shared)
		property(t, s, s.policy.Apply(s.person, aDay))
	})
}

// TestTotalsAreTheSumOfTheClauses is design invariant 3 for one person.
func TestTotalsAreTheSumOfTheClauses(t *testing.T) {
	check(t, func(t *rapid.T, s sample, o policy.Outcome) {
		var delta, arrears lang.Decimal
		for _, c := range o.Clauses {
			delta += c.Delta
			arrears += c.Arrears
		}
		if delta != o.Delta || arrears != o.Arrears {
			t.Errorf("clauses come to %s and %s, the outcome says %s and %s", delta, arrears, o.Delta, o.Arrears)
		}
		if before, ok := o.Before.Decimal(); ok && o.Status != policy.CannotTell {
			if after, ok := o.After.Decimal(); !ok || after != before+o.Delta {
				t.Errorf("before %s, after %s, delta %s", o.Before, o.After, o.Delta)
			}
		}
	})
}

// TestStatusFollowsTheChange is design invariant 6: a person has one status, and
// it says what the amounts say.
func TestStatusFollowsTheChange(t *testing.T) {
	died := schema(t).Index("died_on")
	check(t, func(t *rapid.T, s sample, o policy.Outcome) {
		if v := s.person[died]; v.Known() && v.Date() < s.policy.Effective && o.Status != policy.OutOfScope {
			t.Errorf("%s, though they died on %s", o.Status, v)
		}
		net := map[string]lang.Decimal{}
		for _, c := range o.Clauses {
			net[s.policy.Items[c.Item].PayItem] += c.Delta
		}
		changed := net["basic"] != 0 || net["living"] != 0
		open := len(o.Missing)+len(o.Reasons) > 0
		switch o.Status {
		case policy.Affected:
			if !changed || open {
				t.Error("affected without a change, or with something open")
			}
		case policy.Unchanged:
			if changed || open {
				t.Error("unchanged with a change, or with something open")
			}
		case policy.OutOfScope:
			if o.Clauses != nil || open || o.Delta != 0 || o.Arrears != 0 {
				t.Error("out of scope with amounts or something open")
			}
		case policy.CannotTell:
			if o.Clauses != nil || !open || o.Delta != 0 || o.Arrears != 0 {
				t.Error("cannot tell with amounts, or with nothing that would decide")
			}
		}
	})
}

// TestNothingChangesBeforeTheEffectiveDate is design invariant 1: walking month
// by month, what is owed is the difference of the months from the effective one
// to the month before the first payment, and none after the month of death.
func TestNothingChangesBeforeTheEffectiveDate(t *testing.T) {
	shared := schema(t)
	died := shared.Index("died_on")
	check(t, func(t *rapid.T, s sample, o policy.Outcome) {
		if o.Status != policy.Affected {
			return
		}
		last := monthOf(s.policy.PaidFrom) - 1
		if v := s.person[died]; v.Known() {
			last = min(last, monthOf(v.Date()))
		}
		var owed lang.Decimal
		for month := monthOf(14000) - 1; month <= last; month++ {
			if month >= monthOf(s.policy.Effective) {
				owed += o.Delta
			}
		}
		if owed != o.Arrears {
			t.Errorf("month by month %s is owed, the outcome says %s", owed, o.Arrears)
		}
	})
}

func monthOf(d lang.Date) int {
	year, month, _ := d.Civil()
	return year*12 + month
}

// TestNoItemsNoImpact is design invariant 2.
func TestNoItemsNoImpact(t *testing.T) {
	shared := schema(t)
	p := load(t, head)
	rapid.Check(t, func(t *rapid.T) {
		o := p.Apply(drawPerson(t, shared), aDay)
		if o.Status == policy.Affected || o.Status == policy.CannotTell || o.Clauses != nil || o.Delta != 0 || o.Arrears != 0 {
			t.Errorf("a policy without items gives %s", written(o))
		}
	})
}

// TestPaidChainsToTheNextPolicy holds what is handed to the next policy to the
// running values: what was paid plus every difference on that pay item.
func TestPaidChainsToTheNextPolicy(t *testing.T) {
	shared := schema(t)
	check(t, func(t *rapid.T, s sample, o policy.Outcome) {
		if len(o.Paid) != len(s.policy.PayItems()) {
			t.Fatalf("%d pay items are handed on, %d change", len(o.Paid), len(s.policy.PayItems()))
		}
		for i, paid := range o.Paid {
			now := s.person[shared.Index("pay."+s.policy.PayItems()[i])]
			if !now.Known() {
				now = stoodFor(s.policy, o, paid.PayItem)
			}
			if now.Known() != paid.Value.Known() && o.Status != policy.CannotTell {
				t.Errorf("%s: paid %s, then %s", paid.PayItem, now, paid.Value)
			}
			want, _ := now.Decimal()
			for _, c := range o.Clauses {
				if s.policy.Items[c.Item].PayItem == paid.PayItem {
					want += c.Delta
				}
			}
			if got, ok := paid.Value.Decimal(); ok && got != want {
				t.Errorf("%s: handed on %s, want %s", paid.PayItem, got, want)
			}
		}
	})
}

// stoodFor gives the standard of the day before that stands for what is paid of a
// pay item: what the first set replaces, without what was added above it.
func stoodFor(p *policy.Policy, o policy.Outcome, payItem string) lang.Value {
	var added lang.Decimal
	for _, c := range o.Clauses {
		item := p.Items[c.Item]
		if item.PayItem != payItem {
			continue
		}
		if before, ok := c.Before.Decimal(); ok && item.Sets {
			return lang.DecimalOf(before - added)
		}
		added += c.Delta
	}
	return lang.Value{}
}

// TestSignsAreSymmetric swaps raises for cuts: every amount changes its sign and
// none its size, so that losers are never counted as winners.
func TestSignsAreSymmetric(t *testing.T) {
	shared := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		amount := lang.Decimal(rapid.Int64Range(-1e9, 1e9).Draw(t, "amount"))
		mode := rapid.SampledFrom([]string{"half_up", "half_even", "up", "down"}).Draw(t, "mode")
		body := head + "rounding: {mode: %s}\nitems: [{item: basic, add: %s}]\n"
		up := mustLoad(t, shared, fmt.Sprintf(body, mode, amount)).Apply(drawPerson(t, shared), aDay)
		down := mustLoad(t, shared, fmt.Sprintf(body, mode, -amount)).Apply(drawPerson(t, shared), aDay)
		if up.Status == policy.OutOfScope || down.Status == policy.OutOfScope {
			return
		}
		if up.Delta != -down.Delta {
			t.Errorf("%s and %s are no mirror images", up.Delta, down.Delta)
		}
		if (up.Delta > 0) != (amount > 0) && up.Delta != 0 {
			t.Errorf("adding %s changes pay by %s", amount, up.Delta)
		}
	})
}

// TestExplanationAgrees holds the explanation to the outcome it explains.
func TestExplanationAgrees(t *testing.T) {
	check(t, func(t *rapid.T, s sample, o policy.Outcome) {
		lines := s.policy.Explain(s.person, aDay)
		last := lines[len(lines)-1]
		if last.Value != o.Status.Label() {
			t.Errorf("the explanation concludes %s, the outcome is %s", last.Value, o.Status.Label())
		}
		applied := 0
		for _, l := range lines {
			if l.Depth == 0 && strings.HasSuffix(l.Value, "元/月") && l.Title != "每月合计" {
				applied++
			}
		}
		if o.Status != policy.CannotTell && applied != len(o.Clauses) {
			t.Errorf("%d clauses are explained, %d apply", applied, len(o.Clauses))
		}
	})
}
