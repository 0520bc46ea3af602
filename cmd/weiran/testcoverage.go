package main

import (
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/coverage"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// A percent is a flag of 0 to 100 percent, written 90 or 90%.
type percent struct {
	tenths int
	set    bool
}

// String gives the share as it is written: 90%, 99.5%.
func (p *percent) String() string {
	if !p.set {
		return ""
	}
	return percentText(p.tenths)
}

// Type names the kind of value in help.
func (p *percent) Type() string { return "percent" }

// Set reads the share, to a tenth of a percent.
func (p *percent) Set(text string) error {
	d, err := lang.ParseDecimal(strings.TrimSuffix(text, "%"))
	if err != nil || d < 0 || d > 100*lang.One || d%(lang.One/10) != 0 {
		return source.Fault{
			Message: source.Say("%q is not a share of 0 to 100 percent", "%q 不是 0 至 100 的百分比", text),
			Hint:    source.Say("write 90% or 99.5%", "请写成 90% 或 99.5%"),
		}
	}
	p.tenths, p.set = int(d/(lang.One/10)), true
	return nil
}

// hold is an error, a difference that a check found, if a file is covered less.
func (p *percent) hold(tallies []jobs.Tally) error {
	var below []string
	for _, t := range tallies {
		if share := t.Points.Counted().Tenths(); p.set && share < p.tenths {
			below = append(below, t.File+" "+percentText(share))
		}
	}
	if len(below) == 0 {
		return nil
	}
	return source.Fault{
		Message: source.Text{
			EN: source.Say("covered less than %s: %s", "", percentText(p.tenths), strings.Join(below, ", ")).EN,
			ZH: source.Say("", "覆盖率低于 %s：%s", percentText(p.tenths), strings.Join(below, "、")).ZH,
		},
		Hint: source.Say("add a case for each place listed", "请为列出的每一处补上算例"),
	}
}

func percentText(tenths int) string {
	if tenths%10 == 0 {
		return fmt.Sprintf("%d%%", tenths/10)
	}
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// printCoverage prints a table of files, and below it every place that no case
// reaches.
func (a *app) printCoverage(tallies []jobs.Tally) {
	t := table{}
	t.numbers(0, 1, 2, 3, 4, 5, 6)
	t.add(a.say("covered", "覆盖"), "", a.say("scope", "范围"), a.say("items", "项目"), a.say("rows", "行"),
		a.say("rules", "规则"), a.say("undecided", "无法判定"), "")
	var open coverage.Points
	for _, tally := range tallies {
		points := tally.Points
		if points == nil {
			continue
		}
		share := points.Counted()
		t.add(a.paint(shareStyle(share), percentText(share.Tenths())), fraction(share),
			fraction(points.Of(coverage.Scope)), fraction(points.Of(coverage.Item)),
			fraction(points.Of(coverage.Row, coverage.Band, coverage.Value)), fraction(points.Of(coverage.Rule)),
			fraction(points.Undecided()), tally.File)
		open = append(open, points.Uncovered()...)
	}
	if len(t.rows) == 1 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", t.String())
	for _, p := range open {
		fmt.Fprintln(a.stdout, a.say("%s: %s %s", "%s：%s %s", p.Pos, p.Name, a.paint(yellow, p.Outcome.Never().In(a.lang))))
	}
}

// shareStyle marks whether anything is left.
func shareStyle(c coverage.Count) style {
	if c.Covered == c.Total {
		return green
	}
	return yellow
}

// fraction writes 3/4, or a dash where there is nothing to cover.
func fraction(c coverage.Count) string {
	if c.Total == 0 {
		return "—"
	}
	return fmt.Sprintf("%d/%d", c.Covered, c.Total)
}
