package jobs_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/lang"
)

// noon is the fixed clock of these tests.
func noon() time.Time { return time.Date(2015, 1, 20, 12, 0, 0, 0, time.UTC) }

func desk(log *bytes.Buffer) *jobs.Desk {
	return &jobs.Desk{Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), Now: noon}
}

func sample(out string) jobs.Request {
	return jobs.Request{
		Job: jobs.ByHand, AsOf: configs.SampleAsOf(),
		Shelf:   jobs.Shelf{Policies: []string{configs.SamplePolicy}},
		People:  jobs.FromSample(),
		Heading: jobs.HeadingOf(configs.Default()),
		Out:     out,
	}
}

// The sample county is screened against the policy that it is set for.
func ExampleDesk_Run() {
	dir, err := os.MkdirTemp("", "weiran")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	d := &jobs.Desk{Log: slog.New(slog.DiscardHandler), Now: time.Now}
	done, err := d.Run(context.Background(), jobs.Request{
		Job:    jobs.ByHand,
		AsOf:   configs.SampleAsOf(),
		Shelf:  jobs.Shelf{Policies: []string{"cn-2015-3"}},
		People: jobs.FromSample(),
		Out:    filepath.Join(dir, "run"),
	})
	if err != nil {
		panic(err)
	}
	c := done.Record.Counts
	fmt.Println(c.Persons, "persons,", c.Policies[0].Affected, "affected,", c.Policies[0].CannotTell, "cannot be told")
	// Output: 178 persons, 174 affected, 1 cannot be told
}

// personal is a roster with all that must not leave the machine. The identity
// numbers are the two of the standard itself; the second is not of the person's
// date of birth, which is an issue of a private field.
const personal = "人员编号,姓名,身份证号,联系电话,离退休类别,职级,出生日期,离退休时间,基本离退休费\n" +
	"P1,样例甲甲,11010519491231002X,13900000001,退休,132,1949-12-31,2005-01-01,3000\n" +
	"P2,样例乙乙,440524188001010014,13900000002,退休,132,1948-05-01,2005-01-01,3100\n" +
	"P3,样例丙丙,,13900000003,退休,132,1948-13-01,2005-01-01,3200\n"

var secrets = []string{
	"样例甲甲", "样例乙乙", "样例丙丙", "11010519491231002X", "440524188001010014", "13900000001", "13900000002", "13900000003",
}

// TestNothingPersonalLeaves looks for names and numbers in every file that may
// leave the bureau, and in the log. Only the ledger and the rejects may hold any.
func TestNothingPersonalLeaves(t *testing.T) {
	dir := t.TempDir()
	roster := filepath.Join(dir, "roster.csv")
	if err := os.WriteFile(roster, []byte(personal), 0o644); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	q := sample(filepath.Join(dir, "run"))
	q.People = jobs.FromFile(roster)
	done, err := desk(&log).Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if done.Record.Counts.Rejected != 1 || len(done.Record.Hidden) == 0 {
		t.Fatalf("the roster shows nothing: %d rejected, %d issues of private fields", done.Record.Counts.Rejected, len(done.Record.Hidden))
	}
	texts := map[string]string{"the log": log.String()}
	err = filepath.WalkDir(q.Out, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "ledger.xlsx" || e.Name() == jobs.RejectsName {
			return err
		}
		text, err := os.ReadFile(path)
		texts[e.Name()] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range texts {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
	}
}

// TestVerifyKnowsPrivateIssues works a run out again whose roster had an issue in
// a field that the folder lacks.
func TestVerifyKnowsPrivateIssues(t *testing.T) {
	dir := t.TempDir()
	roster := filepath.Join(dir, "roster.csv")
	if err := os.WriteFile(roster, []byte(personal), 0o644); err != nil {
		t.Fatal(err)
	}
	q := sample(filepath.Join(dir, "run"))
	q.People = jobs.FromFile(roster)
	if _, err := desk(&bytes.Buffer{}).Run(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	checks, err := jobs.Verify(t.Context(), q.Out)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Status == jobs.Differs {
			t.Errorf("%s differs: %s", c.File, c.Note)
		}
	}
}

// TestRunFromStoreIsTheRunFromFile screens the sample from both.
func TestRunFromStoreIsTheRunFromFile(t *testing.T) {
	dir := t.TempDir()
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "weiran.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	d := desk(&bytes.Buffer{})
	d.Store = st
	fromFile, err := d.Run(t.Context(), sample(filepath.Join(dir, "one")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.SaveRoster(t.Context(), fromFile.Table.Roster, "roster.csv", noon()); err != nil {
		t.Fatal(err)
	}
	q := sample(filepath.Join(dir, "two"))
	q.People = jobs.FromStore(st)
	fromStore, err := d.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fromStore.Record, fromFile.Record; !reflect.DeepEqual(got, want) {
		t.Errorf("the records differ:\n%+v\n%+v", got, want)
	}
	runs, err := st.Runs(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(runs) != 1 {
		t.Errorf("the same run was recorded %d times", len(runs))
	}
}

// TestScheduledRunDependsOnItsSlot runs a job late: the slot decides its date.
func TestScheduledRunDependsOnItsSlot(t *testing.T) {
	dir := t.TempDir()
	c := configs.Default()
	c.Policies = []string{configs.SamplePolicy}
	c.Roster = filepath.Join(dir, "roster.csv")
	c.Out = filepath.Join(dir, "runs")
	if err := os.WriteFile(c.Roster, configs.SampleRoster().Text, 0o644); err != nil {
		t.Fatal(err)
	}
	slot := time.Date(2015, 1, 19, 18, 0, 0, 0, time.UTC) // the 20th in China
	job := desk(&bytes.Buffer{}).Scheduled(c)[0]
	if err := job.Run(t.Context(), slot); err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	r, err := jobs.ReadRecord(filepath.Join(c.Out, folders[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	if r.Job != "nightly" || r.Slot != "2015-01-20T02:00:00+08:00" || r.AsOf != configs.SampleAsOf() {
		t.Errorf("the run is of job %s, slot %s, as of %s", r.Job, r.Slot, r.AsOf)
	}
}

func TestDateIn(t *testing.T) {
	shanghai := configs.Timezone("Asia/Shanghai").Location()
	for _, c := range []struct {
		at   time.Time
		zone *time.Location
		want string
	}{
		{time.Date(2015, 1, 19, 15, 59, 59, 0, time.UTC), shanghai, "2015-01-19"},
		{time.Date(2015, 1, 19, 16, 0, 0, 0, time.UTC), shanghai, "2015-01-20"},
		{time.Date(2015, 12, 31, 16, 0, 0, 0, time.UTC), time.UTC, "2015-12-31"},
	} {
		want, err := lang.ParseDate(c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := jobs.DateIn(c.at, c.zone); got != want {
			t.Errorf("%s in %s is %s, want %s", c.at, c.zone, got, want)
		}
	}
}

// TestRunLeavesNothingAfterAnError tries each step of a run that can fail.
func TestRunLeavesNothingAfterAnError(t *testing.T) {
	for name, spoil := range map[string]func(*jobs.Request){
		"a policy that is not there": func(q *jobs.Request) { q.Shelf.Policies = []string{"absent.yaml"} },
		"no policy":                  func(q *jobs.Request) { q.Shelf.Policies = nil },
		"rules that are not there":   func(q *jobs.Request) { q.Shelf.Rules = []string{"absent"} },
		"a schema that is not there": func(q *jobs.Request) { q.Shelf.Schema = "absent.yaml" },
		"a roster that is not there": func(q *jobs.Request) { q.People = jobs.FromFile("absent.csv") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			q := sample(filepath.Join(dir, "run"))
			spoil(&q)
			if _, err := desk(&bytes.Buffer{}).Run(t.Context(), q); !jobs.IsMistake(err) {
				t.Errorf("the error is %v, want a mistake", err)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("the run left %v", left)
			}
		})
	}
}

// TestRunIsTheSameByAnyWorkers holds every file of a run folder to the one that a
// single worker leaves.
func TestRunIsTheSameByAnyWorkers(t *testing.T) {
	var first jobs.Record
	for _, workers := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(workers) // by which a ledger is packed
		q := sample(filepath.Join(t.TempDir(), "run"))
		q.Workers = workers
		done, err := desk(&bytes.Buffer{}).Run(t.Context(), q)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if workers == 1 {
			first = done.Record
		}
		if !reflect.DeepEqual(done.Record, first) {
			t.Errorf("%d workers leave\n%+v\nand one\n%+v", workers, done.Record, first)
		}
	}
}
