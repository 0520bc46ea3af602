package policy_test

import (
	"strings"
	"testing"

	"weiran/rules/policy"
	"weiran/rules/roster"
)

// nursing is a standard that has changed twice, and what goes with it.
const nursing = head + `
tables:
  t: {by: [rank], rows: {131: {initial: 300, 2014-10-01: 500}, 132: {2014-10-01: 400}, 141: {initial: 200, 2014-10-01: unknown}}, cite: 附表}
values:
  disabled: {value: {initial: 600, 2014-10-01: 1000, 2017-07-01: 2500}, cite: 第一条}
`

// TestStandardOfTheDayBefore sets new standards where what is paid is known, and
// where it is not.
func TestStandardOfTheDayBefore(t *testing.T) {
	s := schema(t)
	for name, test := range map[string]struct{ items, person, want string }{
		"what is paid comes first": {
			"{item: living, set: value.disabled}", "pay.living=700",
			"affected 700→1000 300 ×8=2400 | #0 700→1000 300 =2400 | living 1000",
		},
		"else the standard of the day before": {
			"{item: living, set: value.disabled}", "",
			"affected 600→1000 400 ×8=3200 | #0 600→1000 400 =3200 | living 1000",
		},
		"by a table": {
			"{item: living, set: table.t(person.rank)}", "rank=131",
			"affected 300→500 200 ×8=1600 | #0 300→500 200 =1600 | living 500",
		},
		"no standard the day before": {
			"{item: living, set: table.t(person.rank)}", "rank=132",
			"cannot_tell ?→? 0 ×0=0 | living ? | missing pay.living",
		},
		"no standard on the day": {
			"{item: living, set: table.t(person.rank)}", "rank=141",
			"cannot_tell ?→? 0 ×0=0 | living ! | the figure of table.t for rank 141 is not known",
		},
		"a condition that did not hold the day before": {
			"{item: living, when: value.disabled > 600, set: value.disabled}", "",
			"cannot_tell ?→? 0 ×0=0 | living ? | missing pay.living",
		},
		"a condition that held the day before": {
			"{item: living, when: value.disabled > 500, set: 900}", "",
			"unchanged 900→900 0 ×8=0 | #0 900→900 0 =0 | living 900",
		},
		"an amount that is the same on all days is no standard of the day before": {
			"{item: living, set: 900}", "",
			"cannot_tell ?→? 0 ×0=0 | living ? | missing pay.living",
		},
		"what is added before is part of what is replaced": {
			"{item: living, add: 5}, {item: living, set: value.disabled}, {item: living, add: 1}", "",
			"affected 600→1001 401 ×8=3208 | #0 ?→? 5 =40 | #1 605→1000 395 =3160 | #2 1000→1001 1 =8 | living 1001",
		},
		"what the policy changes was otherwise the day before": {
			"{item: basic, set: value.disabled}, {item: living, set: after.basic * value.disabled / 1000}", "pay.basic=100",
			"affected 160→2000 1840 ×8=14720 | #0 100→1000 900 =7200 | #1 60→1000 940 =7520 | basic 1000 | living 1000",
		},
		"rates of the day before of the pay before": {
			"{item: basic, add: 900}, {item: living, set: after.basic * value.disabled / 1000}", "pay.basic=100",
			"affected 160→2000 1840 ×8=14720 | #0 100→1000 900 =7200 | #1 60→1000 940 =7520 | basic 1000 | living 1000",
		},
		"an item that is open hides what is replaced": {
			"{item: living, when: person.rank == 131, add: 5}, {item: living, set: value.disabled}", "",
			"cannot_tell ?→? 0 ×0=0 | living ? | missing pay.living person.rank",
		},
		"the standard of the day before is rounded": {
			"{item: living, set: value.disabled / 7, rounding: {to: 1}}", "",
			"affected 86→143 57 ×8=456 | #0 86→143 57 =456 | living 143",
		},
		"an add needs no standard of the day before": {
			"{item: living, add: value.disabled}", "",
			"affected ?→? 1000 ×8=8000 | #0 ?→? 1000 =8000 | living ?",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := load(t, nursing+"items: ["+test.items+"]")
			if got := written(p.Apply(personOf(t, s, test.person), aDay)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			b := roster.NewBuilder(s, 2)
			for _, words := range []string{test.person, "pay.living=10", test.person + " died_on=2014-12-01", ""} {
				b.Append(personOf(t, s, words))
			}
			chain{t, []*policy.Policy{p, p}, 1}.compare(b.Build())
		})
	}
}

// TestExplainStandards says of which day a standard is.
func TestExplainStandards(t *testing.T) {
	s := schema(t)
	p := load(t, nursing+`items:
  - {item: living, title: 护理费, when: person.rank == 131, set: value.disabled + table.t(person.rank), cite: 第一条, rounding: {to: 1}}
  - {item: basic, title: 照发, when: person.rank == 132, set: table.t(person.rank), cite: 第二条}
`)
	var out strings.Builder
	for _, words := range []string{"rank=131", "rank=131 pay.living=900", "rank=132", "rank=141"} {
		out.WriteString(words + "\n")
		for _, l := range p.Explain(personOf(t, s, words), aDay) {
			out.WriteString(strings.Repeat("    ", l.Depth+1) + "[" + l.Cite + "] " + l.Title + " │ " + l.Text + " │ " + l.Value + "\n")
		}
		out.WriteByte('\n')
	}
	golden(t, "testdata/standards.golden", []byte(out.String()))
}
