package rules_test

import (
	"fmt"
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

// weighedRules find by rank, so that a roster decides who is found by what.
const weighedRules = `group: loss
title: 等级
rules:
  - {rule: fair, grievance: loss, severity: high, eased: low, when: person.rank == 111, %[1]s}
  - {rule: same, grievance: loss, severity: high, eased: high, when: person.rank == 112, %[1]s}
  - {rule: slow, grievance: delay, severity: medium, eased: medium, when: person.rank == 121 || person.rank == 111, %[1]s}
  - {rule: mild, grievance: notice, severity: low, eased: none, when: person.rank == 122, %[1]s}
  - {rule: base, grievance: conflict, severity: high, eased: none, scope: policy, when: 'policy.title == "无据"', %[1]s}
`

func weighing(t testing.TB) (*roster.Schema, *risk.Pack) {
	t.Helper()
	rest := "title: 某, owner: 县人社局, within: 10d, cite: 第一条, says: 某。, advice: 某。"
	schema, pack := packFrom(t, fmt.Sprintf(weighedRules, rest))
	return schema, pack
}

func packFrom(t testing.TB, text string) (*roster.Schema, *risk.Pack) {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	mustBeClean(t, problems)
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(text))}, schema)
	mustBeClean(t, problems)
	return schema, pack
}

// levelsOf screens persons under a policy that leaves out whoever is 退职.
func levelsOf(t testing.TB, title string, by risk.Thresholds, persons ...person) *rules.Levels {
	t.Helper()
	schema, pack := weighing(t)
	in := rules.Input{
		AsOf: date(t, "2015-01-20"), Roster: people(t, schema, 2, persons...), Rules: pack,
		Policies: []*policy.Policy{written(t, schema, leavingOut(title))},
	}
	result, err := rules.Screen(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return result.Levels(pack, by)
}

func leavingOut(title string) string {
	return "policy: p\ntitle: " + title + "\neffective: 2015-01-01\nscope: {when: 'person.category != \"tuizhi\"', cite: 第一条}\n" +
		"items: [{item: basic, title: 增加, add: 1, cite: 第一条}]\n"
}

// The dead neither object nor are concerned, from the day of their death on.
func TestLevelsOfTheDead(t *testing.T) {
	for died, want := range map[string]int{"2015-01-20": 0, "2015-01-21": 1, "": 1} {
		p := person{"person": "1", "rank": "111", "category": "lixiu", "pay.basic": "1"}
		if died != "" {
			p["died_on"] = died
		}
		other := person{"person": "2", "category": "lixiu", "pay.basic": "1"}
		got := levelsOf(t, "某", risk.Thresholds{}, p, other).Run.Before[1]
		if got.Persons.High != want || got.Concerned != want+1 {
			t.Errorf("died %q: %+v", died, got)
		}
	}
}

// Places are those of one county: two that share no more than a name are two, and
// of whom no unit is known shares none.
func TestLevelsOfPlaces(t *testing.T) {
	five := func(change func(i int, p person)) int {
		var persons []person
		for i := range 5 {
			p := person{"person": fmt.Sprint(i), "rank": "121", "unit": "教育局", "region": "230126"}
			change(i, p)
			persons = append(persons, p)
		}
		return levelsOf(t, "某", risk.Thresholds{}, persons...).Run.Before[3].Collectives
	}
	for name, c := range map[string]struct {
		want   int
		change func(i int, p person)
	}{
		"one unit":                    {1, func(int, person) {}},
		"one unit and one township":   {2, func(_ int, p person) { p["township"] = "甲镇" }},
		"one of them of another unit": {0, func(i int, p person) { p["unit"] = []string{"人社局", "教育局"}[min(i, 1)] }},
		"units not filled in":         {0, func(_ int, p person) { delete(p, "unit") }},
		"two counties":                {0, func(i int, p person) { p["region"] = []string{"230126", "230127"}[i/3] }},
		"no county known":             {1, func(_ int, p person) { delete(p, "region") }},
		"townships of two counties": {0, func(i int, p person) {
			delete(p, "unit")
			p["township"], p["region"] = "城关镇", []string{"230126", "230127"}[i/3]
		}},
	} {
		if got := five(c.change); got != c.want {
			t.Errorf("%s: %d collectives, want %d", name, got, c.want)
		}
	}
}

// Without rules nothing was asked, and without a finding under rules it is low.
func TestLevelsOfNothing(t *testing.T) {
	schema, pack := weighing(t)
	in := rules.Input{
		AsOf: date(t, "2015-01-20"), Roster: people(t, schema, 2, person{"person": "1"}),
		Policies: []*policy.Policy{written(t, schema, leavingOut("某"))},
	}
	result, err := rules.Screen(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if got := result.Levels(nil, risk.Thresholds{}); got != nil {
		t.Errorf("without rules %+v", got)
	}
	if got := result.Levels(pack, risk.Thresholds{}).Run.Before.Worst(); got.Level() != risk.Low || got.Ground != risk.FewObject {
		t.Errorf("without findings %+v", got)
	}
}

// The level of drawn counties is what the definitions say, worked out here person
// by person from nothing but the outcomes and the findings.
func TestLevelsAreThoseOfTheDefinition(t *testing.T) {
	schema, pack := weighing(t)
	rapid.Check(t, func(t *rapid.T) {
		pick := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(t, what) }
		var persons []person
		for i := range rapid.IntRange(1, 12).Draw(t, "persons") {
			p := person{"person": fmt.Sprintf("P%02d", i)}
			for _, choice := range []string{
				"rank 111 112 121 122 131 131 -", "category lixiu lixiu tuizhi -", "died_on - - 2015-01-20 2015-01-21",
				"unit 甲 乙 -", "township 丙 -", "region 230126 230127 -",
			} {
				words := strings.Fields(choice)
				if word := pick(words[0], words[1:]...); word != "-" {
					p[words[0]] = word
				}
			}
			persons = append(persons, p)
		}
		by := risk.Thresholds{High: rapid.Int64Range(2, 100).Draw(t, "high"), Collective: rapid.Int64Range(2, 4).Draw(t, "collective")}
		by.Medium = rapid.Int64Range(1, by.High-1).Draw(t, "medium")
		b := roster.NewBuilder(schema, 3)
		for _, p := range persons {
			cells := make([]lang.Value, len(schema.Fields))
			for name, text := range p {
				i := schema.Index(name)
				cells[i], _ = schema.ParseCell(i, text)
			}
			b.Append(cells)
		}
		p, problems := policy.Load(source.NewFile("p.yaml", []byte(leavingOut(pick("title", "某", "无据")))), schema)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		asOf, _ := lang.ParseDate("2015-01-20")
		result, err := rules.Screen(t.Context(), rules.Input{AsOf: asOf, Roster: b.Build(), Rules: pack, Policies: []*policy.Policy{p}})
		if err != nil {
			t.Fatal(err)
		}
		got := result.Levels(pack, by).Run
		for after, verdict := range map[bool]risk.Verdict{false: got.Before, true: got.After} {
			for test, want := range defined(result, persons, by, after) {
				if verdict[test].Level() != want {
					t.Fatalf("after %v: %s is %s, defined as %s", after, risk.Tests()[test], verdict[test].Level(), want)
				}
			}
		}
	})
}

// eases says of the rules above to which test they belong and what their advice
// leaves of them.
var eases = map[string]struct {
	test         int
	before, left int
}{"fair": {1, 3, 1}, "same": {1, 3, 3}, "slow": {2, 2, 2}, "mild": {3, 1, 0}, "base": {0, 3, 0}}

// defined works the four levels out slowly.
func defined(result *rules.Result, persons []person, by risk.Thresholds, after bool) (levels [4]risk.Severity) {
	grave := func(rule string) int {
		if after {
			return eases[rule].left
		}
		return eases[rule].before
	}
	alive := func(p person) bool { return p["died_on"] != "2015-01-20" }
	has := func(key, rule string) bool {
		for _, f := range result.Findings {
			if f.Person == key && f.Rule == rule {
				return true
			}
		}
		return false
	}
	together := func(p person, rule, place string) bool {
		var n int64
		for _, q := range persons {
			if alive(q) && has(q["person"], rule) && p[place] != "" && p[place] == q[place] && p["region"] == q["region"] {
				n++
			}
		}
		return n >= by.Collective
	}
	for test := range levels {
		high, concerned, collective, fault := int64(0), int64(0), false, false
		for rule, e := range eases {
			fault = fault || e.test == test && has("", rule) && grave(rule) == 3
		}
		for row, p := range persons {
			if !alive(p) {
				continue
			}
			worst := 0
			for rule, e := range eases {
				if !has(p["person"], rule) {
					continue
				}
				gathers := test == 3 && grave(rule) >= 2 && (together(p, rule, "unit") || together(p, rule, "township"))
				collective = collective || gathers
				if e.test == test || gathers {
					worst = max(worst, grave(rule))
				}
			}
			if worst == 3 {
				high++
			}
			if worst == 3 || result.Policies[0].Outcomes.Status(row) != policy.OutOfScope {
				concerned++
			}
		}
		switch {
		case high > 0 && 100*high >= by.High*concerned:
			levels[test] = risk.High
		case high > 0 && 100*high >= by.Medium*concerned, fault, collective:
			levels[test] = risk.Medium
		default:
			levels[test] = risk.Low
		}
	}
	return levels
}
