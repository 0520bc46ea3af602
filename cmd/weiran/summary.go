package main

import (
	"fmt"
	"strconv"
	"strings"

	"weiran/jobs"
	"weiran/reports"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// printSummary prints what a person can act on: who is affected and by how much,
// what was found and who sees to it by when, who cannot be told and what to fill
// in, and where the reports are. Every figure is the reports' own.
func (a *app) printSummary(done *jobs.Done) {
	summary := done.Model.Summary()
	a.printHead(done)
	for _, p := range summary.Policies {
		a.printEffect(p)
	}
	if len(done.Record.Rules) > 0 {
		a.printLevel(summary)
		a.printFindings(summary)
		a.printHotspots(done.Result)
	}
	a.printGaps(summary.Gaps)
	a.printIssues(done.Result)
	a.printFiles(done)
}

func (a *app) section(en, zh string, args ...any) {
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say(en, zh, args...)))
}

func (a *app) printHead(done *jobs.Done) {
	h := done.Record.Heading
	fmt.Fprintln(a.stdout, a.paint(bold, h.Office))
	if h.Sample {
		fmt.Fprintln(a.stdout, a.paint(yellow, a.say("Synthetic sample data: nobody here exists.", "样例数据：人员均为虚构。")))
	}
	fmt.Fprintln(a.stdout, a.say("As of %s, %s on the roster, run %s", "排查基准日 %s，名册 %s，运行编号 %s",
		done.Record.AsOf, persons(done.Record.Counts.Persons), done.Record.ID))
}

// printEffect prints what a policy changes: for how many, by how much, for whom.
func (a *app) printEffect(s reports.PolicySummary) {
	p := s.Policy
	a.section("%s", "%s", strings.TrimSpace(p.Document.Number+" "+p.Title))
	fmt.Fprintln(a.stdout, "  "+a.say("effective %s, first paid %s", "自 %s 起执行，%s 起发放", p.Effective, p.PaidFrom))
	var t table
	t.numbers(1)
	for _, status := range allStatuses {
		t.add("  "+a.statusWord(status), strconv.Itoa(s.Status[status]))
	}
	fmt.Fprintln(a.stdout, t.String())
	if s.Affected() == 0 {
		return
	}
	fmt.Fprintln(a.stdout, "  "+a.say("%s yuan a month in all", "每月合计 %s 元", grouped(s.Delta))+a.arrearsWords(s.Arrears, s.Months))
	if s.Lose > 0 {
		fmt.Fprintln(a.stdout, "  "+a.paint(red, a.say("%s would be paid less", "其中 %s待遇减少", persons(s.Lose))))
	}
	a.printGroups(s.Groups)
}

var allStatuses = []policy.Status{policy.Affected, policy.Unchanged, policy.OutOfScope, policy.CannotTell}

func (a *app) arrearsWords(arrears lang.Decimal, months int64) string {
	if arrears == 0 {
		return ""
	}
	return a.say("; arrears %s yuan over %d months", "；补发合计 %s 元（%d 个月）", grouped(arrears), months)
}

// printGroups prints who is affected by how much, a line for those alike.
func (a *app) printGroups(groups []reports.GroupSummary) {
	if len(groups) == 0 {
		return
	}
	var t table
	for _, g := range groups {
		cells := []string{"  " + g.Label, persons(g.Persons).In(a.lang)}
		t.add(append(cells, a.spread(g.Effect)...)...)
	}
	fmt.Fprintln(a.stdout, "\n"+t.fit(a.width(), 2))
}

// spread says by how much the persons of a group are affected, or why none is.
func (a *app) spread(e reports.Effect) []string {
	switch {
	case e.Affected() == 0:
		return []string{a.paint(dim, a.statusWords(e))}
	case e.Min == e.Max:
		return []string{signed(e.Min)}
	}
	return []string{a.say("%s to %s", "%s 至 %s", signed(e.Min), signed(e.Max)), a.say("median %s", "中位数 %s", signed(e.Median))}
}

// statusWords names the statuses of some persons.
func (a *app) statusWords(e reports.Effect) string {
	var words []string
	for _, status := range allStatuses {
		if e.Status[status] > 0 {
			words = append(words, a.statusWord(status))
		}
	}
	return strings.Join(words, a.say(", ", "、"))
}

func (a *app) statusWord(s policy.Status) string {
	if a.lang == source.Chinese {
		return s.Label()
	}
	return strings.ReplaceAll(s.String(), "_", " ")
}

// printFindings prints a line a rule below what is felt, with its policy where
// there are several.
func (a *app) printFindings(s reports.Summary) {
	found := 0
	var t table
	t.numbers(2)
	for _, felt := range s.Findings {
		found += felt.Findings()
		t.head("  " + a.paint(bold, a.grievance(felt.Grievance)) + a.say(": %s", "：%s", a.ofWhom(felt.Persons)))
		for _, r := range felt.Rules {
			of := r.Rule
			if len(s.Policies) > 1 {
				of += " (" + r.Policy + ")"
			}
			t.add(append(a.ruleCells(r), a.paint(dim, of))...)
		}
	}
	a.section("Findings: %d", "风险线索 %d 条", found)
	if found > 0 {
		fmt.Fprintln(a.stdout, t.fit(a.width(), 3))
	}
}

// ruleCells says what a rule found, of how many, who answers and by when.
func (a *app) ruleCells(r reports.RuleSummary) []string {
	return []string{
		"    " + a.paint(severityStyle(r.Severity), severityWord(r.Severity).In(a.lang)), r.Title,
		a.ofWhom(r.Persons), r.Owner, a.say("by %s", "%s 前", r.Due),
	}
}

// ofWhom counts persons; what is of none is of the policy itself.
func (a *app) ofWhom(n int) string {
	if n == 0 {
		return a.say("the policy", "政策")
	}
	return persons(n).In(a.lang)
}

// printGaps says which fields would tell what cannot be told.
func (a *app) printGaps(gaps []reports.Gap) {
	if len(gaps) == 0 {
		return
	}
	a.section("What cannot be told, and what to fill in", "无法判定，需补充")
	var t table
	t.numbers(2)
	for _, g := range gaps {
		t.add("  "+g.What.In(a.lang), a.paint(dim, g.Field), a.ofWhom(len(g.Persons)), few(g.Persons))
	}
	fmt.Fprintln(a.stdout, t.fit(a.width(), 3))
}

// few names the first few persons by their keys.
func few(persons []string) string {
	const shown = 5
	if len(persons) <= shown {
		return strings.Join(persons, " ")
	}
	return strings.Join(persons[:shown], " ") + " …"
}

func (a *app) printIssues(res *rules.Result) {
	if len(res.Issues) == 0 {
		return
	}
	a.section("Doubts about the roster: %d", "名册疑点 %d 处", len(res.Issues))
	const shown = 5
	var t table
	for _, i := range res.Issues[:min(shown, len(res.Issues))] {
		t.add("  "+i.Person, i.Message.In(a.lang))
	}
	fmt.Fprintln(a.stdout, t.String())
	if len(res.Issues) > shown {
		fmt.Fprintln(a.stdout, "  "+a.say("… all of them are in ledger.xlsx", "…… 其余见 ledger.xlsx"))
	}
}

func (a *app) printFiles(done *jobs.Done) {
	a.section("Reports", "报告")
	var t table
	for _, r := range reports.All() {
		t.add("  "+done.Path(r.Name), a.paint(dim, r.Title.In(a.lang)))
	}
	fmt.Fprintln(a.stdout, t.String())
}
