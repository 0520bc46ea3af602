package reports

import (
	"fmt"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// A besideChart draws the persons found above those they are held beside.
type besideChart struct {
	Says  string // what the drawing cannot
	Bars  []besideBar
	Box   int
	Scale string // what the bars measure
}

// A besideBar is one side: what was paid before, and what is gained or lost on it.
type besideBar struct {
	Y                     int
	Label, Amounts        string
	Before, From, Changed string // lengths in per cent
	Loss                  bool
}

// besideHeight is the height of one side in pixels.
const besideHeight = 46

func (m *Model) besideChart(v besideView) (c besideChart, err error) {
	if v.few {
		c.Says = fmt.Sprintf("对照的一方不足 %d 人，金额不予列示，详见本单位台账。", m.subject.MinGroup)
		return c, nil
	}
	c.Says = "差额中位数 " + money(v.gap) + " 元/月"
	if v.clause != "" {
		c.Says += "；造成差别的条款：" + v.clause
	}
	if v.because != "" {
		c.Says += "；原因：" + v.because
	}
	c.Says += "。"
	own, other := v.own, v.other
	switch {
	case own.before != nil && own.after != nil && other.before != nil && other.after != nil:
		c.Scale = "灰色为调整前，彩色为本次增减；均为该侧人员的中位数（元/月），调整前后取整到十元，故与增减额的中位数未必正好相加"
	case v.kind == risk.BesidePeers && own.after != nil && other.after != nil:
		own, other = paidView{after: own.after}, paidView{after: other.after}
		c.Scale = "调整后待遇的中位数（元/月），取整到十元"
	case own.delta != nil && other.delta != nil:
		own, other = paidView{delta: own.delta}, paidView{delta: other.delta}
		c.Scale = "本次增减额的中位数（元/月）"
	default:
		return c, nil
	}
	return c, c.draw([]besideSide{{v.foundLabel(), own}, {v.otherLabel(), other}})
}

// A besideSide is one side with its name.
type besideSide struct {
	label string
	paid  paidView
}

func (c *besideChart) draw(sides []besideSide) error {
	var longest lang.Decimal
	for _, s := range sides {
		from, to := s.paid.span()
		longest = max(longest, from, to)
	}
	for i, s := range sides {
		bar := besideBar{Y: i * besideHeight, Label: s.label, Amounts: s.paid.words()}
		from, to := s.paid.span()
		bar.Loss = to < from || s.paid.delta != nil && *s.paid.delta < 0
		var err error
		if bar.Before, err = shareOf(min(from, to), longest); err != nil {
			return err
		}
		bar.From = bar.Before
		if bar.Changed, err = shareOf(max(from, to)-min(from, to), longest); err != nil {
			return err
		}
		c.Bars = append(c.Bars, bar)
	}
	c.Box = len(sides) * besideHeight
	return nil
}

// span gives where the coloured part of a bar begins and ends; a loss without a
// pay to lose from is drawn by its size.
func (p paidView) span() (from, to lang.Decimal) {
	switch {
	case p.before != nil && p.after != nil:
		return *p.before, *p.after
	case p.after != nil:
		return 0, *p.after
	}
	return 0, max(*p.delta, -*p.delta)
}

func (p paidView) words() string {
	switch {
	case p.before != nil && p.after != nil && p.delta != nil:
		return tens(*p.before) + " → " + tens(*p.after) + "（" + change(*p.delta) + "）"
	case p.after != nil:
		return tens(*p.after)
	}
	return change(*p.delta)
}

// tens writes an amount that is rounded to whole tens.
func tens(d lang.Decimal) string { return thousands(d.Fixed(0)) }

func (v besideView) foundLabel() string { return "有线索的 " + count(v.found) + " 人" }

// otherLabel says who stands on the other side.
func (v besideView) otherLabel() string {
	switch v.kind {
	case risk.BesideTwin:
		return "增加更多的 " + count(v.others) + " 人"
	case risk.BesideInversion:
		return "反超的 " + count(v.others) + " 人"
	case risk.BesidePeers:
		return "同组人员"
	case risk.BesideBoundary:
		return "同一批人若在界线另一侧"
	}
	return v.kind
}
