package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/source"
)

type screenFlags struct {
	inputFlags
	out  string
	json bool
}

func (a *app) screenCommand() *cobra.Command {
	var f screenFlags
	c := a.command(manual{
		use:   "screen [--roster FILE] --policy FILE… [--rules FILE…] [--as-of DATE] [--out FOLDER]",
		short: source.Say("screen a roster against coming policies", "按拟出台政策排查名册"),
		long: source.Say(
			"Screens a roster against one or more policies: who is affected and by how much,\nwho cannot be told, and where trouble will gather. Leaves a run folder with every\nreport and prints a summary. Without a database nothing but the folder is left.\n\nRows that cannot be read go to rejects.csv in the folder; the others go on.",
			"按一项或多项政策排查名册：谁受影响、每月多少、谁无法判定、哪里会有意见。\n结果文件夹中有全部报告；屏幕显示摘要。不用数据库时只写结果文件夹。\n\n读不出的行写入文件夹中的 rejects.csv，其余各行照常排查。"),
		example: source.Say(
			"# files only: no database is needed\nweiran screen --roster roster.xlsx --policy cn-2015-3 --as-of 2015-01-20 --out run\n# your own policy file, without rules\nweiran screen -r roster.csv -p my-policy.yaml --rules none --out run\n# the latest import of the database, two policies one after the other\nweiran screen --policy cn-2015-3,hlj-2023",
			"# 只用文件，不需要数据库\nweiran screen --roster 名册.xlsx --policy cn-2015-3 --as-of 2015-01-20 --out 结果\n# 自己写的政策文件，不用规则\nweiran screen -r 名册.csv -p 我的政策.yaml --rules none --out 结果\n# 用数据库中最近一次导入的名册，先后适用两项政策\nweiran screen --policy cn-2015-3,hlj-2023"),
	}, func(cmd *cobra.Command, args []string) error {
		f.policies = append(f.policies, args...)
		return a.screen(cmd.Context(), f)
	})
	c.Args = cobra.ArbitraryArgs
	a.bindInputs(c, &f.inputFlags)
	c.Flags().StringVarP(&f.out, "out", "o", "", a.say("`FOLDER` to leave the run in (default: one named by the run under the configured folder)", "结果`文件夹`（默认在配置的目录下按运行编号命名）"))
	c.Flags().BoolVar(&f.json, "json", false, a.say("print the record of the run as JSON instead of the summary", "以 JSON 输出运行记录，不显示摘要"))
	return c
}

func (a *app) screen(ctx context.Context, f screenFlags) error {
	s, err := a.open(ctx, f.roster)
	if err != nil {
		return err
	}
	defer s.close()
	q := a.request(s.config, f.inputFlags)
	if q.People, err = people(f.inputFlags, s.config, s.store); err != nil {
		return err
	}
	q.Petitions = petitions(f.inputFlags, s.config, s.store)
	q.Out = f.out
	done, err := a.do(ctx, s, q)
	if err != nil {
		return err
	}
	a.sayWarnings(done)
	if f.json {
		return a.printRecord(done)
	}
	a.printSummary(done)
	return nil
}

// do does a run at this program's desk, with a progress bar where somebody
// watches.
func (a *app) do(ctx context.Context, s *session, q jobs.Request) (*jobs.Done, error) {
	bar := a.newBar()
	defer bar.end()
	d := a.desk(s.store)
	d.Progress = bar.step
	return d.Run(ctx, q)
}

// desk is where this program does its runs; without a store it records nothing.
func (a *app) desk(st *store.Store) *jobs.Desk {
	return &jobs.Desk{Store: st, Log: a.log(), Now: a.now}
}

// sayWarnings tells on stderr what did not stop the run but should be known.
func (a *app) sayWarnings(done *jobs.Done) {
	if n := len(done.Books.Doubts()); n > 0 {
		a.notice(a.say(
			fmt.Sprintf("weiran check shows %s about the policies, rules and schema", counted(n, "warning", "warnings", "").EN),
			fmt.Sprintf("政策、规则和名册结构有 %d 条提醒：用 weiran check 查看", n)))
	}
	for _, note := range done.Table.Notes {
		a.notice(note.In(a.lang))
	}
	if len(done.Table.Rejects) > 0 {
		a.sayRejects(done.Table, done.Path(jobs.RejectsName))
	}
}

// printRecord prints the record of a run and the folder that it is in.
func (a *app) printRecord(done *jobs.Done) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Folder string `json:"folder"`
		jobs.Record
	}{done.Folder, done.Record})
}
