package reports

import (
	"cmp"
	"fmt"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// findingStates are what a clerk may say of a finding, in the order of the work.
var findingStates = []string{"待受理", "已受理", "已交办", "已回复"}

// findingSheet lists the findings, the gravest first. What is needed to work on one
// comes first and is what is printed; what it was made of stands to the right of that.
func (m *Model) findingSheet(b *workbook) error {
	findings, scores := m.ranked(), m.scoresOfAll()
	return b.table(table{name: "风险线索", columns: []column{
		{"程度", 7, code},
		{"风险点", 17, prose},
		{"人员编号", 10, words},
		{"姓名", 9, words},
		{"单位", 14, prose},
		{"情况", 38, prose},
		{"应对建议", 38, prose},
		{"责任单位", 12, prose},
		{"办理期限", 12, dates},
		{"处理状态", 10, code},
		{"处理意见", 18, prose},
		{"对照对象", 17, prose},
		{"本人增加额（元/月）", 11, amounts},
		{"对照增加额（元/月）", 11, amounts},
		{"差额（元/月）", 12, amounts},
		{"造成差别的条款", 17, prose},
		{"原因", 22, prose},
		{"本条分值", 7, counts},
		{"人员分值（" + m.scoreBasis() + "）", 12, code},
		{"分档", 9, code},
		{"分值构成", 44, prose},
		{"诉求类型", 10, code},
		{"政策文件", 19, prose},
		{"依据", 14, prose},
		{"线索编号", 18, words},
	}, choices: map[int][]string{9: findingStates}, bars: []int{14}, printed: 11, count: len(findings), limit: longRows, fill: func(l *lines) error {
		for _, i := range findings {
			f := m.subject.Result.Findings[i]
			if err := m.findingCells(l, f, scores.of(f.Person)); err != nil {
				return err
			}
		}
		return nil
	}})
}

// longRows is the most rows of a sheet of findings: they are so long that a full
// sheet of them is more than a spreadsheet opens.
const longRows = 500_001

// findingCells writes a finding; score is nil for a policy's own.
func (m *Model) findingCells(l *lines, f risk.Finding, score *risk.Score) error {
	name, unit := m.personCells(f.Person)
	l.text(say(severities, f.Severity))
	l.text(m.findingTitle(f))
	l.text(cmp.Or(f.Person, f.Group, "（政策）"))
	l.text(name)
	l.text(unit)
	l.text(f.Says)
	l.text(f.Advice)
	l.text(f.Owner)
	l.date(f.Due)
	l.text(findingStates[0])
	l.blank()
	m.besideCells(l, f.Beside)
	l.count(f.Points)
	m.standingCells(l, score)
	l.text(risk.GrievanceLabel(f.Grievance))
	l.text(documentOf(m.policyOf(f.Policy)))
	l.text(f.Cite)
	l.text(f.ID)
	return l.end()
}

// standingCells writes the score of the person whom a finding is of.
func (m *Model) standingCells(l *lines, s *risk.Score) {
	if s == nil {
		for range 3 {
			l.blank()
		}
		return
	}
	l.text(s.Points.String())
	l.text(risk.BandLabel(s.Band))
	l.text(m.partWords(s.Parts))
}

// besideCells writes with whom a finding compares; nothing where it does not.
func (m *Model) besideCells(l *lines, b *risk.Beside) {
	if b == nil {
		for range 6 {
			l.blank()
		}
		return
	}
	l.text(m.besideWhom(b))
	l.amountOrBlank(b.Own.Delta)
	l.amountOrBlank(b.Other.Delta)
	l.amount(b.Gap)
	l.text(b.Clause)
	l.text(b.Because)
}

// besideWhom says who stands on the other side, as the bureau may read it.
func (m *Model) besideWhom(b *risk.Beside) string {
	switch b.Kind {
	case risk.BesidePeers:
		return fmt.Sprintf("同组 %d 人的中位数", b.Count)
	case risk.BesideBoundary:
		words := "界线另一侧"
		if b.Distance != nil {
			words += fmt.Sprintf("（%s，相差 %s %s）", b.At, b.Distance, b.Unit)
		}
		return words
	}
	name, _ := m.personCells(b.Person)
	return b.Person + " " + name
}

// amountOrBlank writes a cell of an amount that may not be known.
func (l *lines) amountOrBlank(d *lang.Decimal) {
	if d == nil {
		l.blank()
		return
	}
	l.amount(*d)
}
