package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"weiran/jobs"
	"weiran/reports"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// printSummary prints what a person can act on: who is affected and by how much,
// what was found and who sees to it by when, who cannot be told and what to fill
// in, and where the reports are.
func (a *app) printSummary(done *jobs.Done) {
	a.printHead(done)
	for _, p := range done.Result.Policies {
		a.printEffect(done.Result, p)
	}
	a.printFindings(done)
	a.printGaps(done.Result)
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
func (a *app) printEffect(res *rules.Result, r rules.PolicyResult) {
	p := r.Policy
	a.section("%s", "%s", strings.TrimSpace(p.Document.Number+" "+p.Title))
	fmt.Fprintln(a.stdout, "  "+a.say("effective %s, first paid %s", "自 %s 起执行，%s 起发放", p.Effective, p.PaidFrom))
	e := effectOf(r)
	var t table
	t.numbers(1)
	for _, s := range []policy.Status{policy.Affected, policy.Unchanged, policy.OutOfScope, policy.CannotTell} {
		t.add("  "+a.statusWord(s), strconv.Itoa(e.persons[s]))
	}
	fmt.Fprintln(a.stdout, t.String())
	if len(e.deltas) == 0 {
		return
	}
	fmt.Fprintln(a.stdout, "  "+a.say("%s yuan a month in all", "每月合计 %s 元", grouped(e.month))+a.arrearsWords(e.arrears, p.ArrearsMonths()))
	if e.lose > 0 {
		fmt.Fprintln(a.stdout, "  "+a.paint(red, a.say("%s would be paid less", "其中 %s 待遇减少", persons(e.lose))))
	}
	a.printGroups(groupsOf(res, r))
}

func (a *app) arrearsWords(arrears lang.Decimal, months int64) string {
	if arrears == 0 {
		return ""
	}
	return a.say("; arrears %s yuan over %d months", "；补发合计 %s 元（%d 个月）", grouped(arrears), months)
}

// printGroups prints who is affected by how much, a line for those alike.
func (a *app) printGroups(groups []*group) {
	if len(groups) < 2 {
		return // the totals say it all
	}
	var t table
	for _, g := range groups {
		cells := append([]string{"  " + g.words[0]}, g.words[1:]...)
		cells = append(cells, persons(g.count()).In(a.lang))
		t.add(append(cells, a.spread(&g.effect)...)...)
	}
	fmt.Fprintln(a.stdout, "\n"+t.String())
}

// spread says by how much the persons of a group are affected.
func (a *app) spread(e *effect) []string {
	if len(e.deltas) == 0 {
		return nil
	}
	low, high := slices.Min(e.deltas), slices.Max(e.deltas)
	if low == high {
		return []string{signed(low)}
	}
	return []string{a.say("%s to %s", "%s 至 %s", signed(low), signed(high)), a.say("median %s", "中位数 %s", signed(e.median()))}
}

func (a *app) statusWord(s policy.Status) string {
	if a.lang == source.Chinese {
		return s.Label()
	}
	return strings.ReplaceAll(s.String(), "_", " ")
}

// A ruleCount is what one rule found.
type ruleCount struct {
	finding risk.Finding // one of them, for what all share
	title   string
	persons int
}

func (a *app) printFindings(done *jobs.Done) {
	if len(done.Record.Rules) == 0 {
		return
	}
	a.section("Findings: %d", "风险线索 %d 条", len(done.Result.Findings))
	if len(done.Result.Findings) == 0 {
		return
	}
	var t table
	t.numbers(2)
	for _, c := range countRules(done.Result.Findings, done.Books.RuleTitles()) {
		f := c.finding
		t.add("  "+a.paint(severityStyle(f.Severity), severityWord(f.Severity).In(a.lang)), c.title,
			persons(c.persons).In(a.lang), f.Owner, a.say("by %s", "%s 前", f.Due), a.paint(dim, f.Rule))
	}
	fmt.Fprintln(a.stdout, t.String())
}

// countRules gathers the findings by policy and rule, the gravest first.
func countRules(findings []risk.Finding, titles map[string]string) []*ruleCount {
	var counts []*ruleCount
	for _, f := range findings {
		at := slices.IndexFunc(counts, func(c *ruleCount) bool {
			return c.finding.Rule == f.Rule && c.finding.Policy == f.Policy
		})
		if at < 0 {
			at = len(counts)
			counts = append(counts, &ruleCount{finding: f, title: titles[f.Rule]})
		}
		counts[at].persons++
	}
	slices.SortStableFunc(counts, func(a, b *ruleCount) int {
		return cmp.Or(cmp.Compare(gravity(b.finding), gravity(a.finding)), cmp.Compare(b.persons, a.persons))
	})
	return counts
}

func gravity(f risk.Finding) int64 {
	return int64(slices.Index([]string{"low", "medium", "high"}, f.Severity))*1000 + f.Points
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
