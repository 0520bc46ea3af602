package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/source"
)

type petitionFlags struct {
	asOf    dateFlag
	rejects string
}

func (a *app) importPetitionsCommand() *cobra.Command {
	var f petitionFlags
	c := a.command(manual{
		use:   "petitions FILE",
		short: source.Say("import a file of petitions: csv, xlsx or parquet", "导入信访记录文件：csv、xlsx 或 parquet"),
		long: source.Say(
			"Reads the petition office's records and makes them the database's latest; every\nscreening that uses the database then knows who has petitioned about what. A\nrecord needs a number, a date and the person's key of the roster. What was\nwritten in a petition is not kept.\n\nRows that cannot be read are left out and written beside the file, each with its\nreason, to be mended and imported again.",
			"读取信访登记记录并作为数据库中最新的一份，此后用该数据库的排查都能看到谁反映过\n什么问题。每条记录应有信访编号、信访日期和名册中的人员编号。信访内容不保存。\n\n读不出的行不导入，连同原因写在原文件旁，改正后可再导入。"),
		example: source.Say(
			"weiran import petitions petitions.xlsx", "weiran import petitions 信访登记.xlsx"),
	}, func(cmd *cobra.Command, args []string) error { return a.importPetitions(cmd.Context(), args[0], f) })
	c.Args = exactly(1, source.Say("the petitions FILE", "信访记录文件"))
	c.Flags().Var(&f.asOf, "as-of", a.say("the `DATE` on which to judge dates (default today)", "检查日期是否合理的基准`日期`（默认今天）"))
	c.Flags().StringVar(&f.rejects, "rejects", "", a.say("`FILE` for rows that cannot be read (default: FILE.rejects.csv)", "读不出的行写入的`文件`（默认为 原文件名.rejects.csv）"))
	return c
}

func (a *app) importPetitions(ctx context.Context, path string, f petitionFlags) error {
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
	table, err := d.ImportPetitions(ctx, jobs.PetitionImport{From: path, AsOf: asOf, Petitions: jobs.PetitionsFromFile(path)})
	bar.end()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.say("%s: %s imported into %s", "%s：%s已存入 %s",
		path, counted(table.Book.Len(), "petition", "petitions", "件信访记录"), c.Database.URL.OrDefault()))
	a.sayDoubts(table.Table)
	return a.leaveRejects(or(f.rejects, path+".rejects.csv"), table.Table)
}

// petitions says where the petitions come from: a file, or the store's latest
// import; nil means that the run has none.
func petitions(in inputFlags, c configs.Config, st *store.Store) jobs.PetitionReader {
	path := or(in.petitions, c.Petitions)
	switch {
	case path != "":
		return jobs.PetitionsFromFile(path)
	case st != nil:
		return jobs.PetitionsFromStore(st)
	}
	return nil
}
