package policy_test

import (
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const besideSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: category, kind: string, label: 类别}
  - {name: rank, kind: int, label: 职级}
  - {name: born, kind: date, label: 出生日期}
  - {name: died_on, kind: date, label: 去世时间}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`

const besidePolicy = `
policy: beside
title: 增加
effective: 2014-10-01
paid_from: 2015-06-01
scope: {when: 'person.category != "丙" && person.rank < 200', cite: 第一条}
tables: {t: {by: [rank], rows: {131: 50, 132: 20}, else: 0}}
items:
  - {item: basic, title: 定额, add: table.t(person.rank), cite: 第二条}
  - {item: basic, title: 高龄, when: 'person.born <= date("1934-09-30")', add: 40, cite: 第三条}
  - {item: basic, title: 合并条件, when: 'person.category == "乙" && person.rank == 140', add: 10, cite: 第四条}
  - {item: basic, title: 戊类, when: 'person.category == "戊"', add: 480, cite: 第六条}
  - {item: basic, title: 己类, when: 'person.category == "己"', add: 460, cite: 第七条}
  - {item: basic, title: 又一合并, when: 'person.category == "丁" && person.rank == 131', add: 160, cite: 第五条}
`

func TestBetween(t *testing.T) {
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(besideSchema)))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(besidePolicy)), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	asOf, _ := lang.NewDate(2015, 1, 20)
	row := func(cells ...string) lang.Row {
		b := roster.NewBuilder(s, 0)
		values := make([]lang.Value, len(s.Fields))
		for i, text := range append([]string{"P1"}, append(cells, "1000")...) {
			if text == "" {
				continue
			}
			var err error
			if values[i], err = s.ParseCell(i, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(values)
		return policy.NewPayroll(b.Build()).Row(0)
	}
	for name, test := range map[string]struct {
		own, other  lang.Row
		gap         int64
		cite, words string
	}{
		"born a day late":      {row("甲", "131", "1934-10-01", ""), row("甲", "131", "1934-09-30", ""), 40, "第三条", "出生日期晚 1 天"},
		"two years late":       {row("甲", "131", "1936-09-30", ""), row("甲", "131", "1934-09-30", ""), 40, "第三条", "出生日期晚 2 年"},
		"and a day":            {row("甲", "131", "1936-10-01", ""), row("甲", "131", "1934-09-30", ""), 40, "第三条", "出生日期晚 2 年多"},
		"nearly three":         {row("甲", "131", "1937-09-29", ""), row("甲", "131", "1934-09-30", ""), 40, "第三条", "出生日期晚 2 年多"},
		"nearly two":           {row("甲", "131", "1936-09-29", ""), row("甲", "131", "1934-09-30", ""), 40, "第三条", "出生日期晚 23 个月"},
		"the rank":             {row("甲", "132", "1940-01-01", ""), row("甲", "131", "1940-01-01", ""), 30, "第二条", "职级多 1"},
		"the fact with most":   {row("甲", "132", "1934-10-01", ""), row("甲", "131", "1934-09-30", ""), 70, "第三条", "出生日期晚 1 天"},
		"only both together":   {row("甲", "141", "1940-01-01", ""), row("乙", "140", "1940-01-01", ""), 10, "第四条", "类别为甲（对方为乙），职级多 1"},
		"a fact of another":    {row("甲", "132", "1934-10-01", ""), row("丁", "131", "1934-09-30", ""), 230, "第五条", "类别为甲（对方为丁），职级多 1"},
		"a clause for another": {row("戊", "132", "1934-10-01", ""), row("己", "132", "1934-09-30", ""), 20, "第三条", "出生日期晚 1 天"},
		"a better one for it":  {row("己", "132", "1934-10-01", ""), row("戊", "132", "1940-01-01", ""), 20, "第六条", "类别为己（对方为戊）"},
		"what scope goes by":   {row("丙", "132", "1934-10-01", ""), row("甲", "131", "1934-09-30", ""), 90, "第一条", "类别为丙（对方为甲）"},
		"one is out of scope":  {row("丙", "131", "1940-01-01", ""), row("甲", "131", "1940-01-01", ""), 50, "第一条", "类别为丙（对方为甲）"},
	} {
		t.Run(name, func(t *testing.T) {
			d := p.Between(
				policy.Party{Person: test.own, Outcome: p.Apply(test.own, asOf)},
				policy.Party{Person: test.other, Outcome: p.Apply(test.other, asOf)}, asOf)
			if int64(d.Gap) != test.gap*10_000 || d.Cite != test.cite || d.Words() != test.words {
				t.Errorf("%v by %s (%s), want %d by %s (%s)", d.Gap, d.Cite, d.Words(), test.gap, test.cite, test.words)
			}
		})
	}
}
