package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// demoFolder is where the demo is made unless --out names another place; the others
// are the files of the sample county there.
const (
	demoFolder    = "weiran-demo"
	demoRoster    = "roster.csv"
	demoPetitions = "petitions.csv"
)

func (a *app) demoCommand() *cobra.Command {
	var out string
	c := a.command(manual{
		use:   "demo [--out FOLDER]",
		short: source.Say("see the main job done on a synthetic county", "用样例县演示一次完整的排查"),
		long: source.Say(
			"Makes the sample county, 142 离休 and 36 退休 cadres who are all invented, and\nscreens it against 国办发〔2015〕3号 as of 2015-01-20, the week after that was issued.\nNeeds nothing but this program: the database is a file in the folder.",
			"生成样例县（142 名离休、36 名退休干部，均为虚构），以 2015 年 1 月 20 日为基准日，\n按一周前印发的国办发〔2015〕3号排查一遍。除本程序外不需要任何东西，数据库就是文件夹中的一个文件。"),
		example: source.Say("weiran demo\nweiran demo --out /tmp/demo", "weiran demo\nweiran demo --out /tmp/demo"),
	}, func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), out) })
	c.Flags().StringVarP(&out, "out", "o", demoFolder, a.say("`FOLDER` to make the demo in (default weiran-demo)", "存放演示结果的`文件夹`（默认 weiran-demo）"))
	return c
}

func (a *app) demo(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, demoRoster), configs.SampleRoster().Text, 0o644),
		os.WriteFile(filepath.Join(dir, demoPetitions), configs.SamplePetitions().Text, 0o644),
	); err != nil {
		return err
	}
	st, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "weiran.db"))
	if err != nil {
		return err
	}
	defer st.Close()
	c := configs.Default()
	c.County.Name = configs.SampleCounty
	q := jobs.Request{
		Job: jobs.ByHand, AsOf: configs.SampleAsOf(),
		Shelf:   jobs.Shelf{Policies: []string{configs.SamplePolicy}},
		Heading: jobs.HeadingOf(c),
		Out:     filepath.Join(dir, "run"),
	}
	q.Heading.Sample = true
	if err := importSample(ctx, a.desk(st), q.AsOf); err != nil {
		return err
	}
	q.People, q.Petitions = jobs.FromStore(st), jobs.PetitionsFromStore(st)
	done, err := a.do(ctx, &session{store: st}, q)
	if err != nil {
		return err
	}
	a.sayWarnings(done)
	a.printSummary(done)
	a.printNext(done, dir)
	return nil
}

// importSample makes the sample county's roster and petitions the store's latest.
func importSample(ctx context.Context, d *jobs.Desk, asOf lang.Date) error {
	people := jobs.Import{From: configs.SampleRoster().Name, AsOf: asOf, People: jobs.FromSample()}
	if _, err := d.Import(ctx, people); err != nil {
		return err
	}
	histories := jobs.PetitionImport{From: configs.SamplePetitions().Name, AsOf: asOf, Petitions: jobs.PetitionsFromSample()}
	_, err := d.ImportPetitions(ctx, histories)
	return err
}

// printNext says what a newcomer may do with what the demo left.
func (a *app) printNext(done *jobs.Done, dir string) {
	a.section("What to do next", "接下来可以")
	ofPerson := func(f risk.Finding) bool { return !f.OfPolicy() }
	if i := slices.IndexFunc(done.Result.Findings, ofPerson); i >= 0 {
		a.printStep(fmt.Sprintf("explain %s -p %s --as-of %s -r %s --petitions %s",
			done.Result.Findings[i].Person, configs.SamplePolicy, done.Record.AsOf,
			filepath.Join(dir, demoRoster), filepath.Join(dir, demoPetitions)),
			source.Say("one person, clause by clause", "逐条说明一个人的结果"))
	}
	a.printStep("verify "+done.Folder, source.Say("work the run out again and compare", "重新计算并逐字节比对"))
	a.printStep("screen --help", source.Say("your own roster and policies", "用自己的名册和政策"))
}

func (a *app) printStep(command string, what source.Text) {
	fmt.Fprintf(a.stdout, "  %s\n  %s %s\n", a.paint(dim, "# "+what.In(a.lang)), a.program, command)
}
