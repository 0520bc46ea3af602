package main

import (
	"fmt"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// listRules prints a line for each rule, below the line of its group.
func (a *app) listRules(groups []ruleGroup) {
	t := table{}
	t.numbers(3, 7)
	t.add("  "+a.say("rule", "规则"), a.say("title", "名称"), a.say("severity", "程度"), a.say("points", "分值"),
		a.say("grievance", "诉求"), a.say("test", "四性"), a.say("owner", "责任单位"), a.say("within", "期限"))
	count := 0
	for _, g := range groups {
		t.head(a.paint(bold, g.ID) + "  " + g.Title)
		for _, r := range g.asked {
			t.add("  "+r.ID, r.Title, a.paint(severityStyle(r.Severity), severityWord(r.Severity).In(a.lang)), fmt.Sprint(r.Points),
				a.grievance(r.Grievance), a.testName(r.Test), r.Owner, days(r.Within).In(a.lang))
		}
		count += len(g.asked)
	}
	fmt.Fprintln(a.stdout, t.fit(a.width(), 2))
	fmt.Fprintf(a.stdout, "\n%s\n", a.say("%s in %s", "%s，%s", counted(count, "rule", "rules", "条规则"), counted(len(groups), "group", "groups", "组")))
}

// testName names one of the four tests of 社会稳定风险评估.
func (a *app) testName(t risk.Test) string {
	if a.lang == source.Chinese {
		return risk.TestLabel(t)
	}
	return t
}

func days(n int64) source.Text { return counted(int(n), "day", "days", "天") }
