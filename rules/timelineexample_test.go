package rules_test

import (
	"context"
	"fmt"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const exampleRaise = `
policy: raise
title: 增加生活补贴
effective: 2027-01-01
paid_from: 2027-04-01
items: [{item: living, title: 每人增加, add: 100}]
`

const exampleStandard = `
policy: standard
title: 统一生活补贴标准
effective: 2027-03-01
items: [{item: living, title: 统一标准, set: 1200}]
`

// A raise of 100 yuan holds from January and is paid from April, so that three
// months are owed then. In March a standard of 1200 yuan takes its place and is
// paid at once: the payroll adds the 100 yuan that it differs by.
func ExampleTimeline() {
	schema, _ := roster.LoadSchema(source.NewFile("schema.yaml", []byte(exampleSchema)))
	raise, _ := policy.Load(source.NewFile("raise.yaml", []byte(exampleRaise)), schema)
	standard, _ := policy.Load(source.NewFile("standard.yaml", []byte(exampleStandard)), schema)

	people := roster.NewBuilder(schema, 0)
	people.Append([]lang.Value{lang.StringOf("A"), lang.StringOf("lixiu"), lang.DecimalOf(1000 * lang.One)})
	asOf, _ := lang.ParseDate("2026-11-23")
	result, err := rules.Screen(context.Background(), rules.Input{
		Roster: people.Build(), Policies: []*policy.Policy{raise, standard}, AsOf: asOf,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	from, _ := rules.ParseMonth("2026-12")
	to, _ := rules.ParseMonth("2027-05")
	for _, m := range rules.Timeline(result, 0, from, to).Months {
		fmt.Printf("%s 应发 %s 实发 %s 补发 %s 尚欠 %s\n", m.Month, m.Entitled.Total, m.Paid.Total, m.Lump, m.Open)
	}
	// Output:
	// 2026-12 应发 1000 实发 1000 补发 0 尚欠 0
	// 2027-01 应发 1100 实发 1000 补发 0 尚欠 100
	// 2027-02 应发 1100 实发 1000 补发 0 尚欠 200
	// 2027-03 应发 1200 实发 1100 补发 0 尚欠 300
	// 2027-04 应发 1200 实发 1200 补发 300 尚欠 0
	// 2027-05 应发 1200 实发 1200 补发 0 尚欠 0
}
