package policy_test

import (
	"strings"
	"testing"
)

// A figure that is announced and not enacted is marked wherever it is read, and
// one of the same amount that is enacted is not.
func TestExplainMarksWhatIsNotEnacted(t *testing.T) {
	p, s := load(t, `policy: p
title: t
effective: 2027-01-01
tables:
  one: {by: [rank], rows: {131: {initial: 200, 2027-01-01: {value: 240, expected: true}}, 132: {initial: 100, 2026-01-01: 240}}, cite: 一}
  two: {by: [category, rank], rows: {离休: {131: {2027-01-01: {value: 30, expected: true}}, 132: 40}}, cite: 二}
bands:
  age: {of: date, rows: [{to: 1934-09-30, value: {2027-01-01: {value: 50, expected: true}}}], else: 10, cite: 三}
values:
  fee: {value: {initial: 300, 2027-01-01: {value: 600, expected: true}}, cite: 四}
items:
  - {item: living, title: 一, add: table.one(person.rank), cite: 一}
  - {item: living, title: 二, add: 'table.two("lixiu", person.rank) * 2', cite: 二}
  - {item: living, title: 三, add: band.age(person.born), cite: 三}
  - {item: living, title: 四, add: value.fee, cite: 四}
`), schema(t)
	for words, want := range map[string]string{
		"rank=131 born=1934-09-30": "一 二 三 四",
		"rank=131 born=1934-10-01": "一 二 四",
		"rank=132 born=1934-10-01": "四",
	} {
		marked := map[string]bool{}
		for _, l := range p.Explain(personOf(t, s, words), aDay) {
			if strings.Contains(l.Title, "尚未施行") {
				marked[l.Cite] = true
			}
		}
		var got []string
		for _, clause := range []string{"一", "二", "三", "四"} {
			if marked[clause] {
				got = append(got, clause)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v marked, want %s", words, got, want)
		}
	}
}
