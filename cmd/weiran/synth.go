package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/synth"
	"weiran/rules/source"
)

// toStdout is the name of a file that means standard output.
const toStdout = "-"

type synthFlags struct {
	persons int64
	seed    uint64
	out     string
	format  choice
	schema  string
	force   bool
}

func (a *app) synthCommand() *cobra.Command {
	f := synthFlags{format: choice{known: synth.Formats()}}
	c := a.command(manual{
		use:   "synth [--persons N] [--seed S] [--out FILE] [--format csv|parquet]",
		short: source.Say("make a synthetic roster of any size", "生成任意人数的合成名册"),
		long: source.Say(
			"Makes a roster of people who do not exist, for benchmarks, demos and training,\nset on 2015-01-20 as the sample county is. Trouble is planted in it: units and\ntownships where one cause gathers, and rows with errors. What was planted is\nlisted in FILE.planted.csv, to check against what a screening finds.\n\nThe same seed gives the same bytes; a longer roster begins with the same persons.",
			"生成人员均为虚构的名册，供性能测试、演示和培训使用，与样例县一样以 2015 年 1 月 20 日\n为背景。其中埋设了问题：某种起因集中的单位和乡镇，以及有错误的行。埋设的内容列在\n“文件名.planted.csv”中，可与排查结果对照。\n\n同一种子得到逐字节相同的名册；人数更多的名册以同样的人开头。"),
		example: source.Say(
			"weiran synth --persons 1000 --out training.csv\n# a province, for a benchmark\nweiran synth --persons 1000000 --seed 7 --out province.parquet\n# look at a few rows\nweiran synth --persons 5 --out -",
			"weiran synth --persons 1000 --out 培训.csv\n# 一个省的规模，用于性能测试\nweiran synth --persons 1000000 --seed 7 --out 全省.parquet\n# 看几行\nweiran synth --persons 5 --out -"),
	}, func(cmd *cobra.Command, _ []string) error { return a.synth(cmd.Context(), f) })
	flags := c.Flags()
	flags.Int64VarP(&f.persons, "persons", "n", 10_000, a.say("how many `PERSONS` (default 10000)", "`人数`（默认 10000）"))
	flags.Uint64Var(&f.seed, "seed", 1, a.say("`SEED` that the persons depend on (default 1)", "决定全部内容的`种子`（默认 1）"))
	flags.StringVarP(&f.out, "out", "o", "synthetic.csv", a.say("`FILE` to write; - is standard output, without a list (default synthetic.csv)", "写入的`文件`；- 表示标准输出，不附清单（默认 synthetic.csv）"))
	flags.Var(&f.format, "format", a.say("`FORMAT`: csv or parquet, without private fields (default by the name of the file)", "`格式`：csv，或不含私密字段的 parquet（默认按文件名）"))
	flags.StringVar(&f.schema, "schema", "", a.say("schema `FILE` of the roster; fields of its own stay empty (default: the shipped one)", "名册结构`文件`，自加字段留空（默认用内置结构）"))
	flags.BoolVar(&f.force, "force", false, a.say("replace a file that is there already", "覆盖已有的文件"))
	offer(c, "format", f.format.known)
	return c
}

func (a *app) synth(ctx context.Context, f synthFlags) error {
	books, err := jobs.Shelf{Schema: f.schema, Rules: []string{jobs.NoRules}}.Open()
	if err != nil {
		return err
	}
	bar := a.newBar()
	order := synth.Order{
		Persons: f.persons, Seed: f.seed, Schema: books.Schema, Format: f.as(),
		Progress: func(done, total int64) { bar.move(makingPersons, done, total) },
	}
	made, err := a.make(ctx, order, f)
	bar.end()
	if err != nil {
		return wrongOrder(err)
	}
	if len(made.Empty) > 0 {
		a.notice(a.say("nothing is made up for: %s", "以下字段留空：%s", strings.Join(made.Empty, ", ")))
	}
	if f.out != toStdout {
		a.printMade(order, made, f.out)
	}
	return nil
}

// as gives the format: the one asked for, or else that of the file's name.
func (f synthFlags) as() synth.Format {
	switch {
	case f.format.value != "":
		return synth.Format(f.format.value)
	case strings.EqualFold(filepath.Ext(f.out), "."+string(synth.Parquet)):
		return synth.Parquet
	}
	return synth.CSV
}

func (a *app) make(ctx context.Context, order synth.Order, f synthFlags) (synth.Made, error) {
	if f.out == toStdout {
		return order.Write(ctx, a.stdout, io.Discard)
	}
	return order.WriteFile(ctx, synth.File{Path: f.out, Replace: f.force})
}

// wrongOrder makes a mistake of an order that cannot be carried out.
func wrongOrder(err error) error {
	var fault source.Fault
	if errors.As(err, &fault) {
		return jobs.Mistake{Err: err}
	}
	return err
}

func (a *app) printMade(order synth.Order, made synth.Made, path string) {
	fmt.Fprintln(a.stdout, a.paint(yellow, a.say("Synthetic data: nobody here exists.", "合成数据：人员均为虚构。")))
	fmt.Fprintln(a.stdout, a.say("%s: %s, seed %d", "%s：%s，种子 %d", path, persons(int(order.Persons)), order.Seed))
	fmt.Fprintln(a.stdout, a.say("%s: %d hotspots, %s with errors, %s with doubts planted", "%s：埋设聚集点 %d 处，错误 %s，存疑 %s",
		path+synth.PlantedSuffix, made.Hotspots, rows(int(made.Errors)), rows(int(made.Warnings))))
	a.section("What to do next", "接下来可以")
	a.printStep(fmt.Sprintf("screen --roster %s --policy %s --as-of %s --out run", path, configs.SamplePolicy, configs.SampleAsOf()),
		source.Say("screen it", "排查一遍"))
}
