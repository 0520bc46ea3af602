package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/intake"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// importFlags are the flags of every import.
type importFlags struct {
	asOf    dateFlag
	rejects string
}

func (a *app) importFlagsOf(c *cobra.Command) *importFlags {
	var f importFlags
	c.Flags().Var(&f.asOf, "as-of", a.say("the `DATE` on which to judge dates (default today)", "检查日期是否合理的基准`日期`（默认今天）"))
	c.Flags().StringVar(&f.rejects, "rejects", "", a.say("`FILE` for rows that cannot be read (default: FILE.rejects.csv)", "读不出的行写入的`文件`（默认为 原文件名.rejects.csv）"))
	return &f
}

func (a *app) importCommand() *cobra.Command {
	c := a.command(manual{
		use:     "import roster|petitions FILE",
		short:   source.Say("import a roster or petitions into the database", "把名册或信访记录导入数据库"),
		long:    source.Say("Imports data into the database. Nothing that was imported before is lost.", "把数据导入数据库，以前导入的不会丢失。"),
		example: source.Say("weiran import roster roster.xlsx\nweiran import petitions petitions.xlsx", "weiran import roster 名册.xlsx\nweiran import petitions 信访登记.xlsx"),
	}, func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return usage(source.Say("cannot import %q", "不能导入 %q", args[0]), source.Say("known here: import roster FILE, import petitions FILE", "可用：import roster 文件，import petitions 文件"))
	})
	c.Args = cobra.ArbitraryArgs
	c.AddCommand(a.importRosterCommand(), a.importPetitionsCommand())
	return c
}

func (a *app) importRosterCommand() *cobra.Command {
	var schema string
	var f *importFlags
	c := a.command(manual{
		use:   "roster FILE",
		short: source.Say("import a roster file: csv, xlsx or parquet", "导入名册文件：csv、xlsx 或 parquet"),
		long: source.Say(
			"Reads a roster and makes it the database's latest. Rows that cannot be read are\nleft out and written beside the file, each with its reason, to be mended and\nimported again. The same roster imported again changes nothing.\n\nWithout a named database the file weiran.db in the working folder is used.",
			"读取名册并作为数据库中最新的一份。读不出的行不导入，连同原因写在原文件旁，\n改正后可再导入。同一份名册重复导入不会改变任何内容。\n\n未指定数据库时使用当前目录下的 weiran.db。"),
		example: source.Say(
			"weiran import roster roster.xlsx\nDATABASE_URL=postgres://weiran@localhost/weiran weiran import roster roster.csv",
			"weiran import roster 名册.xlsx\nDATABASE_URL=postgres://weiran@localhost/weiran weiran import roster 名册.csv"),
	}, func(cmd *cobra.Command, args []string) error {
		return a.importFile(cmd.Context(), args[0], f, rosterIn(args[0], schema))
	})
	c.Args = exactly(1, source.Say("the roster FILE", "名册文件"))
	f = a.importFlagsOf(c)
	c.Flags().StringVar(&schema, "schema", "", a.say("schema `FILE` of the roster (default: the shipped one)", "名册结构`文件`（默认用内置结构）"))
	return c
}

// imported is what an import leaves: the file as it was read, and how much of
// what came in.
type imported struct {
	table *intake.Table
	count source.Text
}

// importer puts a file into the database of the desk.
type importer func(context.Context, *jobs.Desk, configs.Config, lang.Date) (imported, error)

func rosterIn(path, schema string) importer {
	return func(ctx context.Context, d *jobs.Desk, c configs.Config, asOf lang.Date) (imported, error) {
		t, err := d.Import(ctx, jobs.Import{From: path, Schema: or(schema, c.Schema), AsOf: asOf, People: jobs.FromFile(path)})
		if err != nil {
			return imported{}, err
		}
		return imported{t, persons(t.Roster.Len())}, nil
	}
}

// importFile opens the database, has the file put into it, and tells what came in
// and what could not be read.
func (a *app) importFile(ctx context.Context, path string, f *importFlags, put importer) error {
	c, err := a.settings()
	if err != nil {
		return err
	}
	asOf := a.today(c)
	if f.asOf.set {
		asOf = f.asOf.date
	}
	st, err := openAny(ctx, c)
	if err != nil {
		return err
	}
	defer st.Close()
	bar := a.newBar()
	d := a.desk(st)
	d.Progress = bar.step
	got, err := put(ctx, d, c, asOf)
	bar.end()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.say("%s: %s imported into %s", "%s：%s已存入 %s", path, got.count, c.Database.URL.OrDefault()))
	a.sayDoubts(got.table)
	return a.leaveRejects(or(f.rejects, path+".rejects.csv"), got.table)
}

// sayDoubts tells how the file was read, and what is doubtful about its rows.
func (a *app) sayDoubts(t *intake.Table) {
	for _, note := range t.Notes {
		a.notice(note.In(a.lang))
	}
	for _, i := range t.Issues {
		a.notice(t.Place(i.Row) + ": " + i.Message.In(a.lang))
	}
}

// leaveRejects writes the rows that could not be read, where there are any, and
// says why.
func (a *app) leaveRejects(path string, t *intake.Table) error {
	if len(t.Rejects) == 0 {
		return nil
	}
	if err := jobs.WriteRejects(path, t); err != nil {
		return err
	}
	a.sayRejects(t, path)
	return nil
}

// sayRejects tells how many rows could not be read, where they are, and why the
// first few could not.
func (a *app) sayRejects(t *intake.Table, path string) {
	const shown = 5
	for _, r := range t.Rejects[:min(shown, len(t.Rejects))] {
		a.notice(r.In(a.lang))
	}
	a.notice(a.say("%s could not be read: see %s for the reasons",
		"有 %s未能读取，已连同原因写入 %s", rows(t.RejectedRows()), path))
}

// notice tells on stderr something that does not stop the work.
func (a *app) notice(text string) {
	fmt.Fprintf(a.stderr, "weiran: %s\n", text)
}
