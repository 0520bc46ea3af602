package main

import (
	"fmt"
	"strings"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// printRules prints rules in full, one below the other.
func (a *app) printRules(groups []ruleGroup) {
	between := ""
	for _, g := range groups {
		for _, r := range g.asked {
			fmt.Fprint(a.stdout, between)
			a.printRule(g, r)
			between = "\n"
		}
	}
}

func (a *app) printRule(g ruleGroup, r *risk.Rule) {
	fmt.Fprintf(a.stdout, "%s  %s\n", a.paint(bold, r.ID), r.Title)
	fmt.Fprintln(a.stdout, a.ruleHead(g, r))
	a.ruleText(source.Say("condition", "条件"), r.When.Text())
	a.ruleText(source.Say("says", "说明"), r.Says.Text())
	a.ruleText(source.Say("advice", "处置建议"), r.Advice.Text())
	var reads table
	for _, f := range r.Measures() {
		reads.add("  "+f.Name, f.Label)
	}
	if len(reads.rows) > 0 {
		a.section("reads", "读取的指标")
		fmt.Fprintln(a.stdout, reads.String())
	}
	a.ruleCases(g, r)
}

// ruleCases prints the cases of the rule's file. Each states all that the file's rules
// find in it, so that of a rule it is silent on nothing may be found.
func (a *app) ruleCases(g ruleGroup, r *risk.Rule) {
	if len(g.Cases) == 0 {
		return
	}
	a.section("cases", "测试算例")
	for _, c := range g.Cases {
		found := a.say("finds nothing", "不命中")
		if whom := a.foundIn(c, r.ID); len(whom) > 0 {
			found = a.say("finds %s", "命中 %s", strings.Join(whom, a.say(", ", "、")))
		}
		fmt.Fprintln(a.stdout, a.paragraph("  ", c.Name+a.say(": ", "：")+found))
	}
}

// foundIn names those whom a rule must find in a case.
func (a *app) foundIn(c risk.Case, rule string) (whom []string) {
	for _, e := range c.Expect {
		if e.Rule == rule {
			whom = append(whom, e.Whom().In(a.lang))
		}
	}
	return whom
}

// ruleHead lines up what a rule weighs, and who answers it.
func (a *app) ruleHead(g ruleGroup, r *risk.Rule) string {
	var t table
	line := func(name, value source.Text) { t.add("  "+a.paint(dim, name.In(a.lang)), value.In(a.lang)) }
	line(source.Say("group", "规则组"), source.Say("%s  %s", "%s  %s", g.ID, g.Title))
	line(source.Say("stands at", "位置"), source.Say("%s", "%s", r.Pos))
	line(source.Say("asked of", "适用对象"), scopeWords[r.Scope])
	line(source.Say("severity", "严重程度"), severityWord(r.Severity))
	line(source.Say("eased", "处置后"), easedWord(r.Eased))
	line(source.Say("points", "分值"), source.Say("%d", "%d", r.Points))
	line(source.Say("grievance", "诉求类型"), source.Text{EN: r.Grievance, ZH: risk.GrievanceLabel(r.Grievance)})
	line(source.Say("test", "四性"), source.Text{EN: r.Test, ZH: risk.TestLabel(r.Test)})
	line(source.Say("owner", "责任单位"), source.Say("%s", "%s", r.Owner))
	line(source.Say("within", "答复期限"), days(r.Within))
	line(source.Say("cite", "依据"), source.Say("%s", "%s", r.Cite))
	if r.Scope == risk.PersonScope {
		line(source.Say("limit", "命中上限"), limitWords(r.Limit))
	}
	return t.String()
}

// ruleText prints a text of a rule below its name, on the lines of the file, or
// on as many as a terminal needs.
func (a *app) ruleText(name source.Text, text string) {
	a.section("%s", "%s", name)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if width := a.width(); width > 0 {
		var fitted []string
		for _, line := range lines {
			fitted = append(fitted, folded(line, width-2)...)
		}
		lines = fitted
	}
	fmt.Fprintf(a.stdout, "  %s\n", strings.Join(lines, "\n  "))
}

var scopeWords = map[risk.Scope]source.Text{
	risk.PersonScope:    {EN: "every person", ZH: "逐人"},
	risk.PolicyScope:    {EN: "the policy, once", ZH: "逐项政策"},
	risk.MilestoneScope: {EN: "each milestone of the policy", ZH: "逐个步骤"},
}

// easedWord says what is left of a finding once its advice has been carried out.
func easedWord(s risk.Severity) source.Text {
	if s == risk.None {
		return source.Say("nothing is left", "消除")
	}
	return severityWord(s)
}

// limitWords says how many findings a rule may have under one policy.
func limitWords(l risk.Limit) source.Text {
	switch {
	case l.Percent > 0:
		return source.Say("%d%% of the roster", "名册人数的 %d%%", l.Percent)
	case l.Persons > 0:
		return persons(int(l.Persons))
	}
	return source.Say("%d persons, or one in %d of the roster where that is more", "%d 人，名册人数的 1/%d 更多时取后者",
		risk.DefaultLimit, risk.LimitShare)
}
