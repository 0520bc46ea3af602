package reports

import (
	"fmt"
	"strings"

	"weiran/rules"
	"weiran/rules/risk"
)

// hotspotSheet lists every spot of every policy, those that the committee does not
// see among them.
func (m *Model) hotspotSheet(b *workbook) error {
	rows := 0
	for _, h := range m.subject.Result.Hotspots {
		rows += len(h.Spots)
	}
	return b.table(table{name: "热点", columns: []column{
		{"等级", 7, code},
		{"分组", 14, prose},
		{"组别", 26, prose},
		{"诉求类型", 10, code},
		{"人数", 8, counts},
		{"有线索人数", 9, counts},
		{"预期人数", 9, code},
		{"相对风险", 10, code},
		{"p", 9, code},
		{"q", 9, code},
		{"其中原因", 30, prose},
		{"与他处的关系", 30, prose},
		{"达到集体访人数", 10, code},
		{"政策文件", 19, prose},
	}, count: rows, fill: func(l *lines) error {
		for _, h := range m.subject.Result.Hotspots {
			known := byNumber(h.Spots)
			for i := range h.Spots {
				if err := m.spotCells(l, &h.Spots[i], known, documentOf(m.policyOf(h.Policy))); err != nil {
					return err
				}
			}
		}
		return nil
	}})
}

func (m *Model) spotCells(l *lines, s *rules.Spot, known map[int]*rules.Spot, document string) error {
	l.text(s.Tier.Text().ZH)
	l.text(rules.GroupingLabel(m.census.schema, s.Dimension))
	l.text(spotPath(s))
	l.text(risk.GrievanceLabel(s.Cause))
	l.count(int64(s.Persons))
	l.count(int64(s.Observed))
	if s.Compared() {
		for _, text := range []string{expectedPersons(s.Expected), times(s.RelativeRisk), chances(s.P), chances(s.BH)} {
			l.text(text)
		}
	} else {
		for range 4 {
			l.blank()
		}
	}
	l.text(m.driverWords(s))
	l.text(m.spotRelation(s, known))
	if s.Collective {
		l.text("是")
	} else {
		l.blank()
	}
	l.text(document)
	return l.end()
}

func (m *Model) driverWords(s *rules.Spot) string {
	var words []string
	for _, d := range s.Drivers {
		words = append(words, fmt.Sprintf("%s %d 人", m.ruleTitle(d.Rule), d.Persons))
	}
	return strings.Join(words, "；")
}
