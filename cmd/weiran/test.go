package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/source"
)

type testFlags struct {
	schema   string
	coverage bool
	least    percent // of every file; unset for no threshold
	format   choice
}

// testFormats are the forms in which the worked cases are told.
var testFormats = []string{"text", "json"}

func (a *app) testCommand() *cobra.Command {
	f := testFlags{format: choice{value: testFormats[0], known: testFormats}}
	c := a.command(manual{
		use:   "test [--coverage] [--min-coverage PERCENT] [--format FORMAT] [FILE|FOLDER]…",
		short: source.Say("run the worked cases of policies and rules", "运行政策和规则文件中的算例"),
		long: source.Say(
			"Runs the cases that policy and rule files state, and prints what differs from\nwhat they state. Without files it runs those of everything shipped.\n\n--coverage says what the cases exercise: whether somebody is in scope and somebody\nis not, each item applied and skipped, each row of a table or band and each value\nused, each rule finding somebody and not; and every place that no case reaches.\nWhere a case could be undecided is counted beside it. With --min-coverage the exit\ncode is 1 if a file is below; it is 2 if a case does not come out.",
			"运行政策、规则文件中所列的算例，列出与所列结果不符之处。不带文件时运行全部内置算例。\n\n--coverage 说明算例涉及了哪些内容：范围内外、每个项目适用与不适用、表和分段的每一行、\n每个数值、每条规则命中与不命中，并列出没有算例涉及的每一处；“无法判定”的情形另计。\n用 --min-coverage 时，有文件低于该比例则退出码为 1；有算例不符则退出码为 2。"),
		example: source.Say(
			"weiran test\nweiran test my-policy.yaml\n# what no case reaches\nweiran test --coverage my-policy.yaml\n# for a build: every file at 90% or more\nweiran test --min-coverage 90% policies/ rules/",
			"weiran test\nweiran test 我的政策.yaml\n# 哪些内容没有算例涉及\nweiran test --coverage 我的政策.yaml\n# 供持续集成：每个文件不低于 90%\nweiran test --min-coverage 90% policies/ rules/"),
	}, func(cmd *cobra.Command, args []string) error { return a.test(cmd.Context(), args, f) })
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&f.schema, "schema", "", a.say("schema `FILE` to read the cases with (default: the shipped one)", "算例所用的名册结构`文件`（默认用内置结构）"))
	c.Flags().BoolVar(&f.coverage, "coverage", false, a.say("say which items, rows and rules the cases exercise", "说明算例涉及了哪些项目、行和规则"))
	c.Flags().Var(&f.least, "min-coverage", a.say("least coverage of every file, in `PERCENT`; says the coverage, too", "每个文件的最低覆盖率（`百分比`），并显示覆盖情况"))
	c.Flags().Var(&f.format, "format", a.say("`FORMAT` of the output: text or json", "输出`格式`：text 或 json"))
	offer(c, "format", testFormats)
	return c
}

func (a *app) test(ctx context.Context, names []string, f testFlags) error {
	books, err := booksToTest(names, f.schema)
	if err != nil {
		return err
	}
	tallies, err := books.RunCases(ctx)
	if err != nil {
		return err
	}
	if f.coverage || f.least.set {
		if err := books.Cover(ctx, tallies); err != nil {
			return err
		}
	}
	var all source.Problems
	for _, tally := range tallies {
		all = append(all, tally.Failures...)
	}
	if f.format.value == "json" {
		err = writeJSON(a.stdout, testJSON(tallies))
	} else {
		a.printTallies(tallies, all)
	}
	if err != nil {
		return err
	}
	if err := all.Err(); err != nil {
		return silently(err)
	}
	return f.least.hold(tallies)
}

// printTallies prints how the cases came out, and what they exercise where that
// was asked.
func (a *app) printTallies(tallies []jobs.Tally, all source.Problems) {
	var t table
	t.numbers(1)
	cases, failed := 0, 0
	for _, tally := range tallies {
		t.add(a.tallyVerdict(tally), fmt.Sprint(tally.Cases), tally.File)
		cases, failed = cases+tally.Cases, failed+tally.Failed()
	}
	fmt.Fprintln(a.stdout, t.String())
	a.printProblems(all)
	fmt.Fprintln(a.stdout, a.say("%d passed, %d failed", "通过 %d 例，不符 %d 例", cases-failed, failed))
	a.printCoverage(tallies)
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
