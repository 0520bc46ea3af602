package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/calibrate"
	"weiran/rules/source"
)

type calibrateFlags struct {
	pastFlags
	out    string
	format choice
}

func (a *app) calibrateCommand() *cobra.Command {
	f := calibrateFlags{format: choice{value: "text", known: []string{"text", "json"}}}
	c := a.command(manual{
		use:   "calibrate --from DATE --to DATE [--roster FILE] [--petitions FILE] [--policy FILE…] --out FILE",
		short: source.Say("fit the points of scores to the petitions that followed past policies", "按历史信访校准分值权重"),
		long: source.Say(
			"Replays past policies as backtest does, and writes a weights file for screen\n--weights. With 100 petitioners, and 10 for each rule that finds anybody, each\nweight is fitted, drawn toward the experts'; with fewer the experts' points are\nkept and stretched alike, which is not called calibrated: every order stays as it\nwas. 20 points double the odds.",
			"像 backtest 一样回看既往政策，写出供 screen --weights 使用的权重文件。信访人次满 100、\n且每条有线索的规则满 10 的，逐项拟合并向专家分值收缩；不足的保留专家分值，只整体伸缩，\n名次不变，不称为“已校准”。每 20 分对应优势比翻倍。"),
		example: source.Say(
			"weiran calibrate --from 2011-01-01 --to 2014-12-31 --roster roster.xlsx --petitions petitions.xlsx --out weights.yaml\nweiran screen --roster roster.xlsx --policy cn-2015-3 --weights weights.yaml",
			"weiran calibrate --from 2011-01-01 --to 2014-12-31 --roster 名册.xlsx --petitions 信访登记.xlsx --out weights.yaml\nweiran screen --roster 名册.xlsx --policy cn-2015-3 --weights weights.yaml"),
	}, func(cmd *cobra.Command, _ []string) error { return a.calibrate(cmd.Context(), f) })
	a.bindPast(c, &f.pastFlags)
	c.Flags().Lookup("weights").Hidden = true // it always begins with the experts' points
	c.Flags().Var(&f.format, "format", a.say("`FORMAT` of what is printed: text or json (default text)", "输出`格式`：text 或 json（默认 text）"))
	offer(c, "format", f.format.known)
	c.Flags().StringVarP(&f.out, "out", "o", "weights.yaml", a.say("`FILE` for the weights (default weights.yaml)", "写入权重的`文件`（默认 weights.yaml）"))
	return c
}

func (a *app) calibrate(ctx context.Context, f calibrateFlags) error {
	if f.weights != "" {
		return usage(source.Say("calibrate begins with the experts' points, not with those of a weights file", "calibrate 总是从专家分值出发，不接受权重文件"),
			source.Say("leave out --weights", "请去掉 --weights"))
	}
	p, s, err := a.past(ctx, f.pastFlags)
	if err != nil {
		return err
	}
	defer s.close()
	c, err := jobs.Calibrate(ctx, p)
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.out, c.YAML(), 0o644); err != nil {
		return err
	}
	c.Notes = limits(c.Events, c.Notes)
	if f.format.value == "json" {
		return writeJSON(a.stdout, calibrationOf(c, f.out, a.lang))
	}
	a.printWeights(c)
	fmt.Fprintln(a.stdout, "\n"+a.say("weights written to %s", "权重已写入 %s", f.out))
	a.printNotes(c.Notes)
	return nil
}

// methodWords says what was done to the experts' points, and why no more.
func methodWords(c *jobs.Calibration) source.Text {
	switch c.Learned.Method {
	case calibrate.Fitted:
		return source.Say("each weight fitted, drawn toward the experts'", "逐项拟合，向专家分值收缩")
	case calibrate.Rescaled:
		return source.Say("too few petitioned, %d being needed: the experts' points, stretched alike (only intercept and slope are fitted, which is no calibration one by one)",
			"信访人次不足（逐项校准需 %d 人次）：保留专家分值，只整体伸缩（仅拟合截距和斜率，不算逐项校准）", c.Needed)
	default:
		return source.Say("what happened does not follow the experts' points: they stay as they are", "历史与专家分值不相符：专家分值保持不变")
	}
}

func (a *app) printWeights(c *jobs.Calibration) {
	fmt.Fprintln(a.stdout, a.paint(bold, a.say("%d policies, %d persons, %d petitioned", "%d 项政策，%d 人次，其中 %d 人次信访", c.Snapshots, c.Persons, c.Events)))
	fmt.Fprintln(a.stdout, methodWords(c).In(a.lang))
	switch l := c.Learned; l.Method {
	case calibrate.Fitted:
		fmt.Fprintln(a.stdout, a.say("AUC %.3f, λ = %g", "AUC %.3f，λ = %g", l.AUC, l.Lambda))
	case calibrate.Rescaled:
		fmt.Fprintln(a.stdout, a.say("AUC %.3f as before, for every order stays as it was; all points × %.2f", "AUC %.3f，与原来相同（名次不变）；各项分值 × %.2f", l.AUC, l.Slope))
	default:
		fmt.Fprintln(a.stdout, a.say("AUC %.3f", "AUC %.3f", l.AUC))
	}
	var t table
	t.numbers(1, 2, 3, 4)
	t.add(a.say("name", "名称"), a.say("experts'", "专家分值"), a.say("points", "分值"), a.say("petitioned", "信访"), "IV")
	for _, w := range c.Weighed {
		iv := "—" // who found nobody tells nothing
		if w.Evidence.Tells() {
			iv = fmt.Sprintf("%.3f", w.Evidence.Information)
		}
		t.add(w.Name, fmt.Sprint(w.Expert), w.Points.String(), fmt.Sprint(w.Events), iv)
	}
	fmt.Fprintln(a.stdout, t.String())
	fmt.Fprintln(a.stdout, a.say("IV shows how a rule alone parts those who petitioned: below %g not at all; above %g look whether it knows what came later; — where it found nobody, and keeps its points",
		"IV 为单项区分力：低于 %g 无区分力，高于 %g 须查是否用到了事后信息；— 表示没有命中任何人，分值无从检验", calibrate.Useless, calibrate.Suspect))
}
