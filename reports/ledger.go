package reports

import (
	"cmp"
	"errors"
	"io"
	"strings"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// findingStates are what a clerk may say of a finding, in the order of the work.
var findingStates = []string{"待受理", "已受理", "已交办", "已回复"}

// writeLedger writes the 台账: the workbook of the clerk who owns the data. It
// names persons, and holds neither national ids nor telephone numbers.
func writeLedger(m *Model, w io.Writer) (err error) {
	b, err := newWorkbook(m)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	for _, add := range []func(*workbook) error{
		m.guideSheet, m.totalSheet, m.impactSheet, m.findingSheet, m.unknownSheet, m.issueSheet,
	} {
		if err := add(b); err != nil {
			return err
		}
	}
	return b.write(w)
}

func (m *Model) impactSheet(b *workbook) error {
	table := sheet{name: "影响明细", columns: []column{
		{"人员编号", 11, words},
		{"姓名", 10, words},
		{"单位", 19, prose},
		{"乡镇街道", 11, prose},
		{"类别", 8, code},
		{"职级", 12, code},
		{"政策文件", 19, prose},
		{"条款", 13, prose},
		{"待遇项目", 14, prose},
		{"调整前（元/月）", 12, amounts},
		{"调整后（元/月）", 12, amounts},
		{"增减（元/月）", 11, amounts},
		{"补发（元）", 12, amounts},
		{"结果", 9, code},
		{"依据", 17, prose},
	}}
	return b.table(table, func(s *sheet) error {
		return m.impacts(func(i impact) error { return s.add(m.impactCells(i)...) })
	})
}

func (m *Model) impactCells(i impact) []any {
	c := m.census
	row := []any{
		c.keys[i.person], c.names[i.person], c.label(i.person, "unit"), c.label(i.person, "township"),
		c.label(i.person, "category"), c.label(i.person, "rank"), documentOf(i.policy),
	}
	var item, pay string
	var before, after, delta, arrears any
	if i.item != nil {
		item, pay = i.item.Title, c.payLabel(i.item.PayItem)
		before, after = i.clause.Before, i.clause.After
	}
	if i.told() {
		delta, arrears = i.clause.Delta, i.clause.Arrears
	}
	return append(row, item, pay, before, after, delta, arrears, i.status.Label(), clauseOf(i.policy, i.cite))
}

func (m *Model) findingSheet(b *workbook) error {
	table := sheet{name: "风险线索", columns: []column{
		{"线索编号", 13, prose},
		{"程度", 7, code},
		{"分值", 7, counts},
		{"风险点", 18, prose},
		{"诉求类型", 10, code},
		{"人员编号", 11, words},
		{"姓名", 10, words},
		{"单位", 18, prose},
		{"情况", 36, prose},
		{"应对建议", 32, prose},
		{"责任单位", 12, prose},
		{"办理期限", 12, dates},
		{"处理状态", 10, code},
		{"处理意见", 18, prose},
		{"政策文件", 19, prose},
		{"依据", 12, prose},
	}, choices: map[int][]string{12: findingStates}}
	return b.table(table, func(s *sheet) error {
		for _, f := range m.ranked() {
			name, unit := m.personCells(f.Person)
			if err := s.add(f.ID, say(severities, f.Severity), f.Points, m.ruleTitle(f.Rule), say(grievances, f.Grievance),
				cmp.Or(f.Person, f.Group), name, unit, f.Says, f.Advice, f.Owner, f.Due,
				findingStates[0], "", documentOf(m.policyOf(f.Policy)), f.Cite); err != nil {
				return err
			}
		}
		return nil
	})
}

// documentOf names a policy in few words: by its document, or its id.
func documentOf(p *policy.Policy) string {
	if p == nil {
		return ""
	}
	return cmp.Or(p.Document.Number, p.ID)
}

// clauseOf gives a citation without the document's number, which stands beside it.
func clauseOf(p *policy.Policy, cite string) string {
	return strings.TrimLeft(strings.TrimPrefix(cite, p.Document.Number), "·. 　")
}

// personCells gives the name and unit of a person by their key.
func (m *Model) personCells(key string) (name, unit string) {
	row, ok := m.census.rows[key]
	if !ok {
		return "", ""
	}
	return m.census.names[row], m.census.label(row, "unit")
}

func (m *Model) unknownSheet(b *workbook) error {
	table := sheet{name: "无法判定", columns: []column{
		{"人员编号", 12, words},
		{"姓名", 11, words},
		{"单位", 24, prose},
		{"政策文件", 19, prose},
		{"待判定事项", 28, prose},
		{"所缺信息", 22, words},
		{"原因", 44, prose},
	}}
	return b.table(table, func(s *sheet) error {
		for _, u := range m.allUnknowns() {
			name, unit := m.personCells(u.person)
			what, field := "待遇如何变化", ""
			if u.rule != "" {
				what = "风险：" + m.ruleTitle(u.rule)
			}
			if u.field != "" {
				field = m.census.fieldLabel(u.field)
			}
			if err := s.add(u.person, name, unit, documentOf(m.policyOf(u.policy)), what, field, u.reason.In(source.Chinese)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *Model) issueSheet(b *workbook) error {
	table := sheet{name: "名册问题", columns: []column{
		{"人员编号", 14, words}, {"姓名", 11, words}, {"单位", 24, prose}, {"信息项", 20, words}, {"程度", 8, code}, {"问题", 60, prose},
	}}
	return b.table(table, func(s *sheet) error {
		for _, i := range m.subject.Result.Issues {
			name, unit := m.personCells(i.Person)
			if err := s.add(issuePerson(i), name, unit, m.census.fieldLabel(i.Field),
				severityLabel(i.Severity), i.Message.In(source.Chinese)); err != nil {
				return err
			}
		}
		return nil
	})
}

// statusLabels are the statuses in the order of the summary's columns.
func statusLabels() []string {
	var labels []string
	for s := policy.Affected; s <= policy.CannotTell; s++ {
		labels = append(labels, s.Label())
	}
	return labels
}
