package main

import (
	"context"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/lang"
	"weiran/rules/source"
)

func (a *app) importPetitionsCommand() *cobra.Command {
	var f *importFlags
	c := a.command(manual{
		use:   "petitions FILE",
		short: source.Say("import a file of petitions: csv, xlsx or parquet", "导入信访记录文件：csv、xlsx 或 parquet"),
		long: source.Say(
			"Reads the petition office's records and makes them the database's latest; every\nscreening that uses the database then knows who has petitioned about what. A\nrecord needs a number, a date and the person's key of the roster. What was\nwritten in a petition is not kept.\n\nRows that cannot be read are left out and written beside the file, each with its\nreason, to be mended and imported again.",
			"读取信访登记记录并作为数据库中最新的一份，此后用该数据库的排查都能看到谁反映过\n什么问题。每条记录应有信访编号、信访日期和名册中的人员编号。信访内容不保存。\n\n读不出的行不导入，连同原因写在原文件旁，改正后可再导入。"),
		example: source.Say(
			"weiran import petitions petitions.xlsx", "weiran import petitions 信访登记.xlsx"),
	}, func(cmd *cobra.Command, args []string) error {
		return a.importFile(cmd.Context(), args[0], f, petitionsIn(args[0]))
	})
	c.Args = exactly(1, source.Say("the petitions FILE", "信访记录文件"))
	f = a.importFlagsOf(c)
	return c
}

func petitionsIn(path string) importer {
	return func(ctx context.Context, d *jobs.Desk, _ configs.Config, asOf lang.Date) (imported, error) {
		t, err := d.ImportPetitions(ctx, jobs.PetitionImport{From: path, AsOf: asOf, Petitions: jobs.PetitionsFromFile(path)})
		if err != nil {
			return imported{}, err
		}
		return imported{t.Table, counted(t.Book.Len(), "petition", "petitions", "件信访记录")}, nil
	}
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
