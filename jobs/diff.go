package jobs

import (
	"context"
	"errors"
	"slices"

	"weiran/rules/change"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Difference is what became of a screening from one run to another.
type Difference struct {
	From, To Finished
	Before   change.Tally // the figures that the runs recorded
	After    change.Tally

	Changed   []change.Factor // in which the runs differ
	Policies  change.Files
	Rules     change.Files
	Rosters   *change.Rosters // nil where both runs have the same roster
	Petitions *Counted        // nil where both runs have the same
	Schema    *roster.Schema  // of the later run; nil unless Rosters is told

	Earlier  int // runs that were looked through for findings that are back; without any none can be
	Findings change.Moves
	Effects  []change.Effect // they add up to the difference exactly
	Unsplit  error           // says why there are no effects, where what a run was made of cannot be read

	Unleveled []string // the folders of runs that recorded no level: then none is told of either
}

// Finished is a run with its folder.
type Finished struct {
	Folder string
	Record Record
}

// Counted is how many of something each of two runs knew of.
type Counted struct{ Before, After int }

// Same reports whether the later run found and counted what the earlier one did,
// whatever they were made of.
func (d *Difference) Same() bool { return d.Findings.None() && change.Same(d.Before, d.After) }

// Strangers reports whether nobody is on both rosters.
func (d *Difference) Strangers() bool {
	persons := change.Key{Measure: change.Persons}
	return d.Rosters != nil && int64(len(d.Rosters.Left)) == d.Before[persons] && int64(len(d.Rosters.Joined)) == d.After[persons]
}

// A Comparison says which runs to compare.
type Comparison struct {
	Folders  []string // oldest first; the last two are compared, and the others looked through for findings that are back
	Workers  int      // ≤ 0 means one a processor; never changes the result
	Progress Progress // may be nil
}

// Diff compares the last two runs of some run folders, and parts what moved among
// what they were made of. What a run recorded is taken as it stands, and what its
// files are made of is held against their sums: a folder that is none, that was
// changed, that another version wrote in another form, or that is named twice is a
// [Mistake].
func Diff(ctx context.Context, c Comparison) (*Difference, error) {
	runs, err := openRuns(ctx, c)
	if err != nil {
		return nil, err
	}
	last := len(runs) - 1
	from, to := runs[last-1], runs[last]
	var earlier [][]change.Finding
	for _, run := range runs[:last-1] {
		earlier = append(earlier, run.findings)
	}
	d := &Difference{
		From: from.Finished, To: to.Finished, Before: from.tally, After: to.tally, Earlier: len(earlier),
		Changed:  change.Between(from.Record.Run, to.Record.Run),
		Policies: change.CompareFiles(from.Record.Policies, to.Record.Policies),
		Rules:    change.CompareFiles(from.Record.Rules, to.Record.Rules),
		Findings: change.Compare(from.findings, to.findings, earlier...),
	}
	err = d.explain(ctx, c, from, to)
	d.dropLevels(from, to)
	return d, err
}

// dropLevels leaves the levels out where one of the runs recorded none: an earlier
// version did not.
func (d *Difference) dropLevels(runs ...*pastRun) {
	for _, run := range runs {
		if len(run.Record.Rules) > 0 && run.Record.Counts.Level == nil {
			d.Unleveled = append(d.Unleveled, run.Folder)
		}
	}
	if d.Unleveled == nil {
		return
	}
	d.Before.DropLevels()
	d.After.DropLevels()
	for _, e := range d.Effects {
		e.Moved.DropLevels()
	}
}

// explain says why the figures moved. What keeps it from being told lies in what
// the runs were made of, and leaves everything else told.
func (d *Difference) explain(ctx context.Context, c Comparison, from, to *pastRun) error {
	err := d.part(ctx, c, from, to)
	var fault source.Fault
	if ctx.Err() == nil && (IsMistake(err) || errors.As(err, &fault)) {
		d.Unsplit, err = err, nil
	}
	return err
}

// part loads what the runs were made of where that is asked for: one factor that
// changed alone has moved everything, and only of rosters and petitions there is
// more to tell.
func (d *Difference) part(ctx context.Context, c Comparison, from, to *pastRun) error {
	if len(d.Changed) > 1 || slices.Contains(d.Changed, change.Roster) || slices.Contains(d.Changed, change.Petitions) {
		if err := d.load(c.Workers, from, to); err != nil {
			return err
		}
	}
	effects, err := change.Split(ctx, Engine, from.run(), to.run(), c.Progress.steps(Screening))
	d.Effects = effects
	return err
}

// load reads what the runs were made of, and holds their rosters against each
// other.
func (d *Difference) load(workers int, runs ...*pastRun) error {
	for _, run := range runs {
		w, err := loadFolder(run.Folder, run.Record)
		if err != nil {
			return err
		}
		run.in = w.in
		run.in.Workers = workers
	}
	from, to := runs[0], runs[1]
	if slices.Contains(d.Changed, change.Roster) {
		rosters := change.CompareRosters(from.in.Roster, to.in.Roster)
		d.Rosters, d.Schema = &rosters, to.in.Roster.Schema
	}
	if slices.Contains(d.Changed, change.Petitions) {
		d.Petitions = &Counted{from.petitions(), to.petitions()}
	}
	return nil
}
