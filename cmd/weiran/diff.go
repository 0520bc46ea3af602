package main

import (
	"context"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/rules/source"
)

type diffFlags struct {
	format   choice
	persons  bool
	exitCode bool
}

func (a *app) diffCommand() *cobra.Command {
	f := diffFlags{format: choice{value: "text", known: []string{"text", "json"}}}
	c := a.command(manual{
		use:   "diff [RUN RUN…] [--persons] [--format FORMAT] [--exit-code]",
		short: source.Say("say what changed between two runs, and why", "比较两次运行：哪些变了，为什么变"),
		long: source.Say(
			"Compares two run folders, the older first: which findings are new, gone and still\nthere, which persons joined, left or changed, and why every figure moved. With more\nfolders the last two are compared, and a finding that an earlier one had is back.\nWithout a folder it compares the two latest runs of the scheduled job that ran last,\nand looks through the twelve before them as far as their folders are there.\n\nThe difference is parted without a remainder among the engine, the date, the roster\nwith its schema, the petitions up to the date, the policies, the rules and the\nsettings (thresholds of the level, points of scores, search for hotspots). They are\nreplaced in this order, each mixture is screened by this version, and an effect is\nwhat a replacement moves. Effects depend on the order: what two changes do only\ntogether is laid to the later one. What changed alone is laid everything. All\nfigures of a policy that only one run has are laid to the policies, and all findings\nof a rule that only one has to the rules. Where a mixture cannot be screened,\nbecause a policy reads a field that the other roster has not, two are laid what they\nmoved together. A level moves by steps: from low to medium is one.\n\nIn JSON every one of counts, amounts and levels has before, after and effects by the\nnames of the factors, roster+policies where two are told together; the effects add\nup to the difference, those of levels in steps. Amounts are texts, in yuan.",
			"比较两个结果文件夹（较早的在前）：哪些风险线索新增、消失、仍在，哪些人员增加、\n减少、变更，每个数字为什么变。给出更多文件夹时比较最后两个，更早出现过而上次没有\n的线索算“复现”。不带文件夹时比较最近运行的定时任务的最近两次运行，\n并在其前十二次（结果文件夹仍在的）中查找复现的线索。\n\n差额按程序版本、基准日、名册（含名册结构）、截至基准日的信访记录、政策、规则、设置\n（等级标准、评分权重、热点查找方式）逐项分摊，没有余数：按此顺序逐项替换，每次替换\n后由当前版本重新排查，替换前后之差即为该项的影响。分摊结果与顺序有关：两项变化共同\n造成的差额归入后一项。只有一项变化时全部归该项。只在一次运行中出现的政策，其全部\n数字归入政策；只在一次运行中出现的规则，其线索全部归入规则。替换后无法排查的（如\n政策读取的字段名册中没有），与下一项合并说明。风险等级按级计算：由低到中为一级。\n\nJSON 中 counts、amounts、levels 的每一项都有 before、after 和按各项名称列出的\neffects（合并说明的写作 roster+policies），其和等于前后之差，等级以级计；金额为\n文本，单位元。"),
		example: source.Say(
			"weiran diff run-january run-february\n# with the persons, by their keys\nweiran diff run-january run-february --persons\n# findings that were there in autumn and are back\nweiran diff run-october run-january run-february\n# for a script: code 1 where figures or findings differ\nweiran diff run-january run-february --exit-code --format json > diff.json\n# last night's run of the schedule against the one before\nweiran diff",
			"weiran diff 结果-1月 结果-2月\n# 按人员编号列出人员\nweiran diff 结果-1月 结果-2月 --persons\n# 秋天出现过、现在复现的线索\nweiran diff 结果-10月 结果-1月 结果-2月\n# 供脚本使用：数字或线索有变化时退出码为 1\nweiran diff 结果-1月 结果-2月 --exit-code --format json > diff.json\n# 定时任务最近一次与上一次运行\nweiran diff"),
	}, func(cmd *cobra.Command, args []string) error { return a.diff(cmd.Context(), args, f) })
	c.Args = cobra.ArbitraryArgs
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	flags := c.Flags()
	flags.BoolVar(&f.persons, "persons", false, a.say("list persons and findings, by the keys of the roster", "按人员编号列出人员和线索"))
	flags.BoolVar(&f.exitCode, "exit-code", false, a.say("end with code 1 where figures or findings differ", "数字或线索有变化时退出码为 1"))
	flags.Var(&f.format, "format", a.say("`FORMAT`: text or json, which names persons by their keys (default text)", "`格式`：text 或 json（其中按编号列出人员；默认 text）"))
	offer(c, "format", f.format.known)
	return c
}

func (a *app) diff(ctx context.Context, folders []string, f diffFlags) error {
	c, err := a.settings()
	if err != nil {
		return err
	}
	if len(folders) == 0 {
		if folders, err = latestRuns(ctx, c); err != nil {
			return err
		}
	}
	d, err := a.compare(ctx, jobs.Comparison{Folders: folders, Workers: int(c.Workers)})
	if err != nil {
		return err
	}
	if err := a.tellDifference(d, f); err != nil {
		return err
	}
	if f.exitCode && !d.Same() {
		return errSilent
	}
	return nil
}

// compare compares runs, with a progress bar where somebody watches.
func (a *app) compare(ctx context.Context, c jobs.Comparison) (*jobs.Difference, error) {
	bar := a.newBar()
	defer bar.end()
	c.Progress = bar.step
	return jobs.Diff(ctx, c)
}

func (a *app) tellDifference(d *jobs.Difference, f diffFlags) error {
	if f.format.value == "json" {
		return writeJSON(a.stdout, differenceOf(d))
	}
	a.warnOfRuns(d)
	a.printDifference(d)
	if f.persons {
		a.printMovedPersons(d)
	}
	for _, e := range d.Effects {
		if e.Apart != nil {
			a.notice(a.say("what %s moved cannot be told apart: a mixture of the two runs cannot be screened",
				"“%s”的影响无法分开：两次运行的内容不能混合排查", a.effectWord(e)))
			a.printError(e.Apart)
		}
	}
	if d.Unsplit != nil {
		a.notice(a.say("why the figures moved cannot be told: what a run was made of cannot be read",
			"不能说明数字变化的原因：运行的输入无法读取"))
		a.printError(d.Unsplit)
	}
	return nil
}

// warnOfRuns tells of two runs that are hardly meant to be compared so.
func (a *app) warnOfRuns(d *jobs.Difference) {
	if d.To.Record.AsOf < d.From.Record.AsOf {
		a.notice(a.say("%s is of a later day than %s: the older run comes first", "%s 的基准日晚于 %s：较早的运行应在前", d.From.Folder, d.To.Folder))
	}
	if d.Strangers() {
		a.notice(a.say("nobody is on both rosters: are both runs of one county, with one way of numbering persons?",
			"两份名册没有共同的人员：请核对是否为同一县、人员编号规则是否相同"))
	}
}

// latestRuns gives the folders of the two latest runs of the schedule. No database
// is made for the asking.
func latestRuns(ctx context.Context, c configs.Config) ([]string, error) {
	if c.Database.URL == "" && !exists(embeddedFile) {
		return nil, usage(
			source.Say("no run is named and no database is in use", "没有指定结果文件夹，也没有可用的数据库"),
			source.Say("name two run folders, the older first", "请指定两个结果文件夹，较早的在前"))
	}
	st, err := openAny(ctx, c)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	return jobs.LatestRuns(ctx, st)
}
