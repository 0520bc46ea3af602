package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/source"
)

// hotspotFlags are what the command takes to scan a table of somebody's own.
type hotspotFlags struct {
	table   jobs.FlaggedTable
	cross   []string
	out     string
	format  choice
	columns choice
	all     bool
}

func (a *app) hotspotsCommand() *cobra.Command {
	in := hotspotFlags{
		format:  choice{value: "text", known: []string{"text", "json"}},
		columns: choice{value: "usual", known: []string{"usual", "all"}},
	}
	c := a.command(manual{
		use:   "hotspots RUN | hotspots --persons FILE --flag COLUMN --tree COLUMN,… [--flat COLUMN,…] [--cross A*B,…]",
		short: source.Say("show where grievances gather, or scan a table for hotspots", "显示意见聚集之处，或扫描一张人员表"),
		long: source.Say(
			"Shows where the findings of a run gather: which groups hold more persons with one\ngrievance than chance would bring, how sure that is, which rules are behind it, and\nwhat a stronger hotspot leaves of it.\n\nWith --persons it scans any table, one row a person, and writes every group with\nits figures as csv, so that they can be checked against other tools.",
			"显示一次排查的线索聚集在哪里：哪些组中有同一诉求的人多于偶然、把握多大、\n由哪些规则引起、除去更强的聚集后还剩什么。\n\n用 --persons 可扫描任何一张表（每人一行），各组的数字以 csv 写出，便于与其他\n软件核对。"),
		example: source.Say(
			"weiran hotspots run\nweiran hotspots run --format json\n# any table, to check against TreeScan or R\nweiran hotspots --persons persons.csv --flag flag --tree county,township,unit --flat rank --cross 'cohort*retire_type' --out groups.csv",
			"weiran hotspots 结果\nweiran hotspots 结果 --format json\n# 任何一张表，可与 TreeScan 或 R 核对\nweiran hotspots --persons 人员.csv --flag 标记 --tree 县,乡镇,单位 --flat 职级 --cross '年代*类别' --out 各组.csv"),
	}, func(cmd *cobra.Command, args []string) error {
		if in.table.Path == "" {
			return a.hotspotsOf(cmd.Context(), args[0], in)
		}
		return a.scanTable(cmd.Context(), in)
	})
	c.Args = func(cmd *cobra.Command, args []string) error {
		if wrong := misplaced(cmd, in.table.Path != ""); wrong != "" {
			return usage(source.Say("--%s is not for this: a RUN takes --all and --format, --persons the rest", "--%s 用错了地方：--all、--format 用于结果文件夹，其余用于 --persons", wrong), seeHelp(cmd))
		}
		switch {
		case in.table.Path != "" && len(args) > 0:
			return noArguments(cmd, args)
		case in.table.Path != "" && in.table.Flag == "":
			return usage(source.Say("--flag is missing: the column that says who is flagged", "缺少 --flag：说明谁被标记的列"), seeHelp(cmd))
		case in.table.Path == "":
			return exactly(1, source.Say("the RUN folder, or --persons FILE", "结果文件夹，或 --persons 文件"))(cmd, args)
		}
		return nil
	}
	a.bindHotspots(c, &in)
	return c
}

// misplaced finds a flag that was set and means nothing: those of a table for a run,
// and the other way round.
func misplaced(c *cobra.Command, table bool) string {
	flags := []string{"flag", "tree", "flat", "cross", "min-cases", "min-persons", "max-share", "replicates", "seed", "out", "columns"}
	if table {
		flags = []string{"all", "format"}
	}
	for _, name := range flags {
		if c.Flags().Changed(name) {
			return name
		}
	}
	return ""
}

func (a *app) bindHotspots(c *cobra.Command, in *hotspotFlags) {
	f := c.Flags()
	f.Var(&in.format, "format", a.say("`FORMAT` of what a RUN gives: text or json (default text)", "显示 RUN 的`格式`：text 或 json（默认 text）"))
	f.BoolVar(&in.all, "all", false, a.say("print every hotspot of a RUN, also what others explain and what may be chance", "列出结果中的全部热点，含由他处解释的和可能是偶然的"))
	f.StringVar(&in.table.Path, "persons", "", a.say("csv `FILE` to scan, one row a person", "要扫描的 csv `文件`，每人一行"))
	f.StringVar(&in.table.Flag, "flag", "", a.say("`COLUMN` that says who is flagged: 1, true or 是", "说明谁被标记的`列`：1、true 或 是"))
	f.StringSliceVar(&in.table.Tree, "tree", nil, a.say("`COLUMNS` from the top down, each within the one before", "自上而下的层级`列`"))
	f.StringSliceVar(&in.table.Flat, "flat", nil, a.say("`COLUMNS` that each group by themselves", "各自单独分组的`列`"))
	f.StringSliceVar(&in.cross, "cross", nil, a.say("`COLUMNS` that group together, such as cohort*retire_type; each is scanned by itself too", "交叉分组的`列`，例如 cohort*retire_type；各列也单独扫描"))
	f.IntVar(&in.table.MinCases, "min-cases", 5, a.say("fewest flagged persons (`N`) of a hotspot", "热点的最少标记`人数`"))
	f.IntVar(&in.table.MinPersons, "min-persons", 5, a.say("fewest persons (`N`) of a group", "分组的最少`人数`"))
	f.Float64Var(&in.table.MaxShare, "max-share", 0.5, a.say("largest `SHARE` of all persons that a group may hold", "一组最多占总人数的`比例`"))
	f.IntVar(&in.table.Replicates, "replicates", 0, a.say("how many replicates (`N`) are drawn (default by the size)", "随机模拟`次数`（默认按人数定）"))
	f.Uint64Var(&in.table.Seed, "seed", rules.DefaultSeed, a.say("`SEED` of the replicates", "随机模拟的`种子`"))
	f.StringVarP(&in.out, "out", "o", "-", a.say("csv `FILE` to write; - is standard output", "写入的 csv `文件`；- 为标准输出"))
	f.Var(&in.columns, "columns", a.say("`COLUMNS` of the csv: usual, or all that is known of a group (default usual)", "csv 的`列`：usual 或 all（全部）（默认 usual）"))
	offer(c, "format", in.format.known)
	offer(c, "columns", in.columns.known)
}

// scanTable scans a table and writes its groups; what must be known of the data
// goes to stderr.
func (a *app) scanTable(ctx context.Context, in hotspotFlags) error {
	for _, cross := range in.cross {
		in.table.Cross = append(in.table.Cross, strings.Split(cross, "*"))
	}
	if in.table.MinCases < 1 || in.table.MinPersons < 1 || in.table.Replicates < 0 || !(in.table.MaxShare > 0 && in.table.MaxShare <= 1) {
		return usage(source.Say("the limits of a scan are out of range", "扫描的限值超出范围"),
			source.Say("--min-cases and --min-persons from 1 on, --replicates from 0 on, --max-share above 0 and up to 1",
				"--min-cases、--min-persons 不小于 1，--replicates 不小于 0，--max-share 大于 0 且不大于 1"))
	}
	found, err := in.table.Scan(ctx)
	if err != nil {
		return err
	}
	for _, note := range found.Notes {
		a.notice(note.In(a.lang))
	}
	if in.columns.value == "all" {
		a.noticeFits(found)
	}
	how := source.Say("%d replicates drawn, seed %d", "随机模拟 %d 次，种子 %d", found.Drawn, found.Seed)
	if found.Replicates == 0 {
		how = source.Say("nothing drawn", "未作随机模拟")
	}
	a.notice(a.say("%d persons; %s; %s", "共 %d 人；%s；%s", found.Persons, found.Null, how))
	if in.out == "-" {
		return writeGroups(a.stdout, found, in.columns.value)
	}
	f, err := os.Create(in.out)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := writeGroups(f, found, in.columns.value); err != nil {
		return err
	}
	return f.Close()
}
