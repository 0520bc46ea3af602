package change_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// here is the version that works out mixtures in these tests.
const here = "2"

func schema(t testing.TB) *roster.Schema {
	t.Helper()
	s, problems := roster.LoadSchema(configs.SchemaFile())
	clean(t, problems)
	return s
}

// fatal is what the helpers need of a test, drawn or not.
type fatal interface{ Fatal(...any) }

func clean(t fatal, problems source.Problems) {
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
}

// people builds a roster of lines: P1 category=lixiu rank=131.
func people(t fatal, s *roster.Schema, lines ...string) *roster.Roster {
	b := roster.NewBuilder(s, 0)
	for _, line := range lines {
		words := strings.Fields(line)
		cells := make([]lang.Value, len(s.Fields))
		cells[s.KeyField()] = lang.StringOf(words[0])
		for _, word := range words[1:] {
			name, text, _ := strings.Cut(word, "=")
			value, err := s.ParseCell(s.Index(name), text)
			if err != nil {
				t.Fatal(err)
			}
			cells[s.Index(name)] = value
		}
		b.Append(cells)
	}
	return b.Build()
}

// raise is a policy that adds an amount to everybody of a category.
func raise(t fatal, s *roster.Schema, id, category, amount string) *policy.Policy {
	p, problems := policy.Load(source.NewFile(id+".yaml", fmt.Appendf(nil, `
policy: %s
title: 增加
effective: 2015-01-01
paid_from: 2015-03-01
scope: {when: 'person.category == "%s"', cite: 第一条}
items: [{item: basic, title: 增加, add: '%s', cite: 第二条}]
`, id, category, amount)), s)
	clean(t, problems)
	return p
}

// below finds whom a policy gives less than an amount, and names who is of age on
// the day.
func below(t fatal, s *roster.Schema, amount, severity string) *risk.Pack {
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", fmt.Appendf(nil, `
group: loss
title: 待遇
rules:
  - rule: little
    title: 增加偏少
    when: impact.delta < %s
    severity: %s
    grievance: loss
    owner: 县人社局
    within: 10d
    cite: 第二条
    says: 每月增加 {impact.delta} 元。
    advice: 说明依据。
  - rule: old
    title: 高龄
    when: age_on(person.born, as_of) >= 80
    severity: low
    grievance: notice
    owner: 县人社局
    within: 10d
    cite: 第二条
    says: 已满八十周岁。
    advice: 上门说明。
`, amount, severity))}, s)
	clean(t, problems)
	return pack
}

// petitioners finds who has petitioned.
func petitioners(t fatal, s *roster.Schema) *risk.Pack {
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(`
group: history
title: 信访
rules:
  - rule: petitioner
    title: 曾经信访
    when: petitions.count > 0
    severity: low
    grievance: history
    owner: 县人社局
    within: 10d
    cite: 第二条
    says: 曾经信访。
    advice: 上门说明。
`))}, s)
	clean(t, problems)
	return pack
}

// book holds one petition of each of some persons.
func book(t fatal, persons ...string) *petition.Book {
	var records []petition.Record
	for i, person := range persons {
		records = append(records, petition.Record{Number: fmt.Sprint(i), Person: person, Date: day(t, "2015-01-10")})
	}
	b, err := petition.NewBook(records)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func day(t fatal, text string) lang.Date {
	d, err := lang.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// finished screens an input and records it as of an engine.
func finished(t fatal, engine string, in rules.Input) change.Run {
	return change.Run{Run: rules.Identify("screen", "", engine, in), Tally: figures(t, in), Input: in}
}

func figures(t fatal, in rules.Input) change.Tally {
	res, err := rules.Screen(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	tally, err := change.Count(in, res)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

// moved writes what a factor moved, one figure a line.
func moved(effects []change.Effect) string {
	var b strings.Builder
	for _, e := range effects {
		for _, k := range change.Keys(e.Moved) {
			n := fmt.Sprint(e.Moved[k])
			if k.Measure.Money() {
				n = lang.Decimal(e.Moved[k]).String()
			}
			fmt.Fprintln(&b, e.Factor, strings.TrimSpace(fmt.Sprint(k.Policy, " ", k.Measure, " ", k.Of)), n)
		}
		if len(e.Moved) == 0 {
			fmt.Fprintln(&b, e.Factor, "nothing")
		}
	}
	return b.String()
}
