package main

import (
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// printBesides lays the calculation of a person beside each other that there is, and
// says where there is none.
func (a *app) printBesides(person string, p jobs.PolicyExplanation) {
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say("side by side, in yuan", "逐条对照（元）")))
	if len(p.Besides) == 0 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paragraph("  ", a.say("what the person gains cannot be told, so there is no calculation to hold beside another", "本人结果无法判定，没有可以对照的计算")))
	}
	told := map[string]bool{}
	for _, b := range a.gathered(p.Besides) {
		fmt.Fprintf(a.stdout, "\n%s\n", a.paragraph("  ", a.besideWords(b)))
		if !b.Found() {
			continue
		}
		for _, why := range a.whyBeside(b, p) {
			fmt.Fprintln(a.stdout, a.paragraph("    ", why))
		}
		key := headerOf(b)
		if told[key] { // the two calculations are the same, whatever puts them beside each other
			fmt.Fprintln(a.stdout, a.paragraph("    ", a.say("the calculation stands above", "计算见上")))
			continue
		}
		told[key] = true
		fmt.Fprintf(a.stdout, "\n%s\n", a.sideBySide(person, p, b).fit(a.width()))
	}
}

// gathered puts the kinds of persons of whom there is nobody into one, by their names:
// a rule file may look for many.
func (a *app) gathered(besides []jobs.Beside) (gathered []jobs.Beside) {
	at := map[string]int{}
	for _, b := range besides {
		first, seen := at[b.Kind]
		switch nobody := !b.Found() && !b.Open() && b.Reason.Empty(); {
		case nobody && seen:
			gathered[first].Name += a.say(", ", "、") + b.Name
			continue
		case nobody:
			at[b.Kind] = len(gathered)
		}
		gathered = append(gathered, b)
	}
	return gathered
}

// paragraph folds a text to the terminal behind a margin.
func (a *app) paragraph(margin, text string) string {
	width := a.width()
	if width == 0 {
		return margin + text
	}
	return margin + strings.Join(folded(text, width-len(margin)), "\n"+margin+"  ")
}

// besideWords says who stands beside the person, that nobody does, or why that cannot
// be told.
func (a *app) besideWords(b jobs.Beside) string {
	kind := a.besideKind(b)
	switch {
	case b.Line != nil:
		return kind + b.Line.Words()
	case b.With != nil && b.Kind == risk.BesideTwin:
		return kind + a.say("%s gains %s more", "%s 多增 %s", b.With.Person, grouped(b.With.Gap))
	case b.With != nil:
		return kind + a.say("%s was not above before and ends %s above", "%s 原不高于本人，调整后高出 %s", b.With.Person, grouped(b.With.Gap))
	case !b.Reason.Empty():
		return kind + a.say("cannot tell; %s", "无法判定；%s", b.Reason)
	case b.Open():
		return kind + a.say("cannot tell; fill in: %s", "无法判定；需补充：%s", strings.Join(b.Missing, ", "))
	case b.Kind == risk.BesideTwin:
		return kind + a.say("nobody gains more", "没有增加更多的人")
	case b.Kind == risk.BesideInversion:
		return kind + a.say("nobody comes out above", "没有反超的人")
	}
	return kind + a.say("on the wrong side of none", "没有使本人少得的界线")
}

func (a *app) besideKind(b jobs.Beside) string {
	switch b.Kind {
	case risk.BesideTwin:
		return a.say("twin (%s): ", "条件相近（%s）：", b.Name)
	case risk.BesideInversion:
		return a.say("inversion (%s): ", "倒挂（%s）：", b.Name)
	}
	return a.say("the nearest line: ", "最近的界线：")
}

// whyBeside says what makes the difference: what of the two decides it, which across
// a line stands in the headline already, and the clause.
func (a *app) whyBeside(b jobs.Beside, p jobs.PolicyExplanation) []string {
	if b.Line != nil {
		return append([]string{or(b.Line.Boundary.Cite(), p.Policy.Title)}, a.byDegrees(b, p.Outcome)...)
	}
	if b.With.Because == "" {
		return []string{b.With.Clause}
	}
	return []string{a.say("because: %s; %s", "原因：%s；%s", b.With.Because, b.With.Clause)}
}

// byDegrees says how much of the difference across a line is not of the line itself:
// a percentage of a pay that is higher there.
func (a *app) byDegrees(b jobs.Beside, own policy.Outcome) []string {
	if b.Other.Status == policy.CannotTell {
		return nil
	}
	rest := b.Other.Delta - own.Delta - b.Line.Cost
	if rest == 0 {
		return nil
	}
	return []string{a.say("of the difference the line makes %s; %s comes by degrees on the way there",
		"差额中由界线造成 %s，另有 %s 是数额逐步变化所致", signed(b.Line.Cost), signed(rest))}
}

// headerOf names the other calculation: whose it is, or on which side of the line.
func headerOf(b jobs.Beside) string {
	if b.Line != nil {
		return b.Line.Other.String()
	}
	return b.With.Person
}

// sideBySide makes the table of two calculations.
func (a *app) sideBySide(person string, p jobs.PolicyExplanation, b jobs.Beside) sides {
	own, other := p.Outcome, b.Other
	s := sides{
		wide:   []string{a.say("clause", "条款"), person, headerOf(b), a.say("difference", "差额")},
		narrow: []string{a.say("own", "本人"), a.say("other", "对方"), a.say("difference", "差额")},
	}
	if b.Line != nil {
		s.narrow[1] = headerOf(b)
	}
	for _, side := range b.Sides {
		s.add(side.Item.Title, ifApplies(side.Own), ifApplies(side.Other), signed(side.Gap), differs(side.Gap))
	}
	if own.Status != other.Status {
		s.add(a.say("result", "结果"), a.statusWord(own.Status), a.statusWord(other.Status), "")
	}
	if other.Status == policy.CannotTell {
		return s
	}
	s.amounts(a.say("gained a month", "每月增减"), lang.DecimalOf(own.Delta), lang.DecimalOf(other.Delta))
	s.amounts(a.say("paid before", "调整前"), own.Before, other.Before)
	s.amounts(a.say("paid after", "调整后"), own.After, other.After)
	if own.Arrears != 0 || other.Arrears != 0 {
		s.amounts(a.say("arrears in all", "补发合计"), lang.DecimalOf(own.Arrears), lang.DecimalOf(other.Arrears))
	}
	return s
}

// differs marks a clause that brings the one more than the other.
func differs(gap lang.Decimal) string {
	if gap == 0 {
		return ""
	}
	return "←"
}

// ifApplies gives the amount of a clause, or a dash where it does not apply.
func ifApplies(d *lang.Decimal) string {
	if d == nil {
		return "—"
	}
	return grouped(*d)
}

// sides is a table of two calculations: a title, the own amount, the other, and the
// difference, which is marked where it comes from a clause.
type sides struct {
	wide, narrow []string // headers
	rows         [][]string
}

func (s *sides) add(cells ...string) { s.rows = append(s.rows, cells) }

func (s *sides) amounts(title string, own, other lang.Value) {
	gap := "—"
	x, y := ifKnown(own), ifKnown(other)
	if d := less(x, y); d != nil {
		gap = signed(*d)
	}
	s.add(title, amount(own), amount(other), gap)
}

// fit lays the table out: where a terminal is too narrow for it each title stands on
// a line of its own, and the persons are not named again. A width of 0 takes any line.
func (s sides) fit(width int) string {
	var t table
	t.numbers(1, 2, 3)
	for _, row := range append([][]string{s.wide}, s.rows...) {
		t.add(append([]string{"    " + row[0]}, row[1:]...)...)
	}
	whole := t.String()
	if width == 0 || widest(whole) <= width {
		return whole
	}
	var below table
	below.numbers(0, 1, 2)
	below.add(s.narrow...)
	for _, row := range s.rows {
		below.add(row[1:]...)
	}
	amounts := strings.Split(below.String(), "\n")
	lines := []string{"      " + amounts[0]}
	for i, row := range s.rows {
		title := folded(row[0], width-4)
		lines = append(lines, "    "+strings.Join(title, "\n      "))
		lines = append(lines, "      "+amounts[i+1])
	}
	return strings.Join(lines, "\n")
}
