package risk_test

import (
	"os"

	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Every mistake of a rule file is told at its place, with what to write instead.
func ExampleLoad() {
	schema, _ := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: rank, kind: int, label: 职级}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`)))
	_, problems := risk.Load([]*source.File{source.NewFile("loss.yaml", []byte(`
group: loss
title: 待遇减少
peers:
  same_rank: {by: [person.rank], of: [impact.delta]}
rules:
  - rule: loss
    title: 每月待遇减少
    when: impact.delta < peers.same_rank.delta.p05
    severity: serious
    grievance: loss
    owner: 县人社局
    within: 5d
    cite: 稳评·合理性
    says: 每月减少 {-impact.delta} 元。
    advice: 执行前当面说明依据。
`))}, schema)
	source.Printer{}.Print(os.Stdout, problems)
	// Output:
	// loss.yaml:9:26: error: unknown field "peers.same_rank.delta.p05"
	//     9 |     when: impact.delta < peers.same_rank.delta.p05
	//       |                          ^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean "peers.same_rank.delta.p50"?
	// loss.yaml:10:15: error: unknown severity "serious"
	//    10 |     severity: serious
	//       |               ^^^^^^^ write low, medium or high
}
