package risk_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// onceFindings assesses what is asked once of a made-up policy over six persons.
func onceFindings(t *testing.T, policyText, rules string, workers int) ([]risk.Finding, []risk.Unsure) {
	t.Helper()
	s := schema(t)
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(policyText)), s)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(rules))}, s)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(s, 2)
	for _, who := range []string{"P1 lixiu 131", "P2 lixiu 132", "P3 tuixiu 131", "P4 tuixiu 141", "P5 tuixiu 150", "P6 tuixiu 160"} {
		cells := make([]lang.Value, len(s.Fields))
		for i, text := range strings.Fields(who) {
			at := s.Index([]string{"person", "category", "rank"}[i])
			var err error
			if cells[at], err = s.ParseCell(at, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	asOf, _ := lang.NewDate(2015, 3, 1)
	outcomes, err := p.ApplyAll(t.Context(), policy.NewPayroll(b.Build()), asOf, workers)
	if err != nil {
		t.Fatal(err)
	}
	findings, unsure, err := pack.Assess(t.Context(), risk.Subject{AsOf: asOf, Policy: p, Outcomes: outcomes, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return findings, unsure
}

const (
	spokenOf = `
policy: spoken
title: 所说的人
effective: 2015-04-01
tables:
  living: {by: [rank], rows: {131: 100, 132: 0, 141: unknown, 150: 0}, cite: 算例}
items:
  - {item: living, title: 增加, add: table.living(person.rank), cite: 算例}
milestones:
  - {id: funds, title: 落实资金, owner: 县财政局, due: 2015-02-20}
  - {id: basis, title: 取得依据, due: 2015-02-20}
  - {id: paid, title: 首次发放}
`
	onceRules = `
group: once
title: 只判断一次
rules:
  - rule: silent
    title: 未提及
    scope: policy
    when: size(silence.ranks) > 0
    severity: low
    grievance: notice
    owner: 县人社局
    within: 10d
    cite: 稳评
    says: "{persons.count} 人，未提及 {silence.ranks} 和 {size(silence.categories)} 类；步骤 {milestones.ids}。"
    advice: 一句话。
  - rule: late
    title: 逾期
    scope: milestone
    when: milestone.overdue_days > 0
    severity: low
    grievance: delay
    owner: 县人社局
    within: 10d
    cite: 稳评
    says: "{milestone.title} {milestone.overdue_days}"
    advice: "{milestone.owner}"
`
)

// A table without a row is silent, and so is one that adds zero; a hole is not.
func TestWhatIsAskedOnce(t *testing.T) {
	findings, unsure := onceFindings(t, spokenOf, onceRules, 1)
	text, err := json.MarshalIndent(map[string]any{"findings": findings, "unsure": unsure}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "once.golden", string(text)+"\n")
	for _, workers := range []int{2, 8} {
		again, open := onceFindings(t, spokenOf, onceRules, workers)
		if diff := cmp.Diff(findings, again) + cmp.Diff(unsure, open); diff != "" {
			t.Errorf("%d workers find something else:\n%s", workers, diff)
		}
	}
}
