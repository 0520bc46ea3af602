package policy_test

import (
	"testing"

	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const leftOutSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: unit, kind: string, label: 单位}
  - {name: unit_kind, kind: string, label: 单位性质}
  - {name: disabled, kind: bool, label: 失能}
  - {name: military, kind: bool, label: 军转}
  - {name: died_on, kind: date, label: 去世时间}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`

// Of who is left out only that is told which leaves them out: what is denied, what
// one of several would have let in, and a name that begins like another.
func TestLeftOutNamesWhatDecides(t *testing.T) {
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(leftOutSchema)))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for _, test := range []struct{ when, cells, words string }{
		{`!(person.disabled || person.military)`, "unit=甲 military=是 disabled=否", "军转为是"},
		{`!(person.disabled && person.unit == "甲")`, "unit=甲 disabled=是", "失能为是，单位为甲"},
		{`person.unit == "甲" && person.unit_kind == "机关"`, "unit=甲 unit_kind=企业", "单位性质为企业"},
		{`person.unit == "甲" || person.unit_kind == "机关"`, "unit=乙 unit_kind=企业", "单位为乙，单位性质为企业"},
		{`person.military && person.unit == "甲"`, "unit=乙", "单位为乙"},
		{`known(person.unit_kind)`, "unit=乙", "单位性质为未知"},
		{`person.disabled ? person.unit == "甲" : person.military`, "unit=乙 disabled=否 military=否", "失能为否，军转为否"},
		{`person.unit == "甲"`, "unit=乙 died_on=2014-09-01", "去世时间为2014-09-01"},
		{`person.unit == "甲"`, "unit=甲", ""},
		{`person.unit == "甲"`, "", ""},
	} {
		p := loadText(t, s, `
policy: p
title: 增加
effective: 2014-10-01
scope: {when: '`+test.when+`', cite: 一}
items: [{item: basic, title: 增加, add: 10, cite: 二}]
`)
		if got := p.LeftOut(personOf(t, s, test.cells), aDay); got != test.words {
			t.Errorf("%s of %q leaves out for %q, want %q", test.when, test.cells, got, test.words)
		}
	}
}

// loadText loads a policy from its text.
func loadText(t *testing.T, s *roster.Schema, text string) *policy.Policy {
	t.Helper()
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(text)), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}
