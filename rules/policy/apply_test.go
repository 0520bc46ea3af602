package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// aDay is an as_of for policies that do not read it.
const aDay = lang.Date(16455) // 2015-01-20

// person is a roster row for tests; what is not given is unknown.
type person []lang.Value

func (p person) Field(index int) lang.Value { return p[index] }

// personOf reads a row from "field=cell" words.
func personOf(t testing.TB, s *roster.Schema, words string) person {
	t.Helper()
	row := make(person, len(s.Fields))
	for i, f := range s.LangFields() {
		row[i] = lang.Unknown(f.Name)
	}
	for _, word := range strings.Fields(words) {
		name, cell, _ := strings.Cut(word, "=")
		v, err := s.ParseCell(s.Index(name), cell)
		if err != nil {
			t.Fatal(err)
		}
		row[s.Index(name)] = v
	}
	return row
}

// written puts an outcome into words: the status, the sums, one line a clause,
// what is paid, and what keeps it open.
func written(o policy.Outcome) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s→%s %s ×%d=%s", o.Status, o.Before, o.After, o.Delta, o.Months, o.Arrears)
	for _, c := range o.Clauses {
		fmt.Fprintf(&b, " | #%d %s→%s %s =%s", c.Item, c.Before, c.After, c.Delta, c.Arrears)
	}
	for _, p := range o.Paid {
		fmt.Fprintf(&b, " | %s %s", p.PayItem, p.Value)
	}
	if len(o.Missing) > 0 {
		fmt.Fprintf(&b, " | missing %s", strings.Join(o.Missing, " "))
	}
	for _, r := range o.Reasons {
		fmt.Fprintf(&b, " | %s", r.Message.EN)
	}
	return b.String()
}

const head = `
policy: test
title: 测试
effective: 2014-10-01
paid_from: 2015-06-01
`

func TestApply(t *testing.T) {
	for name, test := range map[string]struct{ policy, person, want string }{
		"an add with known pay": {
			`items: [{item: basic, add: 28}]`, "pay.basic=4000",
			"affected 4000→4028 28 ×8=224 | #0 4000→4028 28 =224 | basic 4028",
		},
		"an add is known where pay is not": {
			`items: [{item: basic, add: 28.5}]`, "",
			"affected ?→? 28.5 ×8=228 | #0 ?→? 28.5 =228 | basic ?",
		},
		"a set is the new standard": {
			`items: [{item: basic, set: 4500}]`, "pay.basic=4000",
			"affected 4000→4500 500 ×8=4000 | #0 4000→4500 500 =4000 | basic 4500",
		},
		"a set below what is paid is a loss": {
			`items: [{item: basic, set: 3500}]`, "pay.basic=4000",
			"affected 4000→3500 -500 ×8=-4000 | #0 4000→3500 -500 =-4000 | basic 3500",
		},
		"a set to what is paid changes nothing": {
			`items: [{item: basic, set: 4000}]`, "pay.basic=4000",
			"unchanged 4000→4000 0 ×8=0 | #0 4000→4000 0 =0 | basic 4000",
		},
		"a set cannot tell where pay is unknown": {
			`items: [{item: basic, set: 4500}]`, "",
			"cannot_tell ?→? 0 ×0=0 | basic ? | missing pay.basic",
		},
		"clauses of one pay item chain": {
			`items: [{item: basic, add: 100}, {item: basic, add: 10% * after.basic}, {item: basic, add: 10% * pay.basic}]`,
			"pay.basic=1000",
			"affected 1000→1310 310 ×8=2480 | #0 1000→1100 100 =800 | #1 1100→1210 110 =880 | #2 1210→1310 100 =800 | basic 1310",
		},
		"a set after an add starts from the running value": {
			`items: [{item: basic, add: 100}, {item: basic, set: 1500}, {item: basic, add: 1}]`, "pay.basic=1000",
			"affected 1000→1501 501 ×8=4008 | #0 1000→1100 100 =800 | #1 1100→1500 400 =3200 | #2 1500→1501 1 =8 | basic 1501",
		},
		"pay items do not mix": {
			`items: [{item: living, add: 5}, {item: basic, add: after.living}]`, "pay.basic=1000 pay.living=200",
			"affected 1200→1410 210 ×8=1680 | #0 200→205 5 =40 | #1 1000→1205 205 =1640 | basic 1205 | living 205",
		},
		"before is unknown where one of the pay items is": {
			`items: [{item: living, add: 5}, {item: basic, add: 6}]`, "pay.basic=1000",
			"affected ?→? 11 ×8=88 | #0 ?→? 5 =40 | #1 1000→1006 6 =48 | basic 1006 | living ?",
		},
		"a plus and a minus on one pay item cancel": {
			`items: [{item: basic, add: 5}, {item: basic, add: -5}]`, "pay.basic=1000",
			"unchanged 1000→1000 0 ×8=0 | #0 1000→1005 5 =40 | #1 1005→1000 -5 =-40 | basic 1000",
		},
		"moving pay from one item to another is a change": {
			`items: [{item: basic, add: 5}, {item: living, add: -5}]`, "pay.basic=1000 pay.living=200",
			"affected 1200→1200 0 ×8=0 | #0 1000→1005 5 =40 | #1 200→195 -5 =-40 | basic 1005 | living 195",
		},
		"a clause of zero applies and changes nothing": {
			`items: [{item: basic, add: 0}]`, "pay.basic=1000",
			"unchanged 1000→1000 0 ×8=0 | #0 1000→1000 0 =0 | basic 1000",
		},
		"no items": {`items: []`, "pay.basic=1000", "unchanged 0→0 0 ×8=0"},
		"an item whose condition is false does not apply": {
			`items: [{item: basic, when: person.rank == 132, add: 5}, {item: basic, when: 'person.category == "离休"', add: 7}]`,
			"rank=131 category=lixiu",
			"affected ?→? 7 ×8=56 | #1 ?→? 7 =56 | basic ?",
		},
		"out of scope": {
			"scope: {when: person.rank == 132}\nitems: [{item: basic, add: 5}]", "rank=131 pay.basic=1000",
			"out_of_scope 1000→1000 0 ×0=0 | basic 1000",
		},
		"an unknown scope": {
			"scope: {when: person.rank == 132}\nitems: [{item: basic, add: 5}]", "pay.basic=1000",
			"cannot_tell 1000→? 0 ×0=0 | basic ? | missing person.rank",
		},
		"a scope that fails": {
			"scope: {when: table.t(person.rank) > 1}\ntables: {t: {by: [rank], rows: {131: 1}}}\nitems: [{item: basic, add: 5}]",
			"rank=132 pay.basic=1000",
			"cannot_tell 1000→? 0 ×0=0 | basic ! | table.t has no row for rank 132",
		},
		"false decides before unknown": {
			`scope: {when: 'person.category == "离休" && person.rank == 131'}`, "category=tuixiu",
			"out_of_scope 0→0 0 ×0=0",
		},
		"what is missing and what failed is gathered over all items": {
			"tables: {t: {by: [rank], rows: {131: 1}}}\nitems: " +
				`[{item: basic, when: 'person.category == "lixiu"', add: 1}, {item: living, add: table.t(person.rank)},` +
				` {item: basic, set: 9}, {item: basic, add: pay.living}, {item: living, add: table.t(person.rank)}]`,
			"rank=132",
			"cannot_tell ?→? 0 ×0=0 | basic ? | living ? | missing pay.basic pay.living person.category | table.t has no row for rank 132",
		},
		"a running value that is not known is never asked for": {
			`items: [{item: basic, when: 'person.category == "lixiu"', add: 1}, {item: basic, add: 1% * after.basic}]`,
			"pay.basic=1000",
			"cannot_tell 1000→? 0 ×0=0 | basic ? | missing person.category",
		},
		"an unknown running value asks for what is paid": {
			`items: [{item: basic, add: 1}, {item: basic, add: 1% * after.basic}]`, "",
			"cannot_tell ?→? 0 ×0=0 | basic ? | missing pay.basic",
		},
		"a set asks for its amount and for what is paid": {
			`items: [{item: basic, set: table.t(person.rank)}]` + "\ntables: {t: {by: [rank], rows: {131: 1}}}", "",
			"cannot_tell ?→? 0 ×0=0 | basic ? | missing pay.basic person.rank",
		},
		"a set that cannot tell still carries the new standard on": {
			`items: [{item: basic, set: 900}, {item: living, add: 10% * after.basic}]`, "pay.living=1",
			"cannot_tell ?→? 0 ×0=0 | basic ? | living ? | missing pay.basic",
		},
		"half a fen goes up by default": {
			`items: [{item: basic, add: 1.13% * pay.basic}, {item: basic, add: -0.005}]`, "pay.basic=4050",
			"affected 4050→4095.76 45.76 ×8=366.08 | #0 4050→4095.77 45.77 =366.16 | #1 4095.77→4095.76 -0.01 =-0.08 | basic 4095.76",
		},
		"a policy rounds by its rule and an item by its own": {
			"rounding: {to: 1, mode: down}\nitems: [{item: basic, add: 1.9}, {item: basic, add: 1.9, rounding: {mode: up}}," +
				" {item: basic, add: 2.25, rounding: {to: 0.5, mode: half_even}}, {item: basic, add: -1.9}]",
			"",
			"affected ?→? 4 ×8=32 | #0 ?→? 1 =8 | #1 ?→? 2 =16 | #2 ?→? 2 =16 | #3 ?→? -1 =-8 | basic ?",
		},
		"a set rounds the new standard": {
			"rounding: {to: 1, mode: up}\nitems: [{item: basic, set: pay.basic * 1.1}]", "pay.basic=1001",
			"affected 1001→1102 101 ×8=808 | #0 1001→1102 101 =808 | basic 1102",
		},
		"a sum beyond the range": {
			`items: [{item: basic, add: 900000000000000}]`, "pay.basic=900000000000000",
			"cannot_tell 900000000000000→? 0 ×0=0 | basic ! | the amount is beyond ±922337203685477.5807",
		},
		"arrears beyond the range": {
			`items: [{item: basic, add: 900000000000000}]`, "",
			"cannot_tell ?→? 0 ×0=0 | basic ! | the amount is beyond ±922337203685477.5807",
		},
		"a total beyond the range": {
			"paid_from: 2014-10-01\nitems: [{item: basic, add: 900000000000000}, {item: living, add: 900000000000000}]", "",
			"cannot_tell ?→? 0 ×0=0 | basic ! | living ! | the amount is beyond ±922337203685477.5807",
		},
		"died before the effective date": {
			`items: [{item: basic, add: 1}]`, "died_on=2014-09-30 pay.basic=9",
			"out_of_scope 9→9 0 ×0=0 | basic 9",
		},
		"died on the effective date": {
			`items: [{item: basic, add: 1}]`, "died_on=2014-10-01 pay.basic=9",
			"affected 9→10 1 ×1=1 | #0 9→10 1 =1 | basic 10",
		},
		"died within the arrears": {
			`items: [{item: basic, add: 1}]`, "died_on=2015-02-28 pay.basic=9",
			"affected 9→10 1 ×5=5 | #0 9→10 1 =5 | basic 10",
		},
		"died after the arrears": {
			`items: [{item: basic, add: 1}]`, "died_on=2015-06-01 pay.basic=9",
			"affected 9→10 1 ×8=8 | #0 9→10 1 =8 | basic 10",
		},
		"death decides before an unknown scope": {
			"scope: {when: person.rank == 131}\nitems: [{item: basic, add: 1}]", "died_on=2014-09-30",
			"out_of_scope ?→? 0 ×0=0 | basic ?",
		},
		"the head and as_of are inputs": {
			`items: [{item: basic, when: 'policy.effective < as_of && policy.id == "test" && "finance" in policy.channel', add: policy.headline.amount}]` +
				"\nchannel: [财政]\nheadline: {amount: 460}", "",
			"affected ?→? 460 ×8=3680 | #0 ?→? 460 =3680 | basic ?",
		},
		"a head value that the file does not state is unknown": {
			`items: [{item: basic, add: policy.headline.amount}]`, "",
			"cannot_tell ?→? 0 ×0=0 | basic ? | missing policy.headline.amount",
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := head
			if strings.Contains(test.policy, "paid_from:") {
				text = strings.Replace(head, "paid_from: 2015-06-01\n", "", 1)
			}
			p := load(t, text+test.policy+"\n")
			row := personOf(t, schema(t), test.person)
			if got := written(p.Apply(row, aDay)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestMatters reads the categories of petitions that a policy touches.
func TestMatters(t *testing.T) {
	p := load(t, head+"matters: [离退休费, 县里自定]\nitems:\n"+
		"  - {item: basic, when: '\"县里自定\" in policy.matters && size(policy.matters) == 2', add: 1}\n")
	if d := written(p.Apply(personOf(t, schema(t), "pay.basic=1"), aDay)); !strings.Contains(d, "affected") {
		t.Errorf("%s under the matters %v", d, p.Matters)
	}
}

// TestChannelDoesNotLimitTheScope keeps payers that the document does not name
// in: that they are paid by another is a dispute, not a reason to leave them out.
func TestChannelDoesNotLimitTheScope(t *testing.T) {
	p := load(t, head+"channel: [finance]\nitems: [{item: basic, add: 1}]\n")
	o := p.Apply(personOf(t, schema(t), "payer=insurance"), aDay)
	if o.Status != policy.Affected {
		t.Errorf("a person paid by another is %s", o.Status)
	}
}

func TestArrearsMonths(t *testing.T) {
	for text, want := range map[string]int64{
		"effective: 2014-10-01\npaid_from: 2015-06-01": 8,
		"effective: 2014-10-31\npaid_from: 2015-06-01": 8,
		"effective: 2014-10-01\npaid_from: 2014-10-01": 0,
		"effective: 2014-10-15\npaid_from: 2014-10-01": 0,
		"effective: 2014-12-01\npaid_from: 2015-01-31": 1,
		"effective: 2023-01-01":                        0,
	} {
		if got := load(t, "policy: p\ntitle: t\n"+text+"\n").ArrearsMonths(); got != want {
			t.Errorf("%q: %d months, want %d", text, got, want)
		}
	}
}

// The clause of the scope is cited where it decides, and not where death does.
func TestOnlyTheDecidingClauseIsCited(t *testing.T) {
	p := load(t, head+"scope: {when: person.rank == 132, cite: 第一条}\nitems: [{item: basic, add: 5}]\n")
	for words, want := range map[string]string{
		"rank=131":                    "第一条",
		"rank=132":                    "",
		"rank=132 died_on=2014-09-30": "",
		"rank=131 died_on=2014-09-30": "",
		"rank=131 died_on=2014-10-01": "第一条",
		"pay.basic=1":                 "",
	} {
		if got := p.Apply(personOf(t, schema(t), words), aDay).Cite; got != want {
			t.Errorf("%s: cites %q, want %q", words, got, want)
		}
	}
}
