package main

import (
	"context"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/source"
)

func (a *app) reportCommand() *cobra.Command {
	var out string
	c := a.command(manual{
		use:   "report RUN [--out FOLDER]",
		short: source.Say("make the reports of a run folder again", "根据结果文件夹重新生成报告"),
		long: source.Say(
			"Makes the reports again from the roster, the policies and the rules in a run\nfolder, in place or into another folder. The ledger and rejects.csv are kept as\nthey are: they hold what the folder's roster leaves out.",
			"根据结果文件夹中的名册、政策和规则重新生成报告，写回原处或另一文件夹。\n台账和 rejects.csv 原样保留，因为其中有文件夹内名册所不含的内容。"),
		example: source.Say("weiran report run\nweiran report run --out run-again", "weiran report 结果\nweiran report 结果 --out 结果-重做"),
	}, func(cmd *cobra.Command, args []string) error { return a.report(cmd.Context(), args[0], out) })
	c.Args = exactly(1, source.Say("the RUN folder", "结果文件夹"))
	c.Flags().StringVarP(&out, "out", "o", "", a.say("`FOLDER` to write to (default: the run's own)", "写入的`文件夹`（默认为原文件夹）"))
	return c
}

func (a *app) report(ctx context.Context, dir, out string) error {
	done, err := jobs.Rerender(ctx, dir, or(out, dir))
	if err != nil {
		return err
	}
	a.printSummary(done)
	return nil
}
