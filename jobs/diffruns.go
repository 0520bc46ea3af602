package jobs

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/source"
)

// The files of a run folder that say what the run found.
const (
	impactsName  = "impacts.csv"
	findingsName = "findings.json"
)

// A pastRun is a run as its folder has it.
type pastRun struct {
	Finished
	findings []change.Finding
	tally    change.Tally // nil of a run that is only looked through
	in       rules.Input  // once it is asked for
}

func (r *pastRun) run() change.Run {
	return change.Run{Run: r.Record.Run, Tally: r.tally, Input: r.in}
}

// petitions counts those that the run could know of.
func (r *pastRun) petitions() int { return r.in.Petitions.At(r.in.AsOf).Len() }

// openRuns reads what some runs have left. Their folders are all checked before
// any of them is read.
func openRuns(ctx context.Context, c Comparison) ([]*pastRun, error) {
	if len(c.Folders) < 2 {
		return nil, mistake(source.Say("there is only one run to compare", "只有一次运行，无从比较"),
			source.Say("name two run folders or more, the oldest first", "请指定两个或更多结果文件夹，最早的在前"))
	}
	runs := make([]*pastRun, len(c.Folders))
	for i, dir := range c.Folders {
		record, err := ReadRecord(dir)
		if err != nil {
			return nil, err
		}
		runs[i] = &pastRun{Finished: Finished{Folder: dir, Record: record}}
	}
	if err := noneTwice(runs); err != nil {
		return nil, err
	}
	told := readings(runs, c.Progress)
	for i, run := range runs {
		if err := run.read(ctx, i >= len(runs)-2, told); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// noneTwice refuses a run that is compared with itself: a slip of the hand must
// not read as if nothing had changed.
func noneTwice(runs []*pastRun) error {
	for i, run := range runs {
		for _, before := range runs[:i] {
			if run.Record.ID == before.Record.ID {
				return mistake(source.Say("%s and %s hold the same run, %s", "%s 与 %s 是同一次运行（%s）", before.Folder, run.Folder, run.Record.ID),
					source.Say("name runs that were made of something else, or on another day", "请指定输入或基准日不同的运行"))
			}
		}
	}
	return nil
}

// read takes in what the run found. compared says that its figures are asked for
// as well, and what it was made of.
func (r *pastRun) read(ctx context.Context, compared bool, told *readingTeller) error {
	if err := r.undamaged(compared); err != nil {
		return err
	}
	if err := told.open(ctx, r.path(findingsName), r.readFindings); err != nil {
		return err
	}
	if !compared {
		return nil
	}
	r.tally = change.Tally{change.Key{Measure: change.Persons}: int64(r.Record.Counts.Persons)}
	for _, f := range r.findings {
		if err := r.tally.AddFinding(f); err != nil {
			return err
		}
	}
	if l := r.Record.Counts.Level; l != nil {
		r.tally.AddLevels(l.Policies)
	}
	if err := told.open(ctx, r.path(impactsName), r.readImpacts); err != nil {
		return err
	}
	if !r.asCounted() {
		return damaged(r.path(recordName))
	}
	return nil
}

func (r *pastRun) path(name string) string { return filepath.Join(r.Folder, filepath.FromSlash(name)) }

// undamaged holds the files that will be read against the sums of the record. The
// reports are left alone: a clerk may write into the ledger.
func (r *pastRun) undamaged(compared bool) error {
	v := verification{dir: r.Folder}
	for _, sum := range r.Record.Files {
		if sum.Name == findingsName || compared && isMadeOf(sum.Name) {
			if err := v.recorded(sum); err != nil {
				return err
			}
		}
	}
	at := slices.IndexFunc(v.checks, func(c Check) bool { return c.Status == Differs })
	if at < 0 {
		return nil
	}
	bad := v.checks[at]
	return mistake(source.Say("%s: %s", "%s：%s", r.path(bad.File), bad.Note),
		source.Say("put it back from a copy, or screen again", "请从备份恢复，或重新排查"))
}

// isMadeOf reports whether a file says what a run was made of, or what it came to.
func isMadeOf(name string) bool {
	return name == impactsName || name == "schema.yaml" || name == "roster.parquet" || name == PetitionsName ||
		strings.HasPrefix(name, "policies/") || strings.HasPrefix(name, "rules/")
}

// asCounted reports whether the counts of the record are those of the files that
// were read: nothing else holds the record, which has no sum of itself.
func (r *pastRun) asCounted() bool {
	c := r.Record.Counts
	if c.Findings != len(r.findings) || len(c.Policies) != len(r.Record.Policies) {
		return false
	}
	for _, p := range c.Policies {
		for measure, persons := range map[change.Measure]int{
			change.Affected: p.Affected, change.Unchanged: p.Unchanged,
			change.OutOfScope: p.OutOfScope, change.CannotTell: p.CannotTell,
		} {
			if r.tally[change.Key{Policy: p.Policy, Measure: measure}] != int64(persons) {
				return false
			}
		}
		if p.Affected+p.Unchanged+p.OutOfScope+p.CannotTell != c.Persons {
			return false
		}
	}
	return c.Level == nil || c.Level.fits(r.Record.Policies)
}

// readings makes a teller of the bytes that will be read.
func readings(runs []*pastRun, p Progress) *readingTeller {
	t := &readingTeller{tell: p}
	for i, run := range runs {
		for _, name := range []string{findingsName, impactsName} {
			if name == impactsName && i < len(runs)-2 {
				continue
			}
			if info, err := os.Stat(run.path(name)); err == nil {
				t.total += info.Size()
			}
		}
	}
	return t
}
