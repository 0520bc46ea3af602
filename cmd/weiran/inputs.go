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

// inputFlags are the flags of every command that screens.
type inputFlags struct {
	roster    string
	petitions string
	weights   string
	policies  []string
	rules     []string
	schema    string
	asOf      dateFlag
	workers   uint
}

func (a *app) bindInputs(cmd *cobra.Command, in *inputFlags) {
	f := cmd.Flags()
	f.StringVarP(&in.roster, "roster", "r", "", a.say("roster `FILE`, csv, xlsx or parquet (default: the database's latest import)", "名册`文件`，csv、xlsx 或 parquet（默认取数据库中最近一次导入）"))
	f.StringVar(&in.petitions, "petitions", "", a.say("petitions `FILE`, csv, xlsx or parquet (default: the database's latest import, if any)", "信访记录`文件`，csv、xlsx 或 parquet（默认取数据库中最近一次导入，如有）"))
	f.StringVar(&in.weights, "weights", "", a.say("weights `FILE` of scores, as weiran calibrate writes it (default: the experts' points)", "分值权重`文件`，由 weiran calibrate 写出（默认用专家分值）"))
	f.StringSliceVarP(&in.policies, "policy", "p", nil, a.say("policy `FILE`, folder or shipped id; may be repeated", "政策`文件`、文件夹或内置政策编号，可重复"))
	f.StringSliceVar(&in.rules, "rules", nil, a.say("rule `FILE` or folder, or none (default: the shipped rules)", "规则`文件`或文件夹；none 表示不用规则（默认用内置规则）"))
	f.StringVar(&in.schema, "schema", "", a.say("schema `FILE` of the roster (default: the shipped one)", "名册结构`文件`（默认用内置结构）"))
	f.Var(&in.asOf, "as-of", a.say("the `DATE` on which to judge (default today)", "排查基准`日期`（默认今天）"))
	f.UintVar(&in.workers, "workers", 0, a.say("how many `WORKERS` compute; never changes the result (default: one a processor)", "并行`数`，不影响结果（默认与处理器数相同）"))
	completeInputs(cmd)
}

// A dateFlag is a civil date, or not set.
type dateFlag struct {
	date lang.Date
	set  bool
}

// String gives the date, or nothing.
func (d *dateFlag) String() string {
	if !d.set {
		return ""
	}
	return d.date.String()
}

// Type names the kind of value in help.
func (d *dateFlag) Type() string { return "date" }

// Set reads the date.
func (d *dateFlag) Set(s string) (err error) {
	d.date, err = lang.ParseDate(s)
	d.set = err == nil
	return err
}

// request puts together what the flags say and, where they are silent, what the
// configuration says.
func (a *app) request(c configs.Config, in inputFlags) jobs.Request {
	q := jobs.Request{
		Job: jobs.ByHand, AsOf: a.today(c), Workers: or(int(in.workers), int(c.Workers)), Runs: c.Out,
		Shelf:   jobs.Shelf{Schema: or(in.schema, c.Schema), Policies: in.policies, Rules: in.rules},
		Heading: jobs.HeadingOf(c), Weights: or(in.weights, c.Weights), Levels: jobs.LevelsOf(c), Scanning: jobs.ScanningOf(c),
	}
	if in.asOf.set {
		q.AsOf = in.asOf.date
	}
	if len(q.Shelf.Policies) == 0 {
		q.Shelf.Policies = c.Policies
	}
	if len(q.Shelf.Rules) == 0 {
		q.Shelf.Rules = c.Rules
	}
	return q
}

// today is the civil date at the county's clock: the one place where a command
// asks what day it is.
func (a *app) today(c configs.Config) lang.Date {
	return jobs.DateIn(a.now(), c.Schedule.Timezone.Location())
}

// people says where the roster comes from: a file, or the store's latest import.
func people(in inputFlags, c configs.Config, st *store.Store) (jobs.People, error) {
	path := or(in.roster, c.Roster)
	switch {
	case path != "":
		return jobs.FromFile(path), nil
	case st != nil:
		return jobs.FromStore(st), nil
	}
	return nil, usage(
		source.Say("no roster is named and no database is in use", "没有指定名册，也没有可用的数据库"),
		source.Say("name a file with --roster, or import one first: weiran import roster FILE",
			"请用 --roster 指定名册文件，或先导入：weiran import roster 文件"))
}

// or gives the first value, or the second where the first is empty.
func or[T comparable](first, second T) T {
	var zero T
	if first != zero {
		return first
	}
	return second
}

// A session is what a command that screens works with.
type session struct {
	config configs.Config
	store  *store.Store // nil where no database is in use
}

// open reads the configuration and opens the database in use. A roster that is
// not named can only be in a database, so that then the embedded default is
// opened where it exists.
func (a *app) open(ctx context.Context, roster string) (*session, error) {
	c, err := a.settings()
	if err != nil {
		return nil, err
	}
	s := &session{config: c}
	switch inFile := or(roster, c.Roster) != ""; {
	case c.Database.URL != "":
		s.store, err = store.Open(ctx, string(c.Database.URL))
	case !inFile && exists(embeddedFile):
		s.store, err = store.Open(ctx, string(configs.DefaultDatabase))
	}
	return s, err
}

func (s *session) close() {
	if s.store != nil {
		_ = s.store.Close()
	}
}
