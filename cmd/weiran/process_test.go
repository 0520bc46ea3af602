//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"weiran/jobs/store"
)

// A process is a weiran of its own, to be watched and signalled. Its log tells
// how far it is.
type process struct {
	*exec.Cmd
	log *bufio.Scanner
}

func start(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute) // a hang is a failure
	t.Cleanup(stop)
	cmd := exec.CommandContext(ctx, "weiran", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "DATABASE_URL=", "LC_ALL=C")
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &process{cmd, bufio.NewScanner(log)}
}

// until waits for a line of the log that holds a text.
func (p *process) until(t *testing.T, text string) {
	t.Helper()
	for p.log.Scan() {
		if strings.Contains(p.log.Text(), text) {
			return
		}
	}
	t.Fatalf("the log ended without %q", text)
}

// end waits for the end and gives the exit code; -1 is the end by a signal.
func (p *process) end() int {
	for p.log.Scan() {
	}
	_ = p.Wait()
	return p.ProcessState.ExitCode()
}

// writeRoster makes a synthetic roster.
func writeRoster(t *testing.T, path string, persons int) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("人员编号,离退休类别,职级,出生日期,离退休时间,发放渠道,基本离退休费\n")
	for i := range persons {
		fmt.Fprintf(&b, "P%06d,离休,132,19%02d-01-01,1990-01-01,财政,%d\n", i, 20+i%20, 3000+i%997)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestKilledRunLeavesBeforeOrAfter kills a run at several points of its way. The
// folder that stands is the one of before or the one of after, to the byte, the
// store knows whole runs only, and the next run clears away what was left.
func TestKilledRunLeavesBeforeOrAfter(t *testing.T) {
	dir := t.TempDir()
	writeRoster(t, filepath.Join(dir, "small.csv"), 3)
	writeRoster(t, filepath.Join(dir, "big.csv"), 1500)
	args := func(roster string) []string {
		return []string{"screen", "-v", "-r", roster, "-p", "cn-2015-3", "--rules", "none", "--as-of", "2015-01-20", "-o", "run", "--db", "sqlite:runs.db"}
	}
	if code := start(t, dir, args("small.csv")...).end(); code != 0 {
		t.Fatalf("the first run ended with code %d", code)
	}
	before := read(t, dir, "run/run.json")
	halfway := 0
	for _, point := range []string{"file=schema.yaml", "file=roster.parquet", "file=impacts.csv", "file=run.json"} {
		p := start(t, dir, args("big.csv")...)
		p.until(t, point)
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		p.end()
		left, err := filepath.Glob(filepath.Join(dir, ".run.weiran-*"))
		if err != nil {
			t.Fatal(err)
		}
		halfway += len(left)
		after := read(t, dir, "run/run.json")
		if !bytes.Equal(after, before) && !bytes.Contains(after, []byte(`"persons": 1500`)) {
			t.Errorf("killed at %s: the folder is of neither run", point)
		}
		if code := start(t, dir, "verify", "run").end(); code != 0 {
			t.Errorf("killed at %s: the folder that stands is not whole", point)
		}
	}
	if halfway == 0 {
		t.Error("no kill came in the middle of a run: the test shows nothing")
	}
	if code := start(t, dir, args("big.csv")...).end(); code != 0 {
		t.Fatalf("the last run ended with code %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".run.weiran-*")); len(left) > 0 {
		t.Errorf("the next run left %v", left)
	}
	checkRuns(t, filepath.Join(dir, "runs.db"))
}

// checkRuns requires that the store knows the small run and the big one, each
// once and whole.
func checkRuns(t *testing.T, path string) {
	t.Helper()
	st, err := store.Open(context.Background(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	runs, err := st.Runs(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var persons []int
	for _, r := range runs {
		persons = append(persons, r.Persons)
	}
	if fmt.Sprint(persons) != "[1500 3]" {
		t.Errorf("the store has runs of %v persons, want 1500 and 3", persons)
	}
}

// TestInterruptedRunLeavesNothing breaks a run off as Ctrl-C does.
func TestInterruptedRunLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	writeRoster(t, filepath.Join(dir, "big.csv"), 1500)
	p := start(t, dir, "screen", "-v", "-r", "big.csv", "-p", "cn-2015-3", "--as-of", "2015-01-20", "-o", "run")
	p.until(t, "file=schema.yaml")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.until(t, "stopped before the end")
	if code := p.end(); code != exitFailure {
		t.Errorf("the run ended with code %d, want %d", code, exitFailure)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("the run left %v beside its roster", entries)
	}
}

// TestScheduleStopsGracefully tells a schedule to stop.
func TestScheduleStopsGracefully(t *testing.T) {
	dir := t.TempDir()
	config := "policies: [cn-2015-3]\nschedule: {jobs: [{name: nightly, cron: 0 2 * * *}]}\n"
	if err := os.WriteFile(filepath.Join(dir, "weiran.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	p := start(t, dir, "schedule")
	p.until(t, "job=nightly")
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := p.end(); code != exitOK {
		t.Errorf("the schedule ended with code %d, want %d", code, exitOK)
	}
}
