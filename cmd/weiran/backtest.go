package main

import (
	"context"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
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
	format  choice
}

func (a *app) backtestCommand() *cobra.Command {
	f := backtestFlags{format: choice{value: "text", known: []string{"text", "json"}}}
	c := a.command(manual{
		use:   "backtest --from DATE --to DATE [--roster FILE] [--petitions FILE] [--policy FILE…] [--visits N]",
		short: source.Say("hold the scores of past policies against the petitions that followed", "用历史信访检验分值：回看既往政策"),
		long: source.Say(
			"Replays the policies that took effect in a span, each as of the day when its\ndocument was issued (or, where that is not known, when it took effect), knowing\nonly the petitions before it, and says how well the scores told who petitioned\nwithin twelve months. Without --policy all shipped policies of the span are\nreplayed.\n\nPetitions say who dared and was recorded, not who was wronged: scores are for\nsettling grievances, not for restricting anybody.",
			"回看一段时间内生效的政策：每项以文件印发日（不详的以执行日）为基准日，只看此前的\n信访，检验分值对其后十二个月内信访的预测效果。不写 --policy 时回看全部内置政策。\n\n当时尚未离退休的、政策执行前已去世的人员不计入；此后的去世时间和信访办理状态不予\n采用。待遇和职级按现在的数据：当时是多少，名册并无记载。\n\n信访记录只反映敢于反映且被登记的人：分值用于化解诉求，不得用于限制任何人。"),
		example: source.Say(
			"weiran demo\nweiran backtest --from 2011-01-01 --to 2014-12-31 --roster weiran-demo/roster.csv --petitions weiran-demo/petitions.csv\n# for programs\nweiran backtest --from 2011-01-01 --to 2014-12-31 --visits 50 --format json",
			"weiran demo\nweiran backtest --from 2011-01-01 --to 2014-12-31 --roster weiran-demo/roster.csv --petitions weiran-demo/petitions.csv\n# 供程序读取\nweiran backtest --from 2011-01-01 --to 2014-12-31 --visits 50 --format json"),
	}, func(cmd *cobra.Command, _ []string) error {
		if cmd.Flags().Changed("visits") && (f.visits < 1 || f.visits > configs.MostVisits) {
			return usage(source.Say("--visits must be from 1 to %d", "--visits 应为 1 至 %d", configs.MostVisits), source.Text{})
		}
		return a.backtest(cmd.Context(), f)
	})
	a.bindPast(c, &f.pastFlags)
	c.Flags().UintVar(&f.visits, "visits", 0, a.say("how many `VISITS` staff can make (default: the configuration's, else 20)", "能够走访的`人次`（默认用配置文件所写，未写为 20）"))
	c.Flags().BoolVar(&f.persons, "persons", false, a.say("name by key who petitioned unpredicted", "列出未预测到的信访人员编号"))
	c.Flags().Var(&f.format, "format", a.say("`FORMAT`: text or json, which names nobody without --persons (default text)", "`格式`：text 或 json（不加 --persons 不含人员编号；默认 text）"))
	offer(c, "format", f.format.known)
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
	visits := int(f.visits)
	if visits == 0 {
		visits = int(s.config.Visits)
	}
	b, err := jobs.RunBacktest(ctx, p, visits)
	if err != nil {
		return err
	}
	b.Notes = limits(b.Events, b.Notes)
	if f.format.value == "json" {
		return writeJSON(a.stdout, backtestOf(b, a.lang, f.persons))
	}
	a.printBacktest(b)
	a.printDeciles(b.Deciles)
	a.printMissed(b.Missed, f.persons)
	a.printNotes(b.Notes)
	return nil
}
