package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/calibrate"
	"weiran/rules/source"
)

// pastFlags are the flags of commands that replay past policies.
type pastFlags struct {
	inputFlags
	from, to dateFlag
}

func (a *app) bindPast(c *cobra.Command, f *pastFlags) {
	a.bindInputs(c, &f.inputFlags)
	c.Flags().Var(&f.from, "from", a.say("policies that take effect from this `DATE` on", "起始`日期`：回看该日及以后生效的政策"))
	c.Flags().Var(&f.to, "to", a.say("policies that take effect up to this `DATE`", "截止`日期`：回看该日及以前生效的政策"))
}

type backtestFlags struct {
	pastFlags
	visits  uint
	persons bool
}

func (a *app) backtestCommand() *cobra.Command {
	var f backtestFlags
	c := a.command(manual{
		use:   "backtest --from DATE --to DATE [--roster FILE] [--petitions FILE] [--policy FILE…] [--visits N]",
		short: source.Say("hold the scores of past policies against the petitions that followed", "用历史信访检验分值：回看既往政策"),
		long: source.Say(
			"Replays the policies that took effect in a span, each as of the day when its\ndocument was issued (or, where that is not known, when it took effect), knowing\nonly the petitions before it, and says how well the scores told who petitioned\nwithin twelve months. Without --policy all shipped policies of the span are\nreplayed.\n\nPetitions say who dared and was recorded, not who was wronged: scores are for\nsettling grievances, not for restricting anybody.",
			"回看一段时间内生效的政策：每项以文件印发日（不详的以执行日）为基准日，只看此前的\n信访，检验分值对其后十二个月内信访的预测效果。不写 --policy 时回看全部内置政策。\n\n信访记录只反映敢于反映且被登记的人：分值用于化解诉求，不得用于限制任何人。"),
		example: source.Say(
			"weiran demo\nweiran backtest --from 2011-01-01 --to 2014-12-31 --roster weiran-demo/roster.csv --petitions weiran-demo/petitions.csv",
			"weiran demo\nweiran backtest --from 2011-01-01 --to 2014-12-31 --roster weiran-demo/roster.csv --petitions weiran-demo/petitions.csv"),
	}, func(cmd *cobra.Command, _ []string) error { return a.backtest(cmd.Context(), f) })
	a.bindPast(c, &f.pastFlags)
	c.Flags().UintVar(&f.visits, "visits", 20, a.say("how many `VISITS` staff can make (default 20)", "能够走访的`人次`（默认 20）"))
	c.Flags().BoolVar(&f.persons, "persons", false, a.say("name by key who petitioned unpredicted", "列出未预测到的信访人员编号"))
	return c
}

// past puts together which policies to replay, and closes over the session's end.
func (a *app) past(ctx context.Context, f pastFlags) (jobs.Past, *session, error) {
	if !f.from.set || !f.to.set || f.from.date > f.to.date {
		return jobs.Past{}, nil, usage(source.Say("--from and --to name a span of days", "--from 和 --to 指定起止日期"),
			source.Say("for example --from 2011-01-01 --to 2014-12-31", "例如 --from 2011-01-01 --to 2014-12-31"))
	}
	s, err := a.open(ctx, f.roster)
	if err != nil {
		return jobs.Past{}, nil, err
	}
	p := jobs.Past{Request: a.request(s.config, f.inputFlags), From: f.from.date, To: f.to.date}
	p.Shelf.Policies = f.policies // the configuration names coming policies, not past ones
	p.Petitions = petitions(f.inputFlags, s.config, s.store)
	if p.People, err = people(f.inputFlags, s.config, s.store); err != nil {
		s.close()
		return p, nil, err
	}
	return p, s, nil
}

func (a *app) backtest(ctx context.Context, f backtestFlags) error {
	p, s, err := a.past(ctx, f.pastFlags)
	if err != nil {
		return err
	}
	defer s.close()
	if f.visits == 0 {
		return usage(source.Say("--visits must be 1 or more", "--visits 至少为 1"), source.Text{})
	}
	b, err := jobs.RunBacktest(ctx, p, int(f.visits))
	if err != nil {
		return err
	}
	a.printBacktest(b)
	a.printMissed(b.Missed, f.persons)
	a.printNotes(b.Notes, b.Events)
	return nil
}

func (a *app) printBacktest(b *jobs.Backtest) {
	fmt.Fprintln(a.stdout, a.paint(bold, a.say("scores: %s", "分值：%s", b.Weights.Basis())))
	var t table
	t.numbers(2, 3)
	t.add(a.say("policy", "政策"), a.say("as of", "基准日"), a.say("persons", "人数"), a.say("petitioned", "信访人数"))
	for _, s := range b.Snapshots {
		t.add(s.Policy, s.AsOf.String(), fmt.Sprint(s.Persons), fmt.Sprint(s.Events))
	}
	fmt.Fprintf(a.stdout, "%s\n\n", t.String())
	var figures table
	figures.add("AUC", fmt.Sprintf("%.3f", b.AUC), a.say("how often one who petitioned scores above one who did not; .5 is chance", "信访者分值高于未信访者的比例；0.5 即与随机无异"))
	figures.add(a.say("average precision", "平均精度"), fmt.Sprintf("%.3f", b.Average), a.say("chance is %.3f", "随机为 %.3f", float64(b.Events)/float64(b.Persons)))
	figures.add(a.say("first %d", "前 %d 人次", b.Cut.K), fmt.Sprint(b.Cut.Events),
		a.say("petitioned: precision %.3f, recall %.3f, lift %.2f", "人信访：精度 %.3f，召回 %.3f，提升 %.2f 倍", b.Cut.Precision, b.Cut.Recall, b.Cut.Lift))
	if len(b.Snapshots) > 1 {
		figures.add("PSI", fmt.Sprintf("%.3f", b.Drift), a.say("drift of the last policy beside the first; above %.2f is another population", "末项政策与首项相比的分布漂移；大于 %.2f 即人群已变", calibrate.Moved))
	}
	a.addReliability(&figures, b.Reliability)
	fmt.Fprintln(a.stdout, figures.fit(a.width(), 2))
}

// addReliability says how far probabilities held, each made of the points by the
// policies before.
func (a *app) addReliability(t *table, r *calibrate.Reliability) {
	if r == nil {
		t.add("Brier", "—", a.say("no earlier policy can turn points into odds", "没有更早的政策可把分值换算为概率，无法计算"))
		return
	}
	t.add("Brier", fmt.Sprintf("%.4f", r.Brier), a.say("skill %.3f", "相对技巧 %.3f", r.Skill))
	t.add(a.say("calibration", "校准"), fmt.Sprintf("%.2f", r.Slope), a.say("slope; intercept %.2f, expected over observed %.2f", "为斜率；截距 %.2f，预期与实际之比 %.2f", r.Intercept, r.Expected))
}

func (a *app) printMissed(missed []jobs.Missed, persons bool) {
	if len(missed) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say("petitions that nobody predicted: their persons had no points", "未预测到的信访（当时没有任何分值的人员）")))
	var t table
	t.numbers(1)
	for _, m := range missed {
		keys := ""
		if persons {
			keys = strings.Join(m.Persons, " ")
		}
		t.add("  "+or(m.Category, a.say("without a category", "未填分类")), fmt.Sprint(m.Petitions), keys)
	}
	fmt.Fprintln(a.stdout, t.String())
}

// printNotes tells what limits the figures.
func (a *app) printNotes(notes []source.Text, events int) {
	if events < calibrate.FewestEvents {
		a.notice(a.say("only %d persons petitioned: the figures are rough, and %d are needed to fit weights", "仅 %d 人次信访：上述数字只供参考，逐项校准至少需 %d 人次", events, calibrate.FewestEvents))
	}
	a.notice(a.say("the roster is that of today: who has left it since is not replayed", "名册为现在的名册：此后离开名册的人员未计入"))
	for _, n := range notes {
		a.notice(n.In(a.lang))
	}
}
