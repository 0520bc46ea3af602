package policy_test

import (
	"fmt"
	"os"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// exampleSchema reads the roster schema of the examples.
func exampleSchema() *roster.Schema {
	text, err := os.ReadFile("testdata/schema.yaml")
	if err != nil {
		panic(err)
	}
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", text))
	if problems.Err() != nil {
		panic(problems)
	}
	return s
}

const examplePolicy = `
policy: example
title: 示例政策
effective: 2014-10-01
paid_from: 2015-06-01
scope: {when: 'person.retired_on <= date("2014-09-30")', cite: 第一条}
tables:
  lixiu: {by: [rank], rows: {131: 570, 132: 480}, cite: 第二条}
items:
  - {item: basic, title: 定额增加, add: table.lixiu(person.rank), cite: 第二条}
cases:
  - {name: 离休正处, person: {rank: 131, retired_on: 1992-01-01, pay.basic: 4800}, delta: 570, after: 5370}
`

func ExamplePolicy_Apply() {
	p, _ := policy.Load(source.NewFile("example.yaml", []byte(examplePolicy)), exampleSchema())
	person := p.Cases[0].Person
	asOf, _ := lang.NewDate(2015, 1, 20)
	o := p.Apply(person, asOf)
	fmt.Println(o.Status.Label(), o.Before, "→", o.After)
	fmt.Println("补发", o.Months, "个月，共", o.Arrears, "元")
	// Output:
	// 有变化 4800 → 5370
	// 补发 8 个月，共 4560 元
}

func ExamplePolicy_Explain() {
	p, _ := policy.Load(source.NewFile("example.yaml", []byte(examplePolicy)), exampleSchema())
	for _, line := range p.Explain(p.Cases[0].Person, p.Cases[0].AsOf) {
		if line.Depth == 1 {
			fmt.Print("    ")
		}
		fmt.Println(line.Title, line.Text, line.Value)
	}
	// Output:
	// 适用范围 person.retired_on <= date("2014-09-30") 在范围内
	//     离退休时间 person.retired_on 1992-01-01
	// 定额增加 table.lixiu(person.rank) +570.00 元/月
	//     职级 person.rank 131 县处级正职
	//     计算 table.lixiu(131) 570
	//     舍入 四舍五入到 0.01 元 570.00 元
	//     基本离退休费 4800.00 + 570.00 5370.00 元/月
	//     补发 570.00 × 8 个月（2014-10 至 2015-05） 4560.00 元
	// 每月合计 570.00 +570.00 元/月
	//     调整前后 4800.00 + 570.00 5370.00 元/月
	//     补发合计 570.00 × 8 个月（2014-10 至 2015-05） 4560.00 元
	// 结论  有变化
}

func ExampleLoad() {
	_, problems := policy.Load(source.NewFile("mine.yaml", []byte(`
policy: mine
title: 写错了一处
effective: 2014-10-01
items:
  - {item: basics, add: 100}
`)), exampleSchema())
	source.Printer{}.Print(os.Stdout, problems)
	// Output:
	// mine.yaml:6:12: error: unknown pay item "basics"
	//     6 |   - {item: basics, add: 100}
	//       |            ^^^^^^ did you mean "basic"?
}
