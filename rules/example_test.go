package rules_test

import (
	"context"
	"fmt"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const exampleSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - name: category
    kind: string
    label: 离退休类别
    values: [{code: lixiu, label: 离休}, {code: tuixiu, label: 退休}]
  - {name: pay.living, kind: decimal, label: 生活补贴}
`

const examplePolicy = `
policy: living-2027
title: 统一生活补贴标准
effective: 2027-01-01
items: [{item: living, title: 统一标准, when: 'person.category == "退休"', set: 1200}]
`

const exampleRules = `
group: loss
title: 待遇减少
rules:
  - rule: loss
    title: 每月待遇减少
    when: impact.delta < 0
    severity: high
    grievance: loss
    owner: 县人社局
    within: 5d
    cite: 稳评·合理性
    says: 每月减少 {-impact.delta} 元，由 {impact.before} 元降为 {impact.after} 元。
    advice: 执行前当面说明依据。
`

// A screening needs four texts and a date: who, what changes, what is a risk,
// and what the columns of the roster mean.
func ExampleScreen() {
	schema, _ := roster.LoadSchema(source.NewFile("schema.yaml", []byte(exampleSchema)))
	change, _ := policy.Load(source.NewFile("living-2027.yaml", []byte(examplePolicy)), schema)
	pack, _ := risk.Load([]*source.File{source.NewFile("loss.yaml", []byte(exampleRules))}, schema)

	people := roster.NewBuilder(schema, 0)
	for _, row := range [][]string{{"A", "退休", "1000"}, {"B", "退休", "1350.50"}, {"C", "离休", "1350.50"}, {"D", "", "900"}} {
		cells := make([]lang.Value, len(row))
		for i, text := range row {
			cells[i], _ = schema.ParseCell(i, text)
		}
		people.Append(cells)
	}
	asOf, _ := lang.ParseDate("2026-11-23")

	result, err := rules.Screen(context.Background(), rules.Input{
		Roster: people.Build(), Policies: []*policy.Policy{change}, Rules: pack, AsOf: asOf,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, o := range result.Policies[0].Outcomes.All() {
		fmt.Println(result.Roster.Person(i), o.Status.Label(), o.Delta, o.Missing)
	}
	for _, f := range result.Findings {
		fmt.Println(f.Person, f.Says, f.Owner, f.Due)
	}
	// Output:
	// A 有变化 200 []
	// B 有变化 -150.5 []
	// C 无变化 0 []
	// D 无法判定 0 [person.category]
	// B 每月减少 150.50 元，由 1350.50 元降为 1200 元。 县人社局 2026-11-28
}
