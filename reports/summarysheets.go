package reports

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// A page of a workbook is a sheet of free layout, written line by line.
type bookPage struct {
	book   *workbook
	stream *excelize.StreamWriter
	row    int
}

func (b *workbook) page(name string, widths ...float64) (*bookPage, error) {
	stream, err := b.open(name)
	if err != nil {
		return nil, err
	}
	for i, w := range widths {
		if err := stream.SetColWidth(i+1, i+1, w); err != nil {
			return nil, err
		}
	}
	return &bookPage{book: b, stream: stream}, nil
}

// line writes cells; none leaves a line empty.
func (p *bookPage) line(height float64, cells ...any) error {
	p.row++
	return p.stream.SetRow(fmt.Sprintf("A%d", p.row), cells, excelize.RowOpts{Height: height})
}

// across writes one text over some columns.
func (p *bookPage) across(style, columns int, height float64, text string) error {
	last, err := excelize.CoordinatesToCellName(columns, p.row+1)
	if err != nil {
		return err
	}
	if err := p.stream.MergeCell(fmt.Sprintf("A%d", p.row+1), last); err != nil {
		return err
	}
	return p.line(height, cell(style, text))
}

// guideSheet says what the workbook is and how to work with it.
func (m *Model) guideSheet(b *workbook) error {
	p, err := b.page("说明", 16, 92)
	if err != nil {
		return err
	}
	upright := "portrait" // it is read like a page, and long
	if err := b.file.SetPageLayout("说明", &excelize.PageLayoutOptions{Orientation: &upright}); err != nil {
		return err
	}
	if err := p.across(b.styles.title, 2, 34, m.title()+"（台账）"); err != nil {
		return err
	}
	notice := "本台账含姓名，限本单位内部使用；不含身份证号和联系电话。"
	if m.subject.Sample {
		notice = "样例数据：名册为虚构，仅供演示，不涉及任何真实人员。"
	}
	if err := p.across(b.styles.subtitle, 2, 22, notice); err != nil {
		return err
	}
	for _, f := range m.guide() {
		height := float64(6 + 15*wrapped(f.Value, 92))
		if err := p.line(height, cell(b.styles.label, f.Label), cell(b.styles.wrap, f.Value)); err != nil {
			return err
		}
	}
	return p.stream.Flush()
}

func (m *Model) guide() []fact {
	facts := []fact{
		{"使用单位", m.subject.Office},
		{"基准日期", longDate(m.asOf())},
		{"在册人数", count(m.census.len()) + " 人"},
		{"运行编号", m.subject.Run.ID()},
	}
	for _, p := range m.policies {
		facts = append(facts, fact{"政策", fmt.Sprintf("%s %s（%s起，%s首次发放；可信程度 %s）",
			p.policy.Document.Number, p.policy.Title, longDate(p.policy.Effective), longDate(p.policy.PaidFrom),
			gradeWords(p.policy.Document.Confidence))})
		for _, note := range p.policy.Notes {
			facts = append(facts, fact{"注意", note})
		}
		for _, line := range m.cautionLines(p.policy) {
			facts = append(facts, fact{"未定数额", line})
		}
	}
	return append(facts,
		fact{"汇总", "各项政策的人数和金额；风险等级及其判定；按类别与职级分的结果。"},
		fact{"逐月支出", "各项政策合计每月应增、实增和补发，自首次生效之月至最后一次首次发放后十二个月；去世人员计至去世当月，不含无法判定的部分。"},
		fact{"影响明细", "每人每条款一行：调整前、调整后、每月增减和补发。不在范围、无法判定的人员各一行，金额为空。"},
		fact{"风险线索", "按程度、分值排列。请在“处理状态”中选择，在“处理意见”中填写。打印的是办理所需各列；右侧另有对照金额、人员分值及构成、依据和线索编号。线索编号请勿改动，回收台账时据此对应。"},
		fact{"热点", "同一类诉求聚集的组。等级：红、橙、黄依次减弱，蓝为偏高但可能出于偶然；“达到集体访人数”供安排走访。"},
		fact{"无法判定", "补齐“所缺信息”后重新运行即可判定。空白是“未知”，不是零，也不是“否”。"},
		fact{"名册问题", "“错误”须更正，“提醒”须核对。"},
	)
}

// totalColumns is how many columns a line of totals has.
const totalColumns = 10

// totalSheet gives the totals of each policy and of each group in it.
func (m *Model) totalSheet(b *workbook) error {
	p, err := b.page("汇总", 40, 11, 11, 11, 11, 11, 11, 11, 17, 17)
	if err != nil {
		return err
	}
	if err := p.across(b.styles.title, totalColumns, 34, "汇总"); err != nil {
		return err
	}
	if err := m.totalLines(p); err != nil {
		return err
	}
	if err := m.levelLines(p); err != nil {
		return err
	}
	for _, v := range m.policies {
		if err := m.groupLines(p, v); err != nil {
			return err
		}
	}
	return p.stream.Flush()
}

func (p *bookPage) header(first string) error {
	titles := []string{first, "人数"}
	titles = append(titles, statusLabels()...)
	titles = append(titles, "增加", "减少", "每月合计（元）", "补发合计（元）")
	cells := make([]any, len(titles))
	for i, t := range titles {
		cells[i] = cell(p.book.styles.header, t)
	}
	return p.line(22, cells...)
}

func (m *Model) totalLines(p *bookPage) error {
	if err := p.header("政策"); err != nil {
		return err
	}
	s := p.book.styles
	for _, v := range m.policies {
		if err := p.total(v.policy.Title, v.total, lineStyle{s.wrap, s.count, s.money}); err != nil {
			return err
		}
	}
	if len(m.policies) < 2 {
		return nil
	}
	return p.total("合并计算（每人只计一次）", m.cumulative, lineStyle{s.strong, s.strongCount, s.strongMoney})
}

// A lineStyle is how a line of totals looks.
type lineStyle struct{ label, count, money int }

// total writes a line of totals.
func (p *bookPage) total(label string, t tally, style lineStyle) error {
	cells := []any{cell(style.label, label), cell(style.count, t.persons)}
	for _, n := range t.status {
		cells = append(cells, cell(style.count, n))
	}
	return p.line(float64(3+15*wrapped(label, 40)), append(cells,
		cell(style.count, t.gain), cell(style.count, t.lose),
		cell(style.money, number(t.delta)), cell(style.money, number(t.arrears)))...)
}

// groupLines gives the groups by category and rank of one policy.
func (m *Model) groupLines(p *bookPage, v policyView) error {
	g, ok := m.census.grouping(standing)
	if !ok {
		return nil
	}
	s := p.book.styles
	if err := p.line(12); err != nil {
		return err
	}
	if err := p.across(s.subtitle, totalColumns, 22, v.policy.Title+" · 按"+g.label); err != nil {
		return err
	}
	if err := p.header(g.label); err != nil {
		return err
	}
	tallies, err := v.tallies(g)
	if err != nil {
		return err
	}
	for i, group := range g.groups {
		if err := p.total(group.label, tallies[i], lineStyle{s.wrap, s.count, s.money}); err != nil {
			return err
		}
	}
	return p.total("合计", v.total, lineStyle{s.strong, s.strongCount, s.strongMoney})
}
