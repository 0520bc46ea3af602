package jobs

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"weiran/jobs/intake"
	"weiran/jobs/store"
	"weiran/reports"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// Engine is the version of weiran that a run records.
const Engine = "0.1.0"

// ByHand is the job of a run that somebody asked for.
const ByHand = "screen"

// A Desk is where runs are done.
type Desk struct {
	Store    *store.Store // nil: nothing is recorded
	Log      *slog.Logger
	Now      func() time.Time
	Progress func(done, total int) // persons × policies; may be nil
}

// A Request says what to screen and where to leave it.
type Request struct {
	Job  string // [ByHand], or the name of a scheduled job
	Slot string // the time the job was due, RFC 3339; empty by hand

	AsOf    lang.Date
	Shelf   Shelf
	People  People
	Heading Heading
	Workers int // ≤ 0 means one a processor; never changes the result

	Out  string // the run folder; empty means a folder of the run's id under Runs
	Runs string
}

// Done is a run that was done.
type Done struct {
	Record   Record
	Folder   string
	Result   *rules.Result
	Model    *reports.Model
	Table    *intake.Table // how the roster was read
	Warnings source.Problems

	pack *risk.Pack
}

// Run does one run. What the user gave wrong is a [Mistake] or
// [source.Problems]; then, as after any error, no run folder is left.
func (d *Desk) Run(ctx context.Context, q Request) (*Done, error) {
	books, err := q.Shelf.Open()
	if err != nil {
		return nil, err
	}
	table, err := q.People(ctx, books.Schema, q.AsOf)
	if err != nil {
		return nil, err
	}
	in := q.input(books, table)
	in.Progress = d.Progress
	if err := checkInput(in); err != nil {
		return nil, err
	}
	return d.run(ctx, q, work{books: books, table: table, in: in})
}

// work is a run between its loading and its end.
type work struct {
	books *Books
	table *intake.Table
	in    rules.Input
	res   *rules.Result
	model *reports.Model
	kept  map[string]string // files to copy instead of making them: name to path
}

func (q Request) input(b *Books, t *intake.Table) rules.Input {
	return rules.Input{
		Roster: t.Roster, Policies: b.Policies, Rules: b.Pack, AsOf: q.AsOf, Workers: q.Workers,
	}
}

// checkInput says in the user's words what a screening cannot do without.
func checkInput(in rules.Input) error {
	if len(in.Policies) == 0 {
		return mistake(source.Say("no policy to screen against", "没有指定要排查的政策"),
			source.Say("name one with --policy, a file or a shipped id", "请用 --policy 指定政策文件或内置政策编号"))
	}
	if in.Roster.Len() == 0 {
		return mistake(source.Say("the roster holds no person", "名册中没有人员"),
			source.Say("fill in at least one row below the header", "请在表头下至少填写一行"))
	}
	return nil
}

func (d *Desk) run(ctx context.Context, q Request, w work) (*Done, error) {
	run := rules.Identify(q.Job, q.Slot, Engine, w.in)
	name(run)
	place := q.Out
	if place == "" {
		place = filepath.Join(q.Runs, run.ID())
	}
	s, err := openStage(place)
	if err != nil {
		return nil, err
	}
	defer s.discard()
	s.log = func(name string, bytes int64) { d.Log.Debug("file written", "file", name, "bytes", bytes) }

	start := d.Now()
	if w.res, err = screen(ctx, w.in); err != nil {
		return nil, err
	}
	d.Log.Info("screened", "run", run.ID(), "persons", w.res.Roster.Len(), "findings", len(w.res.Findings))
	if w.model, err = reports.New(q.Heading.subject(run, w.res, w.books)); err != nil {
		return nil, err
	}
	record, err := w.fill(s, q.record(run, w))
	if err != nil {
		return nil, err
	}
	// The store goes first: a crash after it leaves a run whose folder the next
	// start makes again, and never a folder that the store does not know.
	if err := d.record(ctx, run, w.res, place); err != nil {
		return nil, err
	}
	if err := s.commit(); err != nil {
		return nil, err
	}
	d.Log.Info("run done", "run", run.ID(), "folder", place, "took", d.Now().Sub(start))
	return &Done{
		Record: record, Folder: place, Result: w.res, Model: w.model, Table: w.table, Warnings: w.books.Warnings,
		pack: w.books.Pack,
	}, nil
}

// screen is [rules.Screen], whose faults lie in the roster and the policies.
func screen(ctx context.Context, in rules.Input) (*rules.Result, error) {
	res, err := rules.Screen(ctx, in)
	var fault source.Fault
	if errors.As(err, &fault) {
		return nil, Mistake{err}
	}
	return res, err
}

// name gives each policy and rule file of a run its place in the run folder, so
// that the record depends on no path of this machine.
func name(run rules.Run) {
	for i := range run.Policies {
		run.Policies[i].File = "policies/" + fileName(run.Policies[i].ID)
	}
	for i := range run.Rules {
		run.Rules[i].File = "rules/" + fileName(run.Rules[i].ID)
	}
}

func (q Request) record(run rules.Run, w work) Record {
	return Record{
		ID: run.ID(), Run: run, Heading: q.Heading,
		Counts: countsOf(w.res, rejected(w.table)),
		Hidden: hiddenIssues(w.books.Schema, w.res.Issues),
	}
}

// fill writes every file of the run folder, the record last.
func (w work) fill(s *stage, r Record) (Record, error) {
	if err := w.writeInputs(s); err != nil {
		return r, err
	}
	if err := w.writeRejects(s); err != nil {
		return r, err
	}
	if err := w.writeReports(s); err != nil {
		return r, err
	}
	r.Files = s.sums
	text, err := r.json()
	if err != nil {
		return r, err
	}
	return r, s.writeText(recordName, text)
}

func (w work) writeRejects(s *stage) error {
	if path, ok := w.kept[RejectsName]; ok {
		return s.write(RejectsName, copyFile(path))
	}
	if len(w.table.Rejects) == 0 {
		return nil
	}
	return s.write(RejectsName, func(out io.Writer) error { return intake.WriteRejects(out, w.table) })
}

func (w work) writeReports(s *stage) error {
	for _, report := range reports.All() {
		write := func(out io.Writer) error { return report.Write(w.model, out) }
		if path, ok := w.kept[report.Name]; ok {
			write = copyFile(path)
		}
		if err := s.write(report.Name, write); err != nil {
			return err
		}
	}
	return nil
}

func (w work) writeInputs(s *stage) error {
	if err := s.writeText("schema.yaml", w.books.Schema.File().Text); err != nil {
		return err
	}
	for _, p := range inForceOrder(w.res) {
		if err := s.writeText("policies/"+fileName(p.ID), p.File.Text); err != nil {
			return err
		}
	}
	if w.books.Pack != nil {
		for _, g := range w.books.Pack.Groups {
			if err := s.writeText("rules/"+fileName(g.ID), g.File.Text); err != nil {
				return err
			}
		}
	}
	return s.write("roster.parquet", w.res.Roster.WriteParquet)
}

func inForceOrder(res *rules.Result) []*policy.Policy {
	policies := make([]*policy.Policy, len(res.Policies))
	for i, p := range res.Policies {
		policies[i] = p.Policy
	}
	return policies
}

func (d *Desk) record(ctx context.Context, run rules.Run, res *rules.Result, place string) error {
	if d.Store == nil {
		return nil
	}
	return d.Store.SaveRun(ctx, run, res, place, d.Now())
}

// Path gives the path of a file of the run folder.
func (d *Done) Path(name string) string { return filepath.Join(d.Folder, name) }

// Titles gives the titles of the run's rules by their ids.
func (d *Done) Titles() map[string]string {
	titles := map[string]string{}
	if d.pack == nil {
		return titles
	}
	for _, g := range d.pack.Groups {
		for _, r := range g.Rules {
			titles[r.ID] = r.Title
		}
	}
	return titles
}

// rejected counts the rows that could not be read. A table that was read from a
// store or a run folder has none.
func rejected(t *intake.Table) int {
	if len(t.Rejects) == 0 {
		return 0
	}
	return t.RejectedRows()
}
