package risk_test

import (
	"context"
	"fmt"
	"os"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const exampleSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: rank, kind: int, label: 职级}
  - {name: born, kind: date, label: 出生日期}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`

// examplePolicy pays the old by a line, and the lower of two ranks more.
const examplePolicy = `
policy: example
title: 增加离退休费
effective: 2014-10-01
bands:
  age: {of: date, rows: [{to: 1934-09-30, value: 100}, {to: 1939-09-30, value: 60}], else: 0, cite: 第二条（三）}
items:
  - {item: basic, title: 高龄增加, add: band.age(person.born), cite: 第二条（三）}
  - {item: basic, title: 副职补差, when: person.rank == 132, add: 30, cite: 第三条}
`

const exampleRule = `
group: example
title: 示例
%s
rules:
  - {rule: tested, title: 示例, when: '%s', severity: low, grievance: comparison, owner: 县人社局, within: 2w, cite: 稳评·合理性, says: '%s', advice: 说明}
`

// sayOf prints what a rule says of a roster on the day the document was issued.
func sayOf(declared, when, says string, rows ...[]string) {
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(exampleSchema)))
	p, more := policy.Load(source.NewFile("policy.yaml", []byte(examplePolicy)), schema)
	pack, others := risk.Load([]*source.File{source.NewFile("rules.yaml", fmt.Appendf(nil, exampleRule, declared, when, says))}, schema)
	source.Printer{}.Print(os.Stdout, append(append(problems, more...), others...))
	b := roster.NewBuilder(schema, 0)
	for _, row := range rows {
		cells := make([]lang.Value, len(row))
		for i, text := range row {
			cells[i], _ = schema.ParseCell(i, text)
		}
		b.Append(cells)
	}
	asOf, _ := lang.NewDate(2015, 1, 12)
	outcomes, err := p.ApplyAll(context.Background(), policy.NewPayroll(b.Build()), asOf, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	findings, _, err := pack.Assess(context.Background(), risk.Subject{AsOf: asOf, Policy: p, Outcomes: outcomes})
	if err != nil {
		fmt.Println(err)
	}
	for _, f := range findings {
		if f.Beside != nil {
			fmt.Printf("%s beside %s: ", f.Person, f.Beside.Person)
		}
		fmt.Println(f.Says)
	}
}

// The nearest of one rank who was born within a year and gains more: P1 and P2 are a
// day apart, and a line lies between them. P3 was born too late to be held beside
// either, and nobody gains more than P1.
func ExampleTwins() {
	sayOf(
		"twins: {age: {same: [person.rank], near: {person.born: 1y}}}",
		"twin.age.found",
		"少增 {twin.age.gap} 元，由{twin.age.clause}造成（{twin.age.because}）",
		[]string{"P1", "131", "1934-09-30", "3000"},
		[]string{"P2", "131", "1934-10-01", "3000"},
		[]string{"P3", "131", "1941-01-01", "3000"},
	)
	// Output:
	// P2 beside P1: 少增 40 元，由第二条（三）造成（出生日期晚 1 天）
}

// Of 70 yuan between two ranks, a day apart in age, 30 are by rank; between P3 and P4
// all is by age, and rank brings P3 more.
func ExampleTwins_unlike() {
	sayOf(
		"twins: {rank: {unlike: [person.rank], near: {person.born: 1y}}}",
		"twin.rank.found",
		"少增 {twin.rank.gap} 元，只因职级少增 {twin.rank.cost} 元",
		[]string{"P1", "131", "1934-10-01", "3000"},
		[]string{"P2", "132", "1934-09-30", "3000"},
		[]string{"P3", "132", "1939-10-01", "3000"},
		[]string{"P4", "131", "1939-09-30", "3000"},
	)
	// Output:
	// P1 beside P2: 少增 70 元，只因职级少增 30 元
	// P3 beside P4: 少增 30 元，只因职级少增 -30 元
}

// Who was not paid less than a junior before, and is after: P1 is overtaken by P2,
// whose pay was 20 yuan lower. P3 was above P1 already, by no fault of the policy.
func ExampleInversions() {
	sayOf(
		"inversions: {rank: {senior: {smaller: person.rank}}}",
		"inversion.rank.count > 0",
		"被 {inversion.rank.count} 名级别更低的人超过，最多 {inversion.rank.gap} 元",
		[]string{"P1", "131", "1941-01-01", "3000"},
		[]string{"P2", "132", "1941-01-01", "2980"},
		[]string{"P3", "132", "1941-01-01", "3001"},
	)
	// Output:
	// P1 beside P2: 被 1 名级别更低的人超过，最多 10 元
}

// Who completes 70 or 80 years within a year from 2015-01-12: P1 does, and P2 is 74.
func ExampleCrossings() {
	sayOf(
		"crossings: {age: {from: person.born, years: [70, 80], within: 52w}}",
		"crossing.age.soon",
		"{person.person} {crossing.age.days} 天后（{crossing.age.on}）年满 {crossing.age.years} 周岁",
		[]string{"P1", "131", "1945-02-01", "3000"},
		[]string{"P2", "132", "1941-01-01", "3000"},
	)
	// Output:
	// P1 20 天后（2015-02-01）年满 70 周岁
}
