package risk_test

import (
	"fmt"
	"strings"
	"testing"
)

// careful pays who is disabled 100 more, and others 50.
const careful = `
policy: careful
title: 失能的多增
effective: 2014-10-01
items: [{item: living, title: 增加, add: 'person.disabled ? 100.0 : 50.0', cite: 第一条}]
`

// carefulRules declare one of each; the condition and what is said are filled in.
const carefulRules = `
group: test
title: 测试
peers: {rank: {by: [person.rank], of: [pay.basic, impact.delta]}}
twins:
  age: {same: [person.rank], near: {person.born: 1y}}
  day: {same: [person.rank], near: {person.born: 0}}
  pay: {same: [person.rank], near: {pay.basic: 0}}
inversions: {rank: {within: [person.category], senior: {smaller: person.rank}}}
rules:
  - {rule: tested, title: 测试, when: '%s', severity: low, grievance: data, owner: 局, within: 2w, cite: 无, says: '%s', advice: 查}
`

// crew writes persons as "P1 lixiu 131 1930-01-01 是 3000", a dot for an empty cell.
func crew(lines ...string) (persons []person) {
	for _, line := range lines {
		p := person{"pay.living": "1000"}
		for i, cell := range strings.Fields(line) {
			if cell != "." {
				p[[]string{"person", "category", "rank", "born", "disabled", "pay.basic"}[i]] = cell
			}
		}
		persons = append(persons, p)
	}
	return persons
}

// Bad input comes to a clear statement or to cannot tell, and never to a finding
// that is wrong. What is said is "person: words", what is left open "person? fields".
func TestBadInputIsNeverAWrongFinding(t *testing.T) {
	const (
		peers = "{peers.rank.count}人 中位{peers.rank.delta.p50} 第{peers.rank.delta.rank}"
		pays  = "{peers.rank.basic.count}人 中位{peers.rank.basic.p50} 第{peers.rank.basic.rank}"
	)
	for name, test := range map[string]struct {
		persons    []person
		when, says string
		want       string
	}{
		"a peer group of one stands in its own middle": {
			crew("P1 lixiu 131 1930-01-01 是 ."), "impact.gains", peers, "P1: 1人 中位100 第1",
		},
		"a peer group of one is below no share of its median": {
			crew("P1 lixiu 131 1930-01-01 是 ."), "impact.delta < peers.rank.delta.p50", peers, "",
		},
		"where all are equal all are first": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 是 ."), "peers.rank.delta.min == peers.rank.delta.max", peers,
			"P1: 2人 中位100 第1 | P2: 2人 中位100 第1",
		},
		"where all are equal nobody has a twin or is overtaken": {
			crew("P1 lixiu 131 1930-01-01 是 9", "P2 lixiu 131 1930-01-01 是 9"),
			"!twin.age.found && twin.age.gap == 0 && inversion.rank.count == 0 && inversion.rank.gap == 0", "{twin.age.delta}",
			"P1: 未知 | P2: 未知",
		},
		"where nothing is known there is a count and no middle": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 否 ."), "peers.rank.basic.count == 0", pays, "P1: 0人 中位未知 第未知 | P2: 0人 中位未知 第未知",
		},
		"where nothing is known a comparison cannot tell": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 否 ."), "pay.basic < peers.rank.basic.p50", pays, "P1? pay.basic | P2? pay.basic",
		},
		"of twins equally near that gain alike the first by key is the twin": {
			crew("P1 lixiu 131 1930-01-03 否 .", "P2 lixiu 131 1930-01-01 是 .", "P3 lixiu 131 1930-01-05 是 ."),
			"twin.age.found", "{twin.age.gap} {twin.age.because}", "P1: 50 生活完全不能自理为否（对方为是） = P2",
		},
		"who lacks a rank is in no group, and in nobody's way": {
			crew("P1 lixiu 131 1930-01-01 否 .", "P2 lixiu . 1930-01-01 是 ."), "twin.age.found || peers.rank.count > 1", "说",
			"P2? person.rank",
		},
		"who lacks a rank cannot be overtaken, nor overtake": {
			crew("P1 lixiu 131 . 否 .", "P2 lixiu . . 是 .", "P3 lixiu 132 . 否 ."), "inversion.rank.count >= 0", "{inversion.rank.count}",
			"P1: 0 | P3: 0 | P2? person.rank",
		},
		"who lacks a rank and the pay before is asked for both at once": {
			[]person{{"person": "P1", "category": "lixiu", "disabled": "是"}}, "inversion.rank.count >= 0", "说", "P1? pay.living person.rank",
		},
		"who is of one rank is neither above nor below": {
			crew("P1 lixiu 131 . 否 .", "P2 lixiu 131 . 是 ."), "inversion.rank.count > 0", "说", "",
		},
		"a caliper of no day is the same day": {
			crew("P1 lixiu 131 1930-01-01 否 .", "P2 lixiu 131 1930-01-01 是 .", "P3 lixiu 131 1930-01-02 否 ."),
			"twin.day.found", "{twin.day.gap}", "P1: 50 = P2",
		},
		"a caliper of nothing is the same pay": {
			crew("P1 lixiu 131 . 否 9", "P2 lixiu 131 . 是 9", "P3 lixiu 131 . 否 9.01", "P4 lixiu 131 . 否 ."),
			"twin.pay.found", "{twin.pay.gap}", "P1: 50 = P2 | P4? pay.basic",
		},
		"of whom the policy cannot be told no twin is told": {
			crew("P1 lixiu 131 1930-01-01 . .", "P2 lixiu 131 1930-01-01 是 ."), "twin.age.found", "说", "",
		},
		"a headline that lacks is told of once": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 否 ."), "gap.headline > 0", "说",
			"? the policy states no headline: write what people expect under headline",
		},
		"petitions that lack are told of once": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 否 ."), "petitions.count > 0", "说", "? the run has no petitions: import them, or name their file with --petitions",
		},
		"whom a rule finds without the headline it finds": {
			crew("P1 lixiu 131 . 是 .", "P2 lixiu 131 . 否 ."), "impact.delta > 60 || gap.headline > 0", "说",
			"P1: 说 | ? the policy states no headline: write what people expect under headline",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := schema(t)
			pack := loadPack(t, s, fmt.Sprintf(carefulRules, test.when, test.says))
			findings, unsure, err := pack.Assess(t.Context(), subject(loadPolicy(t, s, careful), people(t, s, test.persons...)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range findings {
				beside := ""
				if f.Beside != nil && f.Beside.Person != "" {
					beside = " = " + f.Beside.Person
				}
				got = append(got, f.Person+": "+f.Says+beside)
			}
			for _, u := range unsure {
				got = append(got, u.Person+"? "+strings.Join(u.Missing, " ")+u.Reason.EN)
			}
			if words := strings.Join(got, " | "); words != test.want {
				t.Errorf("got  %s\nwant %s", words, test.want)
			}
		})
	}
}
