package reports

import (
	"fmt"
)

// levelLines give the level of the run and its four tests below the totals. The
// reason spans the last columns.
func (m *Model) levelLines(p *bookPage) error {
	view := m.levelView()
	if view == nil {
		return nil
	}
	s := p.book.styles
	if err := p.line(12); err != nil {
		return err
	}
	title := fmt.Sprintf("风险等级：采取措施前 %s，采取措施后 %s", view.Before.Label, view.After.Label)
	if err := p.across(s.subtitle, totalColumns, 22, title); err != nil {
		return err
	}
	if err := p.levelLine(s.header, []string{"评估内容", "措施前", "措施后", "由何判定"}); err != nil {
		return err
	}
	for _, row := range append(view.Policies, view.Tests...) {
		why := row.Why
		if row.Left != "" {
			why += "；措施后：" + row.Left
		}
		if err := p.levelLine(s.wrap, []string{row.Title, row.Before.Label, row.After.Label, why}); err != nil {
			return err
		}
	}
	return p.across(s.wrap, totalColumns, 48, "判定标准："+view.Thresholds+"。")
}

func (p *bookPage) levelLine(style int, texts []string) error {
	row := p.row + 1
	if err := p.stream.MergeCell(fmt.Sprintf("D%d", row), fmt.Sprintf("J%d", row)); err != nil {
		return err
	}
	cells := make([]any, len(texts))
	for i, t := range texts {
		cells[i] = cell(style, t)
	}
	return p.line(float64(6+15*max(wrapped(texts[0], 40), wrapped(texts[3], 89))), cells...)
}
