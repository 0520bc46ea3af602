package jobs

import (
	"context"
	"os"
	"path/filepath"

	"weiran/jobs/intake"
	"weiran/reports"
	"weiran/rules"
	"weiran/rules/roster"
)

// A reopened is a run worked out again from its folder alone.
type reopened struct {
	record Record
	run    rules.Run // as identified from the folder's files
	work   work
}

// reopen reads a run folder and screens it again.
func reopen(ctx context.Context, dir string) (*reopened, error) {
	record, err := ReadRecord(dir)
	if err != nil {
		return nil, err
	}
	w, err := loadFolder(dir, record)
	if err != nil {
		return nil, err
	}
	run := rules.Identify(record.Job, record.Slot, record.Engine, w.in)
	name(run)
	if w.res, err = screen(ctx, w.in); err != nil {
		return nil, err
	}
	w.res.Issues = withHidden(w.res.Issues, record.Hidden)
	w.model, err = reports.New(record.Heading.subject(record.Run, w.res, w.books, w.in.Weights))
	return &reopened{record: record, run: run, work: w}, err
}

func loadFolder(dir string, r Record) (work, error) {
	books, err := shelfOf(dir, r).Open()
	if err != nil {
		return work{}, err
	}
	name := filepath.Join(dir, "roster.parquet")
	data, err := os.ReadFile(name)
	if err != nil {
		return work{}, err
	}
	persons, err := roster.ReadParquet(books.Schema, data)
	if err != nil {
		return work{}, damaged(name)
	}
	w := work{books: books, table: &intake.Table{Roster: persons}}
	w.in = rules.Input{Roster: persons, Policies: books.Policies, Rules: books.Pack, AsOf: r.AsOf, Scanning: &rules.Scanning{}}
	if w.in.Petitions, err = petitionsOf(dir, r); err != nil {
		return w, err
	}
	if r.Hotspots != nil {
		w.in.Scanning = r.Hotspots
	}
	if r.Levels != nil {
		w.in.Levels = *r.Levels
	}
	w.in.Weights, err = weightsOf(dir, r)
	return w, err
}

// shelfOf names the books that stand in a run folder.
func shelfOf(dir string, r Record) Shelf {
	s := Shelf{Schema: filepath.Join(dir, "schema.yaml"), Rules: []string{NoRules}}
	for _, p := range r.Policies {
		s.Policies = append(s.Policies, filepath.Join(dir, filepath.FromSlash(p.File)))
	}
	if len(r.Rules) > 0 {
		s.Rules = nil
	}
	for _, g := range r.Rules {
		s.Rules = append(s.Rules, filepath.Join(dir, filepath.FromSlash(g.File)))
	}
	return s
}
