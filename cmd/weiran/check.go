package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/source"
)

type checkFlags struct {
	schema string
	plan   bool
	format choice
}

// checkFormats are the forms in which problems are told: for people, for programs
// and for what reviews code.
var checkFormats = []string{"text", "json", "sarif"}

func (a *app) checkCommand() *cobra.Command {
	f := checkFlags{format: choice{value: checkFormats[0], known: checkFormats}}
	c := a.command(manual{
		use:   "check [--plan] [--format FORMAT] [FILE|FOLDER]…",
		short: source.Say("check policies, rules, schemas and configuration", "检查政策、规则、名册结构和配置文件"),
		long: source.Say(
			"Checks YAML files, each by what its keys say it is, and prints every problem of\nevery file with its place and a hint. Without files it checks the configuration\nand all that is shipped. --format json or sarif (2.1.0) tells the same to an editor\nor a build, on standard output.",
			"检查 YAML 文件（按其中的键识别种类），列出全部文件的全部问题，各附位置和提示。\n不带文件时检查配置和全部内置文件。\n--format json 或 sarif（2.1.0）在标准输出中给出同样内容，供编辑器和持续集成使用。"),
		example: source.Say(
			"weiran check\nweiran check my-policy.yaml rules/\n# what a screening computes, step by step\nweiran check --plan my-policy.yaml\n# for a build that shows problems beside the lines\nweiran check --format sarif policies/ > weiran.sarif",
			"weiran check\nweiran check 我的政策.yaml rules/\n# 排查时逐步计算什么\nweiran check --plan 我的政策.yaml\n# 供持续集成在相应行上标注\nweiran check --format sarif policies/ > weiran.sarif"),
	}, func(_ *cobra.Command, args []string) error { return a.check(args, f) })
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&f.schema, "schema", "", a.say("schema `FILE` to check against (default: the shipped one)", "据以检查的名册结构`文件`（默认用内置结构）"))
	c.Flags().Var(&f.format, "format", a.say("`FORMAT` of the output: text, json or sarif", "输出`格式`：text、json 或 sarif"))
	offer(c, "format", checkFormats)
	c.Flags().BoolVar(&f.plan, "plan", false, a.say("print how each expression is worked out by columns, and what is not", "显示每个表达式如何按列计算，哪些不能"))
	return c
}

func (a *app) check(names []string, f checkFlags) error {
	if f.plan && f.format.value != "text" {
		return usage(source.Say("a plan is printed as text only", "计算步骤只能以文本输出"),
			source.Say("leave out --plan or --format", "请去掉 --plan 或 --format"))
	}
	files, schema, err := a.filesToCheck(names, f.schema)
	if err != nil {
		return err
	}
	books, err := jobs.Shelf{Schema: schema, Rules: []string{jobs.NoRules}}.Open()
	if err != nil {
		return err
	}
	checked := jobs.CheckFiles(files, books.Schema)
	var all source.Problems
	for _, c := range checked {
		all = append(all, c.Problems...)
	}
	if err := a.tellChecked(checked, all, f.format.value); err != nil {
		return err
	}
	if f.plan {
		if err := a.printPlans(checked, books.Schema); err != nil {
			return err
		}
	}
	return silently(all.Err())
}

// tellChecked prints what was found, in one of the forms.
func (a *app) tellChecked(checked []jobs.CheckedFile, all source.Problems, format string) error {
	switch format {
	case "json":
		return writeJSON(a.stdout, checkJSON(checked))
	case "sarif":
		return writeJSON(a.stdout, a.checkSARIF(checked))
	}
	var t table
	for _, c := range checked {
		t.add(a.verdict(c), c.File.Name, c.Kind.Name().In(a.lang))
	}
	fmt.Fprintln(a.stdout, t.String())
	a.printBounded(all)
	return nil
}

// filesToCheck reads the files named, or else the configuration and everything
// that is shipped. The schema that the configuration names is part of it.
func (a *app) filesToCheck(names []string, schema string) ([]*source.File, string, error) {
	shipped := append(library.Policies(), library.Rules()...)
	if len(names) > 0 {
		files, err := jobs.ReadFiles(names, shipped)
		return files, schema, err
	}
	files := append(shipped, configs.SchemaFile())
	f, err := configFile(a.global.config)
	if err != nil || f == nil {
		return files, schema, err
	}
	c, _ := configs.Load(f)
	return append(files, f), or(schema, c.Schema), nil
}

func (a *app) verdict(f jobs.CheckedFile) string {
	if f.Passed() {
		return a.paint(green, a.say("ok", "通过"))
	}
	return a.paint(red, a.say("bad", "有误"))
}

// said is an error whose problems were printed already.
type said struct{ error }

// Unwrap gives the error, so that its exit code can be told.
func (s said) Unwrap() error { return s.error }

// Is makes the error silent.
func (s said) Is(target error) bool { return target == errSilent }

func silently(err error) error {
	if err == nil {
		return nil
	}
	return said{err}
}
