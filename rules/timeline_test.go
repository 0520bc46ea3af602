package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// timed is a result without rules: who is on a roster, under policies.
func timed(t testing.TB, people *roster.Roster, policies ...*policy.Policy) *rules.Result {
	t.Helper()
	result, err := rules.Screen(t.Context(), rules.Input{Roster: people, Policies: policies, AsOf: date(t, "2014-01-01")})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// table writes the first month of each span: what is entitled to, paid, paid as
// arrears, and open.
func table(t rules.PersonTimeline) string {
	var b strings.Builder
	for _, span := range t.Spans() {
		m := span[0]
		fmt.Fprintf(&b, "%s %s %s %s %s%s\n", m.Month, m.Entitled.Total, m.Paid.Total, m.Lump, m.Open, why(m))
	}
	return b.String()
}

// why names what keeps a month open.
func why(m rules.MonthPaid) string {
	var words string
	for _, v := range []lang.Value{m.Entitled.Total, m.Paid.Total, m.Lump, m.Open} {
		if fault, failed := v.Fault(); failed {
			words = " " + fault.Message.EN
		} else if !v.Known() {
			words = fmt.Sprint(" ", v.Missing())
		}
	}
	return words
}

const (
	oldRaise = `
policy: a
title: 先增
effective: 2014-10-15
paid_from: 2015-06-20
items: [{item: basic, title: 增加, when: 'person.rank == 131', add: 100}]
`
	newRaise = `
policy: b
title: 后增
effective: 2015-02-01
paid_from: 2015-04-01
items: [{item: basic, title: 增加, add: 30}]
`
	newStandard = `
policy: c
title: 新标准
effective: 2015-02-01
items: [{item: basic, title: 标准, set: 1500}]
`
)

func TestTimeline(t *testing.T) {
	schema, _, _ := shipped(t)
	for name, test := range map[string]struct {
		policies string
		person   person
		want     string
	}{
		"an effective date in mid-month counts the month, and so does a first payment": {
			oldRaise,
			person{"rank": "131", "pay.basic": "1000"},
			"2014-09 1000 1000 0 0\n2014-10 1100 1000 0 100\n2015-06 1100 1100 800 0\n2015-07 1100 1100 0 0\n",
		},
		"two policies wait for payment at once": {
			oldRaise + "---" + newRaise,
			person{"rank": "131", "pay.basic": "1000"},
			"2014-09 1000 1000 0 0\n2014-10 1100 1000 0 100\n2015-02 1130 1000 0 530\n" +
				"2015-04 1130 1030 60 700\n2015-05 1130 1030 0 800\n2015-06 1130 1130 800 0\n2015-07 1130 1130 0 0\n",
		},
		"a new standard is paid for what it adds while an earlier raise waits": {
			oldRaise + "---" + newStandard,
			person{"rank": "131", "pay.basic": "1000"},
			"2014-09 1000 1000 0 0\n2014-10 1100 1000 0 100\n2015-02 1500 1400 0 500\n2015-06 1500 1500 800 0\n2015-07 1500 1500 0 0\n",
		},
		"death ends what is due, and arrears are paid all the same": {
			oldRaise,
			person{"rank": "131", "pay.basic": "1000", "died_on": "2014-12-01"},
			"2014-09 1000 1000 0 0\n2014-10 1100 1000 0 100\n2015-01 0 0 0 300\n2015-06 0 0 300 0\n2015-07 0 0 0 0\n",
		},
		"death before the effective day of the same month": {
			oldRaise,
			person{"rank": "131", "pay.basic": "1000", "died_on": "2014-10-14"},
			"2014-09 1000 1000 0 0\n2014-11 0 0 0 0\n",
		},
		"arrears are known where pay is not": {
			oldRaise,
			person{"rank": "131"},
			"2014-09 ? ? 0 0 [pay.basic]\n2014-10 ? ? 0 100 [pay.basic]\n2015-06 ? ? 800 0 [pay.basic]\n2015-07 ? ? 0 0 [pay.basic]\n",
		},
		"what a policy leaves open is paid as before until its first payment": {
			oldRaise,
			person{"pay.basic": "1000"},
			"2014-09 1000 1000 0 0\n2014-10 ? 1000 0 ? [person.rank]\n2015-06 ? ? ? 0 [person.rank]\n2015-07 ? ? 0 0 [person.rank]\n",
		},
		"open once, and known in part": {
			oldRaise + "---" + newRaise,
			person{"pay.basic": "1000"},
			"2014-09 1000 1000 0 0\n2014-10 ? 1000 0 ? [person.rank]\n2015-04 ? 1030 60 ? [person.rank]\n2015-05 ? 1030 0 ? [person.rank]\n" +
				"2015-06 ? ? ? 0 [person.rank]\n2015-07 ? ? 0 0 [person.rank]\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var policies []*policy.Policy
			for text := range strings.SplitSeq(test.policies, "---") {
				policies = append(policies, written(t, schema, text))
			}
			test.person["person"] = "P1"
			result := timed(t, people(t, schema, 0, test.person), policies...)
			from, to := rules.Horizon(result)
			if diff := cmp.Diff(test.want, table(rules.Timeline(result, 0, from-1, to))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMonths(t *testing.T) {
	for _, text := range []string{"2014-10", "0001-01", "9999-12"} {
		m, err := rules.ParseMonth(text)
		if err != nil || m.String() != text || rules.MonthOf(date(t, text+"-28")) != m {
			t.Errorf("%s is %s, %v", text, m, err)
		}
	}
	for _, text := range []string{"", "2014", "2014-13", "2014-00", "2014-10-01", "201-10", "2014-1"} {
		if m, err := rules.ParseMonth(text); err == nil {
			t.Errorf("%q is %s", text, m)
		}
	}
}

// number gives a known amount.
func number(t *rapid.T, v lang.Value) lang.Decimal {
	d, ok := v.Decimal()
	if !ok {
		t.Fatalf("%s is no amount", v)
	}
	return d
}

// Over the horizon everyone gets what they are entitled to: until the last first
// payment the months differ by the arrears of the outcomes, then by nothing.
func TestTimelinesAddUpToArrears(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		result := w.screen(t, w.roster(t), w.policies(t, 3)...)
		from, to := rules.Horizon(result)
		for row := range result.Roster.Len() {
			timeline := rules.Timeline(result, row, from-1, to)
			var owed lang.Decimal
			told := true
			for _, p := range result.Policies {
				owed += p.Outcomes.Arrears(row)
				told = told && p.Outcomes.Status(row) != policy.CannotTell
			}
			holdsArrears(t, timeline, owed, told)
			holdsLevels(t, result, row, timeline)
		}
	})
}

// holdsArrears checks the sums of one person.
func holdsArrears(t *rapid.T, timeline rules.PersonTimeline, owed lang.Decimal, told bool) {
	last := timeline.Months[len(timeline.Months)-1]
	if !last.Open.Equal(lang.DecimalOf(0)) {
		t.Fatalf("%s stay open", last.Open)
	}
	if !told {
		return
	}
	paysKnown := !slices.ContainsFunc(timeline.Months, func(m rules.MonthPaid) bool { return !m.Entitled.Total.Known() })
	var behind, paid lang.Decimal
	for _, m := range timeline.Months {
		paid += number(t, m.Lump)
		if !paysKnown {
			continue
		}
		behind += number(t, m.Entitled.Total) - number(t, m.Paid.Total)
		if open := number(t, m.Open); open != behind-paid {
			t.Fatalf("%s: %s are open, %s behind less %s paid", m.Month, open, behind, paid)
		}
	}
	if paid != owed || paysKnown && behind != owed {
		t.Fatalf("%s are paid and %s behind of %s", paid, behind, owed)
	}
}

// holdsLevels checks that a timeline begins as the roster and ends as the last
// outcome says, that months are the sums of their items, and that nobody is
// entitled to anything after death.
func holdsLevels(t *rapid.T, result *rules.Result, row int, timeline rules.PersonTimeline) {
	person, schema := result.Roster.Row(row), result.Roster.Schema
	died := person.Field(schema.Index("died_on"))
	first, last := timeline.Months[0], timeline.Months[len(timeline.Months)-1]
	for i, item := range timeline.Items {
		before := person.Field(schema.Index("pay." + item))
		if died.Known() && rules.MonthOf(died.Date()) < first.Month {
			continue
		}
		if !first.Entitled.Items[i].Equal(before) || !first.Paid.Items[i].Equal(before) {
			t.Fatalf("%s begins as %v, was %s", item, first, before)
		}
		after := before
		for _, p := range result.Policies {
			for _, paid := range p.Outcomes.At(row).Paid {
				if paid.PayItem == item {
					after = paid.Value
				}
			}
		}
		if died.Known() {
			after = lang.DecimalOf(0)
		}
		if !alike(last.Entitled.Items[i], after) || !alike(last.Paid.Items[i], after) {
			t.Fatalf("%s ends as %v, should be %s", item, last, after)
		}
	}
	for _, m := range timeline.Months {
		dead := died.Known() && rules.MonthOf(died.Date()) < m.Month
		for _, pay := range []rules.Pay{m.Entitled, m.Paid} {
			var sum lang.Decimal
			for _, v := range pay.Items {
				d, _ := v.Decimal()
				sum += d
			}
			if pay.Total.Known() && sum != number(t, pay.Total) || dead && !pay.Total.Equal(lang.DecimalOf(0)) {
				t.Fatalf("%v adds up to %s", pay, sum)
			}
		}
	}
}

// What the county spends is what its persons get, to the fen.
func TestSpendingIsTheSumOfTimelines(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		result := w.screen(t, w.roster(t), w.policies(t, 2)...)
		from, to := rules.Horizon(result)
		spending, err := rules.Spend(result)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(spending.Months); n != int(to-from)+1 || spending.Months[0].Month != from {
			t.Fatalf("%d months from %s", n, spending.Months[0].Month)
		}
		for i, got := range spending.Months {
			if want := byPersons(result, from+rules.Month(i)); got != want {
				t.Fatalf("the county spends %+v, its persons get %+v", got, want)
			}
		}
		onAll, err := rules.SpendOnAll(result)
		if err != nil {
			t.Fatal(err)
		}
		if len(spending.Deaths[0])+len(spending.Deaths[1]) == 0 && !slices.Equal(onAll, spending.Months) {
			t.Fatal("nobody died, yet it makes a difference")
		}
	})
}

// byPersons adds up one month, person by person and policy by policy, by the
// definition of each amount.
func byPersons(result *rules.Result, m rules.Month) rules.MonthSpent {
	spent := rules.MonthSpent{Month: m}
	died := result.Roster.Schema.Index("died_on")
	for _, p := range result.Policies {
		effective, paidFrom := rules.MonthOf(p.Policy.Effective), rules.MonthOf(p.Policy.PaidFrom)
		for row, o := range p.Outcomes.All() {
			last := m
			if day := result.Roster.Row(row).Field(died); day.Known() {
				last = min(m, rules.MonthOf(day.Date()))
			}
			if effective <= m && last == m {
				spent.Entitled += o.Delta
			}
			if paidFrom <= m && last == m {
				spent.Paid += o.Delta
			}
			if paidFrom == m {
				spent.Lump += o.Arrears
			}
			if effective <= m && m < paidFrom {
				spent.Open += o.Delta * lang.Decimal(max(0, last-effective+1))
			}
		}
	}
	return spent
}

// Deaths are counted where they end something, and SpendOnAll leaves them out.
func TestDeathsEndSpending(t *testing.T) {
	schema, _, _ := shipped(t)
	roster := people(t, schema, 2,
		person{"person": "P1", "rank": "131", "pay.basic": "1000"},
		person{"person": "P2", "rank": "131", "died_on": "2014-12-31"},
		person{"person": "P3", "rank": "132", "died_on": "2014-12-31"},
		person{"person": "P4", "rank": "131", "died_on": "2015-07-01"})
	result := timed(t, roster, written(t, schema, oldRaise))
	spending, err := rules.Spend(result)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]map[rules.Month]int{{month(t, "2014-12"): 1, month(t, "2015-07"): 1}}, spending.Deaths); diff != "" {
		t.Error(diff)
	}
	onAll, err := rules.SpendOnAll(result)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("2014-10 300 0 0 300\n2015-01 200 0 0 1100\n2015-06 200 200 1900 0\n2015-07 200 200 0 0\n2015-08 100 100 0 0\n",
		spentTable(spending.Months)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("2014-10 300 0 0 300\n2015-06 300 300 2400 0\n2015-07 300 300 0 0\n", spentTable(onAll)); diff != "" {
		t.Error(diff)
	}
}

// spentTable writes the first month of each span.
func spentTable(months []rules.MonthSpent) string {
	var b strings.Builder
	for _, span := range rules.SpentSpans(months) {
		m := span[0]
		fmt.Fprintln(&b, m.Month, m.Entitled, m.Paid, m.Lump, m.Open)
	}
	return b.String()
}

func month(t testing.TB, text string) rules.Month {
	t.Helper()
	m, err := rules.ParseMonth(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// alike reports whether two amounts are the same, or neither is known, whatever
// the words for that.
func alike(a, b lang.Value) bool { return a.Equal(b) || !a.Known() && !b.Known() }
