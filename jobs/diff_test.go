package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/lang"
)

// sampleRun leaves a run of the sample county under the shipped rules in a folder.
func sampleRun(t *testing.T, d *jobs.Desk, dir, asOf string, change func(*jobs.Request)) string {
	t.Helper()
	day, err := lang.ParseDate(asOf)
	if err != nil {
		t.Fatal(err)
	}
	q := sample(filepath.Join(dir, asOf))
	q.AsOf = day
	if change != nil {
		change(&q)
	}
	if _, err := d.Run(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	return q.Out
}

// What a run folder says is what its screening counted: the figures that are read
// back are those of the result.
func TestFiguresAreReadBack(t *testing.T) {
	dir := t.TempDir()
	var log bytes.Buffer
	q := sample(filepath.Join(dir, "run"))
	q.Shelf.Policies = []string{"cn-2015-3", "hlj-2023"}
	done, err := desk(&log).Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	later := sampleRun(t, desk(&log), dir, "2015-02-20", nil)
	d, err := jobs.Diff(t.Context(), jobs.Comparison{Folders: []string{q.Out, later}})
	if err != nil {
		t.Fatal(err)
	}
	want, err := change.Count(rules.Input{Rules: done.Books.Pack}, done.Result)
	if err != nil {
		t.Fatal(err)
	}
	if !change.Same(want, d.Before) {
		t.Errorf("counted %v\nread %v", want, d.Before)
	}
	if found := len(d.Findings.Gone) + d.Findings.Still; found != len(done.Result.Findings) {
		t.Errorf("read %d findings of %d", found, len(done.Result.Findings))
	}
}

// Progress rises to its end in every stage.
func TestProgressOfADiff(t *testing.T) {
	dir := t.TempDir()
	var log bytes.Buffer
	from := sampleRun(t, desk(&log), dir, "2015-01-20", nil)
	to := sampleRun(t, desk(&log), dir, "2015-02-20", func(q *jobs.Request) { q.Shelf.Policies = []string{"cn-2015-3", "hlj-2023"} })
	last := map[jobs.Stage][2]int64{}
	_, err := jobs.Diff(t.Context(), jobs.Comparison{Folders: []string{from, to}, Progress: func(stage jobs.Stage, done, total int64) {
		if done < last[stage][0] || done > total {
			t.Errorf("stage %d: %d of %d after %d", stage, done, total, last[stage][0])
		}
		last[stage] = [2]int64{done, total}
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range []jobs.Stage{jobs.Reopening, jobs.Screening} {
		if got := last[stage]; got[0] == 0 || got[0] != got[1] {
			t.Errorf("stage %d ends at %d of %d", stage, got[0], got[1])
		}
	}
}

func TestADiffEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	var log bytes.Buffer
	from, to := sampleRun(t, desk(&log), dir, "2015-01-20", nil), sampleRun(t, desk(&log), dir, "2015-02-20", nil)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := jobs.Diff(ctx, jobs.Comparison{Folders: []string{from, to}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A file whose sum is right and whose form is another is one of another version.
func TestFilesOfAnotherForm(t *testing.T) {
	dir := t.TempDir()
	var log bytes.Buffer
	from, to := sampleRun(t, desk(&log), dir, "2015-01-20", nil), sampleRun(t, desk(&log), dir, "2015-02-20", nil)
	for name, test := range map[string]struct{ file, old, new string }{
		"no column of amounts":    {"impacts.csv", "delta", "difference"},
		"an amount that is none":  {"impacts.csv", "570.00,4560.00", "570.00,much"},
		"a policy of no record":   {"impacts.csv", ",cn-2015-3,", ",cn-2015-4,"},
		"a row of another length": {"impacts.csv", ",cn-2015-3,", ",cn-2015-3,,"},
		"no list of findings":     {"findings.json", "[", "{"},
		"a finding of no rule":    {"findings.json", `"rule"`, `"rool"`},
		"half a file":             {"findings.json", "]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			rewrite(t, to, test.file, func(text string) string {
				changed := strings.ReplaceAll(text, test.old, test.new)
				if changed == text {
					t.Fatalf("%s has no %s", test.file, test.old)
				}
				return changed
			})
			_, err := jobs.Diff(t.Context(), jobs.Comparison{Folders: []string{from, to}})
			if !jobs.IsMistake(err) || !strings.Contains(err.Error(), test.file+" is damaged, or another version of weiran wrote it") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// rewrite changes a file of a run folder for one test, and takes its sum out of the
// record, so that only its form can be found wrong.
func rewrite(t *testing.T, dir, file string, edit func(string) string) {
	t.Helper()
	for name, edit := range map[string]func(string) string{
		file: edit,
		"run.json": func(text string) string {
			return strings.Replace(text, `"name": "`+file+`"`, `"name": "report.html"`, 1)
		},
	} {
		path := filepath.Join(dir, name)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(edit(string(before))), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.WriteFile(path, before, 0o644) })
	}
}

// Of the runs in a store those of the scheduled job that ran last are compared,
// whatever was asked for by hand or ran under another name in between.
func TestTheLatestRunsOfTheSchedule(t *testing.T) {
	dir := t.TempDir()
	var log bytes.Buffer
	st, err := store.Open(t.Context(), filepath.Join(dir, "weiran.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	d, clock := desk(&log), noon()
	d.Store = st
	d.Now = func() time.Time { clock = clock.Add(time.Hour); return clock }
	run := func(job, asOf string) string {
		return sampleRun(t, d, filepath.Join(dir, job), asOf, func(q *jobs.Request) {
			q.Job = job
			if job != jobs.ByHand {
				q.Slot = asOf + "T02:30:00+08:00"
			}
		})
	}
	none := func(what string) {
		t.Helper()
		if _, err := jobs.LatestRuns(t.Context(), st); !jobs.IsMistake(err) || !strings.Contains(err.Error(), what) {
			t.Errorf("got %v", err)
		}
	}
	none("no scheduled job has two runs")
	first := run("nightly", "2015-01-20")
	run(jobs.ByHand, "2015-01-20")
	run(jobs.ByHand, "2015-01-21")
	run("weekly", "2015-01-21")
	none("no scheduled job has two runs")
	older := run("nightly", "2015-01-22")
	run(jobs.ByHand, "2015-01-23")
	newer := run("nightly", "2015-01-24")
	got, err := jobs.LatestRuns(t.Context(), st)
	if diff := cmp.Diff([]string{first, older, newer}, got); err != nil || diff != "" {
		t.Fatalf("%v, %s", err, diff)
	}
	d2, err := jobs.Diff(t.Context(), jobs.Comparison{Folders: got})
	if err != nil || d2.Earlier != 1 {
		t.Errorf("looked through %d earlier runs, %v", d2.Earlier, err)
	}
	if err := os.RemoveAll(first); err != nil {
		t.Fatal(err)
	}
	got, err = jobs.LatestRuns(t.Context(), st)
	if diff := cmp.Diff([]string{older, newer}, got); err != nil || diff != "" {
		t.Errorf("without the first: %v, %s", err, diff)
	}
	if err := os.RemoveAll(older); err != nil {
		t.Fatal(err)
	}
	none(`of the job "nightly" is gone`)
}
