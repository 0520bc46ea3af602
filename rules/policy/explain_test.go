package policy_test

import (
	"fmt"
	"strings"
	"testing"
)

// explained is a policy that shows every kind of line.
const explained = head + `
scope: {when: 'person.category in ["lixiu", "tuixiu"] && person.retired_on <= date("2014-09-30")', cite: 第一条}
tables:
  lixiu: {by: [rank], rows: {131: 570, 132: 480}, cite: 附表一}
items:
  - {item: basic, title: 定额, when: 'person.category == "lixiu"', add: 'table.lixiu(person.rank)', cite: 第二条}
  - {item: basic, title: 退休定额, when: 'person.category == "tuixiu"', add: 460, cite: 第三条}
  - {item: basic, title: 挂钩, add: 28 + 1.3 * ceil(person.contribution_years) + 1.13% * pay.basic, cite: 第四条, rounding: {to: 0.1, mode: up}}
  - {item: living, title: 新标准, set: 900, cite: 第五条}
  - {item: living, title: 军转, when: person.military, add: "table.lixiu(131) * 1.0", cite: 第七条}
  - {item: living, title: 不增不减, add: 0, cite: 第六条}
`

func TestExplain(t *testing.T) {
	p, s := load(t, explained), schema(t)
	var out strings.Builder
	for _, words := range []string{
		"category=lixiu rank=131 retired_on=1992-01-01 contribution_years=38.5 pay.basic=5000 pay.living=1000 military=是",
		"category=tuixiu rank=131 retired_on=2014-10-01",
		"category=lixiu rank=141 retired_on=1992-01-01",
		"rank=131",
		"category=tuixiu retired_on=2010-01-01 died_on=2014-12-31 contribution_years=30 pay.living=1000 military=是",
		"category=tuixiu retired_on=2010-01-01 died_on=2014-09-01",
	} {
		fmt.Fprintf(&out, "%s\n", words)
		for _, l := range p.Explain(personOf(t, s, words), aDay) {
			fmt.Fprintf(&out, "%s[%s] %s │ %s │ %s\n", strings.Repeat("    ", l.Depth+1), l.Cite, l.Title, l.Text, l.Value)
		}
		out.WriteByte('\n')
	}
	golden(t, "testdata/explain.golden", []byte(out.String()))
}

// A standard that cannot be set says why: what is paid is not recorded, or it is
// and a clause before could not be told.
func TestExplainSaysWhatAStandardLacks(t *testing.T) {
	p, s := load(t, head+`items:
  - {item: living, add: 5, when: 'person.born < date("1940-01-01")'}
  - {item: living, set: 900}
`), schema(t)
	for words, want := range map[string]string{
		"born=1930-01-01": "生活补贴 原标准未知",
		"pay.living=800":  "生活补贴 前面的条款无法判定",
	} {
		var got []string
		for _, l := range p.Explain(personOf(t, s, words), aDay) {
			if l.Value == "算不出增减" {
				got = append(got, l.Title+" "+l.Text)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}

// A figure that an item adds as it is stands in one line, where its day is told.
func TestExplainTellsAFigureOnce(t *testing.T) {
	p, s := load(t, head+`
values: {fee: {value: {initial: 300, 2014-10-01: 600}, cite: 一}}
items:
  - {item: living, title: 一, add: value.fee, cite: 一}
  - {item: basic, title: 二, add: value.fee * 2, cite: 二}
`), schema(t)
	told := map[string]int{}
	for _, l := range p.Explain(personOf(t, s, "pay.living=0 pay.basic=0"), aDay) {
		if l.Depth == 1 {
			told[l.Text+" "+l.Value]++
		}
	}
	if told["value.fee 600"] != 2 || told["600 * 2 1200"] != 1 {
		t.Error(told)
	}
}
