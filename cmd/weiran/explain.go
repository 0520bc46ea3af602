package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// explainFlags are what explain takes beside what is screened.
type explainFlags struct {
	inputFlags
	from, to monthFlag
	monthly  bool
	format   choice
}

func (a *app) explainCommand() *cobra.Command {
	in := explainFlags{format: choice{value: "text", known: []string{"text", "json"}}}
	c := a.command(manual{
		use:   "explain PERSON --policy FILE… [--roster FILE] [--as-of DATE]",
		short: source.Say("explain one person's result, clause by clause", "逐条说明一个人的计算结果"),
		long: source.Say(
			"Explains what each policy means for one person: every clause with its numbers, to\nbe checked with a desk calculator, and how each finding came about. Then it lays\nthe calculation beside others: that of whoever is alike and gains more, that of a\njunior who comes out above, and the person's own on the other side of the nearest\nline. Last, month by month, what is due, what is paid and which arrears are open.\nPersons are named by the key of the roster. For the findings of a run, name the\npetitions that it had.",
			"说明每项政策对一个人意味着什么：逐条列出算式和数字，可用计算器复核，并说明\n每条风险线索从何而来；再与他人逐条对照：条件相近而增加更多的人、倒挂的人，以及\n本人若在最近一条界线另一侧时的计算；最后逐月列出应发、实发和补发。人员用名册中\n的人员编号指定。要与排查结果一致，请给出排查时用的信访记录。"),
		example: source.Say(
			"# somebody of the sample county that \"weiran demo\" made\nweiran explain YL101 -p cn-2015-3 -r weiran-demo/roster.csv --petitions weiran-demo/petitions.csv --as-of 2015-01-20",
			"# weiran demo 生成的样例县中的一个人\nweiran explain YL101 -p cn-2015-3 -r weiran-demo/roster.csv --petitions weiran-demo/petitions.csv --as-of 2015-01-20"),
	}, func(cmd *cobra.Command, args []string) error { return a.explain(cmd.Context(), args[0], in) })
	c.Args = exactly(1, source.Say("the PERSON", "人员编号"))
	a.bindInputs(c, &in.inputFlags)
	f := c.Flags()
	f.Var(&in.from, "from", a.say("first `MONTH` of the timeline (default: before the first change)", "逐月表的起始`月份`（默认首次变化的前一月）"))
	f.Var(&in.to, "to", a.say("last `MONTH` of the timeline (default: a year after the last first payment)", "逐月表的截止`月份`（默认最后一次首发后一年）"))
	f.BoolVar(&in.monthly, "monthly", false, a.say("list every month, not only those in which something changes", "列出每个月，而不只是有变化的月份"))
	f.Var(&in.format, "format", a.say("`FORMAT`: text or json (default text)", "`格式`：text 或 json（默认 text）"))
	offer(c, "format", in.format.known)
	return c
}

func (a *app) explain(ctx context.Context, person string, in explainFlags) error {
	s, err := a.open(ctx, in.roster)
	if err != nil {
		return err
	}
	defer s.close()
	q := a.request(s.config, in.inputFlags)
	q.Petitions = petitions(in.inputFlags, s.config, s.store)
	if q.People, err = people(in.inputFlags, s.config, s.store); err != nil {
		return err
	}
	e, err := jobs.Explain(ctx, q, jobs.Question{Person: person, From: in.from.month, To: in.to.month})
	if err != nil {
		return err
	}
	if in.format.value == "json" {
		return a.writeExplanation(e)
	}
	a.printExplanation(e)
	a.printScore(e)
	spans := e.Timeline.Spans()
	if in.monthly {
		spans = slices.Collect(slices.Chunk(e.Timeline.Months, 1))
	}
	a.printTimeline(e, spans)
	a.printRowIssues(e)
	return nil
}

// A monthFlag is a month, or not set.
type monthFlag struct{ month *rules.Month }

// String gives the month, or nothing.
func (m *monthFlag) String() string {
	if m.month == nil {
		return ""
	}
	return m.month.String()
}

// Type names the kind of value in help.
func (m *monthFlag) Type() string { return "month" }

// Set reads the month.
func (m *monthFlag) Set(s string) error {
	month, err := rules.ParseMonth(s)
	if err == nil {
		m.month = &month
	}
	return err
}

func (a *app) printExplanation(e *jobs.Explanation) {
	for i, p := range e.Policies {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		a.printPolicyExplanation(e, p)
	}
}

func (a *app) printRowIssues(e *jobs.Explanation) {
	if len(e.Issues) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say("what is wrong with the row", "名册中的问题")))
	for _, i := range e.Issues {
		fmt.Fprintf(a.stdout, "  %s: %s\n", i.Field, i.Message.In(a.lang))
	}
}

func (a *app) printPolicyExplanation(e *jobs.Explanation, p jobs.PolicyExplanation) {
	fmt.Fprintf(a.stdout, "%s\n", a.paint(bold, e.Person+"  "+strings.TrimSpace(p.Policy.Document.Number+" "+p.Policy.Title)))
	fmt.Fprintf(a.stdout, "%s\n\n", a.outcomeLine(p.Outcome))
	fmt.Fprintln(a.stdout, a.calculation(p.Lines))
	titles := e.Books.RuleTitles()
	for _, f := range p.Findings {
		a.printFinding(f, titles[f.Rule])
	}
	for _, u := range p.Unsure {
		fmt.Fprintf(a.stdout, "\n%s %s\n", a.say("cannot decide rule", "无法判定规则"), u.Rule)
		fmt.Fprintf(a.stdout, "  %s\n", or(u.Reason.In(a.lang), a.say("fill in: %s", "需补充：%s", strings.Join(u.Missing, ", "))))
	}
	a.printBesides(e.Person, p)
}

func (a *app) outcomeLine(o policy.Outcome) string {
	status := a.statusWord(o.Status)
	switch o.Status {
	case policy.Affected:
		return a.say("%s: %s → %s, %s a month", "%s：%s → %s，每月 %s 元",
			status, amount(o.Before), amount(o.After), signed(o.Delta)) + a.arrearsWords(o.Arrears, o.Months)
	case policy.CannotTell:
		return status + a.fillIn(o.Missing) + a.because(o.Reasons)
	}
	return status
}

// fillIn names the fields that would tell, if there are any.
func (a *app) fillIn(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return a.say("; fill in: %s", "；需补充：%s", strings.Join(missing, ", "))
}

// because says what failed, if anything did.
func (a *app) because(reasons []source.Fault) string {
	var b strings.Builder
	for _, r := range reasons {
		b.WriteString(a.say("; %s", "；%s", r.Message))
	}
	return b.String()
}

func (a *app) printFinding(f risk.Finding, title string) {
	fmt.Fprintf(a.stdout, "\n%s  %s  %s\n", a.paint(severityStyle(f.Severity), severityWord(f.Severity).In(a.lang)), a.paint(bold, title), a.paint(dim, f.Rule))
	fmt.Fprintln(a.stdout, a.paragraph("  ", f.Says))
	fmt.Fprintln(a.stdout, a.paragraph("  ", a.say("advice: %s", "应对：%s", f.Advice)))
	fmt.Fprintf(a.stdout, "  %s\n", a.paint(dim, a.say("%s, by %s; %s", "%s，%s 前办理；%s", f.Owner, f.Due, f.Cite)))
	for _, v := range f.Trace {
		fmt.Fprintln(a.stdout, a.paragraph("    ", v.Expr+"  = "+v.Value))
	}
}
