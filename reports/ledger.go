package reports

import (
	"cmp"
	"errors"
	"io"
	"strings"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// writeLedger writes the 台账: the workbook of the clerk who owns the data. It
// names persons, and holds neither national ids nor telephone numbers.
func writeLedger(m *Model, w io.Writer) (err error) {
	b, err := newWorkbook(m)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	for _, add := range []func(*workbook) error{
		m.guideSheet, m.totalSheet, m.spendingSheet, m.impactSheet, m.findingSheet, m.scoreSheet, m.hotspotSheet, m.unknownSheet, m.issueSheet,
	} {
		if err := add(b); err != nil {
			return err
		}
	}
	return b.write(w)
}

func (m *Model) impactSheet(b *workbook) error {
	return b.table(table{name: "影响明细", columns: []column{
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
	}, count: m.impactCount(), fill: func(l *lines) error {
		who := m.census.stand("unit", "township", "category", "rank")
		return m.impacts(func(i impact) error {
			l.text(m.census.keys.at(i.person))
			l.text(m.census.names.at(i.person))
			for _, g := range who {
				l.text(g.labelOf(i.person))
			}
			return m.impactCells(l, i)
		})
	}})
}

// impactCells writes what a line says of its policy, and ends the row.
func (m *Model) impactCells(l *lines, i impact) error {
	l.text(documentOf(i.policy))
	if i.item != nil {
		l.text(i.item.Title)
		l.text(m.census.payLabel(i.item.PayItem))
		l.amountOf(i.clause.Before)
		l.amountOf(i.clause.After)
	} else {
		for range 4 {
			l.blank()
		}
	}
	if i.told() {
		l.amount(i.clause.Delta)
		l.amount(i.clause.Arrears)
	} else {
		l.blank()
		l.blank()
	}
	l.text(i.status.Label())
	l.text(clauseOf(i.policy, i.cite))
	return l.end()
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
	row, ok := m.census.row(key)
	if !ok {
		return "", ""
	}
	return m.census.names.at(row), m.census.label(row, "unit")
}

func (m *Model) unknownSheet(b *workbook) error {
	rows := 0
	for range m.allUnknowns() {
		rows++
	}
	return b.table(table{name: "无法判定", columns: []column{
		{"人员编号", 12, words},
		{"姓名", 11, words},
		{"单位", 24, prose},
		{"政策文件", 19, prose},
		{"待判定事项", 28, prose},
		{"所缺信息", 22, words},
		{"原因", 44, prose},
	}, count: rows, fill: func(l *lines) error {
		for u := range m.allUnknowns() {
			if err := m.unknownCells(l, u); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (m *Model) unknownCells(l *lines, u unknown) error {
	name, unit := m.personCells(u.person)
	what, field := "待遇如何变化", ""
	if u.rule != "" {
		what = "风险：" + m.ruleTitle(u.rule)
	}
	if u.field != "" {
		field = m.census.fieldLabel(u.field)
	}
	for _, text := range []string{
		u.person, name, unit, documentOf(m.policyOf(u.policy)), what, field, u.reason.In(source.Chinese),
	} {
		l.text(text)
	}
	return l.end()
}

func (m *Model) issueSheet(b *workbook) error {
	issues := m.subject.Result.Issues
	return b.table(table{name: "名册问题", columns: []column{
		{"人员编号", 14, words}, {"姓名", 11, words}, {"单位", 24, prose}, {"信息项", 20, words}, {"程度", 8, code}, {"问题", 60, prose},
	}, count: len(issues), fill: func(l *lines) error {
		for _, i := range issues {
			name, unit := m.personCells(i.Person)
			for _, text := range []string{
				issuePerson(i), name, unit, m.census.fieldLabel(i.Field), severityLabel(i.Severity), i.Message.In(source.Chinese),
			} {
				l.text(text)
			}
			if err := l.end(); err != nil {
				return err
			}
		}
		return nil
	}})
}

// statusLabels are the statuses in the order of the summary's columns.
func statusLabels() []string {
	var labels []string
	for s := policy.Affected; s <= policy.CannotTell; s++ {
		labels = append(labels, s.Label())
	}
	return labels
}
