package policy

import (
	"fmt"
	"strings"
)

// result explains what the amount does to the pay item, and the arrears.
func (e *explanation) result(item *Item, c Clause) {
	label := e.label(item)
	before, known := c.Before.Decimal()
	after, _ := c.After.Decimal()
	switch {
	case item.Sets:
		e.stepLine(label, "由 "+yuan(before)+" 改为 "+yuan(after), signed(c.Delta)+" 元/月")
	case known:
		e.stepLine(label, yuan(before)+" "+plus(c.Delta), yuan(after)+" 元/月")
	default:
		e.stepLine(label, "原标准未知", signed(c.Delta)+" 元/月")
	}
	if e.months > 0 && c.Delta != 0 {
		e.stepLine("补发", yuan(c.Delta)+" × "+e.period(), yuan(c.Arrears)+" 元")
	}
}

// period names the months of arrears: 8 个月（2014-10 至 2015-05）.
func (e *explanation) period() string {
	year, month, _ := e.policy.Effective.Civil()
	last := int64(year)*12 + int64(month) - 1 + e.months - 1
	return fmt.Sprintf("%d 个月（%04d-%02d 至 %04d-%02d）", e.months, year, month, last/12, last%12+1)
}

// conclude explains the totals, or what keeps the outcome open.
func (e *explanation) conclude() {
	o := e.outcome()
	if o.Status == Affected || o.Status == Unchanged {
		e.total(o)
	}
	e.clauseLine("", "结论", strings.Join(e.obstacles(o), "；"), o.Status.Label())
}

func (e *explanation) total(o Outcome) {
	var parts strings.Builder
	for i, c := range o.Clauses {
		if i == 0 {
			parts.WriteString(yuan(c.Delta))
			continue
		}
		parts.WriteString(" " + plus(c.Delta))
	}
	e.clauseLine("", "每月合计", parts.String(), signed(o.Delta)+" 元/月")
	if before, ok := o.Before.Decimal(); ok {
		after, _ := o.After.Decimal()
		e.stepLine("调整前后", yuan(before)+" "+plus(o.Delta), yuan(after)+" 元/月")
	}
	if o.Months > 0 && o.Delta != 0 {
		e.stepLine("补发合计", yuan(o.Delta)+" × "+e.period(), yuan(o.Arrears)+" 元")
	}
}

// obstacles names the missing fields by their labels, and what failed.
func (e *explanation) obstacles(o Outcome) []string {
	var obstacles []string
	for _, name := range o.Missing {
		if f, ok := e.input(name); ok {
			name = f.Label + "（" + name + "）"
		}
		obstacles = append(obstacles, "缺少 "+name)
	}
	for _, r := range o.Reasons {
		obstacles = append(obstacles, r.Message.ZH)
	}
	return obstacles
}
