package jobs

import (
	"context"
	"errors"
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
	Progress Progress // may be nil
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

	Petitions PetitionReader  // nil: the run has none
	Levels    risk.Thresholds // of the level; zero for the default ones
	Scanning  rules.Scanning  // for hotspots; zero for the usual way
	Weights   string          // file of the points of scores; empty for the experts'

	Out  string // the run folder; empty means a folder of the run's id under Runs
	Runs string
}

// Done is a run that was done.
type Done struct {
	Record Record
	Folder string
	Result *rules.Result
	Model  *reports.Model
	Table  *intake.Table // how the roster was read; its roster is the result's
	Books  *Books
}

// Run does one run. What the user gave wrong is a [Mistake] or
// [source.Problems]; then, as after any error, no run folder is left.
func (d *Desk) Run(ctx context.Context, q Request) (*Done, error) {
	books, table, err := q.load(ctx, d.Progress)
	if err != nil {
		return nil, err
	}
	in, err := q.input(ctx, books, table)
	if err != nil {
		return nil, err
	}
	in.Progress = d.Progress.steps(Screening)
	return d.run(ctx, q, work{books: books, table: table, in: in, progress: d.Progress.steps(Writing)})
}

// work is a run between its loading and its end.
type work struct {
	books *Books
	table *intake.Table
	in    rules.Input
	res   *rules.Result
	model *reports.Model
	kept  map[string]string // files to copy instead of making them: name to path

	progress func(done, total int) // of the reports; may be nil
}

// input puts together what a screening depends on. What is said of the petitions
// goes to the notes of the table.
func (q Request) input(ctx context.Context, b *Books, t *intake.Table) (rules.Input, error) {
	petitions, notes, err := q.petitions(ctx, t.Roster)
	t.Notes = append(t.Notes, notes...)
	if err != nil {
		return rules.Input{}, err
	}
	weights, err := readWeights(q.Weights)
	return rules.Input{
		Roster: t.Roster, Policies: b.Policies, Rules: b.Pack, AsOf: q.AsOf, Petitions: petitions, Workers: q.Workers,
		Weights: weights, Levels: q.Levels,
		Scanning: &q.Scanning,
	}, err
}

func (d *Desk) run(ctx context.Context, q Request, w work) (*Done, error) {
	run := rules.Identify(q.Job, q.Slot, Engine, w.in)
	name(run)
	s, err := openStage(q.place(run))
	if err != nil {
		return nil, err
	}
	defer s.discard()
	s.log = func(name string, bytes int64) { d.Log.Debug("file written", "file", name, "bytes", bytes) }

	start := d.Now()
	if err := w.screen(ctx, q.Heading, run); err != nil {
		return nil, err
	}
	d.Log.Info("screened", "run", run.ID(), "persons", w.res.Roster.Len(), "findings", len(w.res.Findings))
	record, err := w.fill(ctx, s, q.record(run, w))
	if err != nil {
		return nil, err
	}
	if err := d.settle(ctx, run, w.res, s); err != nil {
		return nil, err
	}
	d.Log.Info("run done", "run", run.ID(), "folder", s.place, "took", d.Now().Sub(start))
	return w.done(record, s.place), nil
}

// place is where the run folder will stand.
func (q Request) place(run rules.Run) string {
	if q.Out != "" {
		return q.Out
	}
	return filepath.Join(q.Runs, run.ID())
}

// settle records the run in the store, where there is one, and puts its folder in
// place. The store goes first: a crash in between leaves a run whose folder the
// next start makes again, and never a folder that the store does not know.
func (d *Desk) settle(ctx context.Context, run rules.Run, res *rules.Result, s *stage) error {
	if d.Store != nil {
		place, err := filepath.Abs(s.place)
		if err != nil {
			return err
		}
		if tell := d.Progress.steps(Recording); tell != nil {
			tell(0, 1)
		}
		if err := d.Store.SaveRun(ctx, run, res, place, d.Now()); err != nil {
			return err
		}
	}
	return s.commit()
}

// screen computes the result and the model of its reports.
func (w *work) screen(ctx context.Context, h Heading, run rules.Run) (err error) {
	if w.res, err = screen(ctx, w.in); err != nil {
		return err
	}
	w.model, err = reports.New(h.subject(run, w.res, w.books, w.in.Weights))
	return err
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
		Counts: countsOf(w, w.table.RejectedRows()),
		Hidden: hiddenIssues(w.books.Schema, w.res.Issues),
	}
}

func inForceOrder(res *rules.Result) []*policy.Policy {
	policies := make([]*policy.Policy, len(res.Policies))
	for i, p := range res.Policies {
		policies[i] = p.Policy
	}
	return policies
}

func (w work) done(r Record, folder string) *Done {
	return &Done{Record: r, Folder: folder, Result: w.res, Model: w.model, Table: w.table, Books: w.books}
}

// Path gives the path of a file of the run folder.
func (d *Done) Path(name string) string { return filepath.Join(d.Folder, name) }
