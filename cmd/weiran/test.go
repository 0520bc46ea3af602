package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/source"
)

func (a *app) testCommand() *cobra.Command {
	var schema string
	c := a.command(manual{
		use:   "test [FILE|FOLDER]…",
		short: source.Say("run the worked cases of policies and rules", "运行政策和规则文件中的算例"),
		long: source.Say(
			"Runs the cases that policy and rule files state, and prints what differs from\nwhat they state. Without files it runs those of everything shipped.",
			"运行政策、规则文件中所列的算例，列出与所列结果不符之处。不带文件时运行全部内置算例。"),
		example: source.Say("weiran test\nweiran test my-policy.yaml", "weiran test\nweiran test 我的政策.yaml"),
	}, func(cmd *cobra.Command, args []string) error { return a.test(cmd.Context(), args, schema) })
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&schema, "schema", "", a.say("schema `FILE` to read the cases with (default: the shipped one)", "算例所用的名册结构`文件`（默认用内置结构）"))
	return c
}

func (a *app) test(ctx context.Context, names []string, schema string) error {
	books, err := booksToTest(names, schema)
	if err != nil {
		return err
	}
	tallies, err := books.RunCases(ctx)
	if err != nil {
		return err
	}
	var all source.Problems
	var t table
	t.numbers(1)
	cases, failed := 0, 0
	for _, tally := range tallies {
		t.add(a.tallyVerdict(tally), fmt.Sprint(tally.Cases), tally.File)
		cases, failed = cases+tally.Cases, failed+tally.Failed()
		all = append(all, tally.Failures...)
	}
	fmt.Fprintln(a.stdout, t.String())
	a.printProblems(all)
	fmt.Fprintln(a.stdout, a.say("%d passed, %d failed", "通过 %d 例，不符 %d 例", cases-failed, failed))
	return silently(all.Err())
}

// booksToTest opens the files named, or else everything shipped.
func booksToTest(names []string, schema string) (*jobs.Books, error) {
	files := append(library.Policies(), library.Rules()...)
	if len(names) > 0 {
		var err error
		if files, err = jobs.ReadFiles(names, files); err != nil {
			return nil, err
		}
	}
	return jobs.OpenFiles(schema, files)
}

func (a *app) tallyVerdict(t jobs.Tally) string {
	if t.Failed() == 0 {
		return a.paint(green, a.say("ok", "通过"))
	}
	return a.paint(red, a.say("bad", "不符"))
}
