package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/schedule"
	"weiran/rules/source"
)

// grace is how long running jobs may go on after the program is told to stop.
const grace = time.Minute

type scheduleFlags struct {
	once string
	next uint
}

func (a *app) scheduleCommand() *cobra.Command {
	var f scheduleFlags
	c := a.command(manual{
		use:   "schedule [--once NAME | --next N]",
		short: source.Say("run the jobs of the configuration at their times", "按配置的时间定时排查"),
		long: source.Say(
			"Runs the jobs of the configuration at their times until it is told to stop\n(Ctrl-C or SIGTERM): running jobs are then given a minute to end. A job screens\nas of the day of its slot.",
			"按配置的时间运行各项任务，直到收到停止信号（Ctrl-C 或 SIGTERM）；\n停止时给正在运行的任务一分钟收尾。任务以应运行之日为排查基准日。"),
		example: source.Say(
			"weiran schedule\n# run one job now and end\nweiran schedule --once nightly\n# when the jobs come due\nweiran schedule --next 3",
			"weiran schedule\n# 立即运行一项任务后结束\nweiran schedule --once nightly\n# 查看各任务接下来的运行时间\nweiran schedule --next 3"),
	}, func(cmd *cobra.Command, _ []string) error { return a.schedule(cmd.Context(), f) })
	c.Flags().StringVar(&f.once, "once", "", a.say("run the job of this `NAME` now and end", "立即运行该`名称`的任务后结束"))
	c.Flags().UintVar(&f.next, "next", 0, a.say("print the next `N` times of each job and end", "显示每项任务接下来的 `N` 次运行时间"))
	return c
}

func (a *app) schedule(ctx context.Context, f scheduleFlags) error {
	c, err := a.settings()
	if err != nil {
		return err
	}
	if f.next > 0 {
		return a.printSlots(c, int(f.next))
	}
	if err := jobs.CheckJobs(c); err != nil {
		return err
	}
	st, err := openAny(ctx, c)
	if err != nil {
		return err
	}
	defer st.Close()
	log := a.serviceLog(c)
	d := &jobs.Desk{Store: st, Log: log, Now: a.now}
	all, zone := d.Scheduled(c), c.Schedule.Timezone.Location()
	if f.once != "" {
		return a.once(ctx, all, f.once, a.now().In(zone))
	}
	if err := logNext(log, all, zone, a.now()); err != nil {
		return err
	}
	return schedule.Serve(ctx, all, schedule.Options{Location: zone, Grace: grace, Log: log})
}

// logNext tells the operator that the schedule is up, and when each job comes due.
func logNext(log *slog.Logger, all []schedule.Job, zone *time.Location, now time.Time) error {
	for _, j := range all {
		slots, err := schedule.Next(j.Spec, zone, now, 1)
		if err != nil {
			return jobs.OfJob(j.Name, err)
		}
		log.Info("waiting", "job", j.Name, "next", slots[0].Format(time.RFC3339))
	}
	return nil
}

// once runs one job now, at the slot of this minute.
func (a *app) once(ctx context.Context, all []schedule.Job, name string, now time.Time) error {
	var names []string
	for _, j := range all {
		if j.Name == name {
			return runOnce(ctx, j, now.Truncate(time.Minute))
		}
		names = append(names, j.Name)
	}
	return usage(source.Say("no job is named %q", "没有名为 %q 的任务", name), source.DidYouMean(name, names))
}

// runOnce runs a job at a slot, as long as the job may take.
func runOnce(ctx context.Context, j schedule.Job, slot time.Time) error {
	if j.Timeout > 0 {
		limited, stop := context.WithTimeout(ctx, j.Timeout)
		defer stop()
		ctx = limited
	}
	return j.Run(ctx, slot)
}

// printSlots tells when each job comes due.
func (a *app) printSlots(c configs.Config, n int) error {
	var t table
	for _, j := range c.Schedule.Jobs {
		slots, err := schedule.Next(string(j.Cron), c.Schedule.Timezone.Location(), a.now(), n)
		if err != nil {
			return jobs.Mistake{Err: jobs.OfJob(string(j.Name), err)}
		}
		for _, slot := range slots {
			t.add(j.Name, slot.Format("2006-01-02 15:04 MST"))
		}
	}
	fmt.Fprintln(a.stdout, t.String())
	return nil
}

// serviceLog is the log of a program that nobody watches, as configured.
func (a *app) serviceLog(c configs.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log.Level)) // the configuration was checked
	opt := &slog.HandlerOptions{Level: level}
	if c.Log.Format == configs.FormatJSON {
		return slog.New(slog.NewJSONHandler(a.stderr, opt))
	}
	return slog.New(slog.NewTextHandler(a.stderr, opt))
}
