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
		a.printEffect(p)
	}
	a.printFindings(done)
	a.printUnknowns(done.Result)
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
	fmt.Fprintln(a.stdout, a.say("As of %s, %d persons on the roster, run %s", "排查基准日 %s，名册 %d 人，运行编号 %s",
		done.Record.AsOf, done.Record.Counts.Persons, done.Record.ID))
}

// printEffect prints what a policy changes, and for how many.
func (a *app) printEffect(r rules.PolicyResult) {
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
	fmt.Fprintln(a.stdout, "  "+a.say(
		"a month %s yuan in all; a person %s to %s, half of them at least %s",
		"每月合计 %s 元；每人 %s 至 %s 元，中位数 %s 元",
		grouped(e.month), signed(e.deltas[0]), signed(e.deltas[len(e.deltas)-1]), signed(e.deltas[len(e.deltas)/2])))
	if e.arrears != 0 {
		fmt.Fprintln(a.stdout, "  "+a.say("arrears %s yuan over %d months", "补发合计 %s 元（%d 个月）", grouped(e.arrears), p.ArrearsMonths()))
	}
}

func (a *app) statusWord(s policy.Status) string {
	if a.lang == source.Chinese {
		return s.Label()
	}
	return strings.ReplaceAll(s.String(), "_", " ")
}

// An effect is one policy's figures over everybody.
type effect struct {
	persons [4]int         // by status
	deltas  []lang.Decimal // yuan a month of the affected, ascending
	month   lang.Decimal   // Σ of the deltas
	arrears lang.Decimal
}

// effectOf adds up a policy. The reports have added up the same outcomes before,
// so that no sum overflows here.
func effectOf(r rules.PolicyResult) effect {
	var e effect
	for _, o := range r.Outcomes {
		e.persons[o.Status]++
		if o.Status != policy.Affected {
			continue
		}
		e.deltas = append(e.deltas, o.Delta)
		e.month += o.Delta
		e.arrears += o.Arrears
	}
	slices.Sort(e.deltas)
	return e
}

// A ruleCount is what one rule found.
type ruleCount struct {
	finding risk.Finding // one of them, for what all share
	title   string
	persons int
}

func (a *app) printFindings(done *jobs.Done) {
	if done.Record.Rules == nil || len(done.Record.Rules) == 0 {
		return
	}
	a.section("%d findings", "风险线索 %d 条", len(done.Result.Findings))
	if len(done.Result.Findings) == 0 {
		return
	}
	var t table
	t.numbers(2)
	for _, c := range countRules(done.Result.Findings, done.Titles()) {
		f := c.finding
		t.add("  "+a.paint(severityStyle(f.Severity), severityWord(f.Severity).In(a.lang)), c.title,
			a.say("%d", "%d 人", c.persons), f.Owner, a.say("by %s", "%s 前", f.Due), a.paint(dim, f.Rule))
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

// printUnknowns says which fields would tell what cannot be told.
func (a *app) printUnknowns(res *rules.Result) {
	counts := missingFields(res)
	if len(counts) == 0 {
		return
	}
	a.section("What cannot be told, and what to fill in", "无法判定，需补充")
	labels := fieldLabels(res)
	var t table
	t.numbers(2)
	for _, c := range counts {
		t.add("  "+labels[c.field], a.paint(dim, c.field), a.say("%d persons", "%d 人", len(c.persons)), a.who(c.persons))
	}
	fmt.Fprintln(a.stdout, t.String())
}

// A missing is a field that would decide something about some persons.
type missing struct {
	field   string
	persons []string // keys, in order
}

func missingFields(res *rules.Result) []missing {
	persons := map[string][]string{}
	note := func(person string, fields []string) {
		for _, f := range fields {
			if !slices.Contains(persons[f], person) {
				persons[f] = append(persons[f], person)
			}
		}
	}
	for _, p := range res.Policies {
		for row, o := range p.Outcomes {
			note(res.Roster.Person(row), o.Missing)
		}
	}
	for _, u := range res.Unsure {
		note(u.Person, u.Missing)
	}
	var all []missing
	for field, who := range persons {
		slices.Sort(who)
		all = append(all, missing{field, who})
	}
	slices.SortFunc(all, func(a, b missing) int {
		return cmp.Or(cmp.Compare(len(b.persons), len(a.persons)), cmp.Compare(a.field, b.field))
	})
	return all
}

func fieldLabels(res *rules.Result) map[string]string {
	labels := map[string]string{}
	for _, f := range res.Roster.Schema.LangFields() {
		labels[f.Name] = f.Label
	}
	return labels
}

// who names the first few persons by their keys.
func (a *app) who(persons []string) string {
	const few = 5
	if len(persons) <= few {
		return strings.Join(persons, " ")
	}
	return strings.Join(persons[:few], " ") + " …"
}

func (a *app) printIssues(res *rules.Result) {
	if len(res.Issues) == 0 {
		return
	}
	a.section("%d doubts about the roster", "名册疑点 %d 处", len(res.Issues))
	const few = 5
	var t table
	for _, i := range res.Issues[:min(few, len(res.Issues))] {
		t.add("  "+i.Person, i.Message.In(a.lang))
	}
	fmt.Fprintln(a.stdout, t.String())
	if len(res.Issues) > few {
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
