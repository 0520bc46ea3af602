package library_test

import (
	"strings"
	"testing"

	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// TestTemplatesFilledIn fills the templates in as a user does, and works their rules
// out where the shipped cases cannot. Every amount is made up to be reckoned with
// easily and is nobody's pay.
func TestTemplatesFilledIn(t *testing.T) {
	schema := shippedSchema(t)
	for id, filled := range map[string]struct{ rows, cases string }{
		"cn-2006-60": {
			`{131: 1000, 132: 800}`, `
  - {name: 离休全额, person: {category: lixiu, rank: 131, pay.basic: 900}, before: 900, after: 1000}
  - {name: 离休按待遇, person: {category: lixiu, rank: 132, treatment_rank: 131, pay.basic: 900}, after: 1000}
  - {name: 满35年, person: {category: tuixiu, rank: 131, contribution_years: 35, pay.basic: 0}, after: 900}
  - {name: 不满35年, person: {category: tuixiu, rank: 131, contribution_years: 34.9999, pay.basic: 0}, after: 850}
  - {name: 满30年, person: {category: tuixiu, rank: 132, contribution_years: 30, pay.basic: 0}, after: 680}
  - {name: 不满30年, person: {category: tuixiu, rank: 131, contribution_years: 29.9999, pay.basic: 0}, after: 800}
  - {name: 满20年, person: {category: tuixiu, rank: 131, contribution_years: 20, pay.basic: 0}, after: 800}
  - {name: 不满20年, person: {category: tuixiu, rank: 131, contribution_years: 19.9999, pay.basic: 0}, status: cannot_tell, missing: []}
  - {name: 表中没有的职级, person: {category: lixiu, rank: 141, pay.basic: 0}, status: cannot_tell, missing: []}
`,
		},
		"cn-2006-61": {
			`{1: {131: {initial: 100, 2006-07-01: 120}, 132: 110}, 2: {131: 240}}`, `
  - {name: 离休全额, person: {category: lixiu, rank: 131, hardship_class: 1, pay.hardship: 100}, before: 100, after: 120}
  - {name: 退休八成五, person: {category: tuixiu, rank: 131, hardship_class: 1, pay.hardship: 85}, after: 102}
  - {name: 退职六成, person: {category: tuizhi, rank: 131, hardship_class: 1, pay.hardship: 60}, after: 72}
  - {name: 原标准未登记, person: {category: tuixiu, rank: 131, hardship_class: 1}, before: 85, after: 102}
  - {name: 按待遇, person: {category: lixiu, rank: 132, treatment_rank: 131, hardship_class: 2, pay.hardship: 0}, after: 240}
  - {name: 没有变的标准, person: {category: lixiu, rank: 132, hardship_class: 1}, before: 110, after: 110, status: unchanged}
  - {name: 未填的格, person: {category: lixiu, rank: 132, hardship_class: 2, pay.hardship: 0}, status: cannot_tell, missing: []}
`,
		},
		"sd-2016-lixiu": {
			`{131: 300, 132: 200, 141: 100}`, `
  - {name: 有职务, person: {category: lixiu, unit_kind: 企业, rank: 132, joined_on: 1940-01-01}, delta: 200}
  - {name: 无职务有待遇, person: {category: lixiu, unit_kind: 企业, rank: 199, treatment_rank: 132, joined_on: 1940-01-01}, delta: 200}
  - {name: 1942-12-31, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1942-12-31}, delta: 300}
  - {name: 1943-01-01, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1943-01-01}, delta: 200}
  - {name: 1945-09-02, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1945-09-02}, delta: 200}
  - {name: 1945-09-03, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1945-09-03}, delta: 100}
  - {name: 1949-09-30, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1949-09-30}, delta: 100}
  - {name: 1949-10-01, person: {category: lixiu, unit_kind: 企业, rank: 199, joined_on: 1949-10-01}, status: cannot_tell, missing: []}
  - {name: 无职务而时间未知, person: {category: lixiu, unit_kind: 企业, rank: 199}, status: cannot_tell, missing: [joined_on]}
`,
		},
	} {
		t.Run(id, func(t *testing.T) {
			p, problems := policy.Load(fill(t, id, filled.rows, filled.cases), schema)
			if problems.Err() != nil {
				t.Fatal(problems)
			}
			if problems := p.RunCases(); len(problems) > 0 {
				t.Error(problems)
			}
		})
	}
}

// fill gives a template with rows in the place of its one table to be filled in,
// and other cases.
func fill(t *testing.T, id, rows, cases string) *source.File {
	t.Helper()
	f, ok := library.Policy(id)
	if !ok {
		t.Fatalf("%s is not shipped", id)
	}
	text, _, _ := strings.Cut(string(f.Text), "\ncases:")
	filled := strings.Replace(text, "rows: unknown", "rows: "+rows, 1)
	if filled == text || strings.Contains(filled, "rows: unknown") {
		t.Fatalf("%s has not one table to be filled in", id)
	}
	return source.NewFile(f.Name, []byte(filled+"\ncases:"+cases))
}
