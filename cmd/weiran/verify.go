package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/source"
)

func (a *app) verifyCommand() *cobra.Command {
	c := a.command(manual{
		use:   "verify RUN",
		short: source.Say("work a run folder out again and compare", "重新计算结果文件夹并逐字节比对"),
		long: source.Say(
			"Compares every file of a run folder with its record, works the run out again from\nthe folder alone, and compares every byte. The exit code is 1 where something\ndiffers.",
			"核对结果文件夹中每个文件与运行记录是否一致，再仅凭该文件夹重新计算并逐字节比对。\n有不一致时退出码为 1。"),
		example: source.Say("weiran verify run", "weiran verify 结果"),
	}, func(cmd *cobra.Command, args []string) error { return a.verify(cmd.Context(), args[0]) })
	c.Args = exactly(1, source.Say("the RUN folder", "结果文件夹"))
	return c
}

func (a *app) verify(ctx context.Context, dir string) error {
	checks, err := jobs.Verify(ctx, dir)
	if err != nil {
		return err
	}
	var t table
	differ := 0
	for _, c := range checks {
		if c.Status == jobs.Differs {
			differ++
		}
		t.add(a.checkWord(c.Status), c.File, c.Note.In(a.lang))
	}
	fmt.Fprintln(a.stdout, t.String())
	if differ > 0 {
		fmt.Fprintln(a.stdout, a.say("%d of %d differ", "共 %[2]d 项，%[1]d 项不一致", differ, len(checks)))
		return errSilent
	}
	fmt.Fprintln(a.stdout, a.say("the run comes out the same", "运行结果可完全重现"))
	return nil
}

func (a *app) checkWord(s jobs.Status) string {
	switch s {
	case jobs.Same:
		return a.paint(green, a.say("same", "一致"))
	case jobs.AsRecorded:
		return a.paint(green, a.say("kept", "未改动"))
	}
	return a.paint(red, a.say("differs", "不一致"))
}
