package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"weiran/jobs/store/pgtest"
)

// The crash tests run this test binary again as a child that saves a run, and
// kill it. These variables tell the child where, and at which of its looks at
// the context to say "middle"; there it waits to be killed or goes on.
const (
	childURL  = "STORE_CHILD_URL"
	childLook = "STORE_CHILD_LOOK"
	childThen = "STORE_CHILD_THEN" // wait or go
)

const crashPersons = 2500

// child saves a run, says "saved", and waits for its standard input to end.
func child(url string) int {
	ctx := context.Background()
	s, err := Open(ctx, url)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	at, _ := strconv.ParseInt(os.Getenv(childLook), 10, 64)
	look := &lookout{Context: ctx, at: at, then: func() {
		fmt.Println("middle")
		if os.Getenv(childThen) == "wait" {
			select {}
		}
	}}
	run, res := screened(crowd(crashPersons))
	if err := s.SaveRun(look, run, res, "runs/1", savedAt); err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("saved")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

// A lookout is a context that does something when it is looked at for the n-th
// time. Saving looks at its context every few hundred rows, so this is how a
// test stands at a chosen place in the middle of it.
type lookout struct {
	context.Context
	looks atomic.Int64
	at    int64
	then  func()
}

func (l *lookout) Err() error {
	if l.looks.Add(1) == l.at {
		l.then()
	}
	return l.Context.Err()
}

// A process is a child and what it says.
type process struct {
	cmd *exec.Cmd
	in  io.Closer
	out *bufio.Reader
}

func spawn(t *testing.T, env ...string) *process {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), env...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd, in, bufio.NewReader(out)}
	t.Cleanup(p.kill)
	return p
}

func (p *process) says(t *testing.T, want string) {
	t.Helper()
	if line, err := p.out.ReadString('\n'); strings.TrimSpace(line) != want {
		t.Fatalf("the child says %q (%v), want %q", line, err, want)
	}
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// prepared gives a store with a roster and an earlier run, what it holds, what
// it holds with the child's run as well, and how often saving that looks at its
// context.
func prepared(t *testing.T, url, other string) (s *Store, before, after string, looks int64) {
	t.Helper()
	s = mustOpen(t, url)
	prepare(t, s)
	before = dump(t, s)

	twin := mustOpen(t, other)
	prepare(t, twin)
	look := &lookout{Context: t.Context()}
	run, res := screened(crowd(crashPersons))
	if err := twin.SaveRun(look, run, res, "runs/1", savedAt); err != nil {
		t.Fatal(err)
	}
	return s, before, dump(t, twin), look.looks.Load()
}

func prepare(t *testing.T, s *Store) {
	t.Helper()
	small := crowd(5)
	if _, err := s.SaveRoster(t.Context(), small, "a.csv", importedAt); err != nil {
		t.Fatal(err)
	}
	run, res := screened(small)
	if err := s.SaveRun(t.Context(), run, res, "runs/0", importedAt); err != nil {
		t.Fatal(err)
	}
}

// twoDatabases runs a test on two empty databases of each kind.
func twoDatabases(t *testing.T, test func(t *testing.T, url, other string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, sqliteURL(t), sqliteURL(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Database(t), pgtest.Database(t)) })
}

// TestKillWhileSaving is invariant 7: killed anywhere before the commit, the
// store is as before; the next start finishes the work.
func TestKillWhileSaving(t *testing.T) {
	twoDatabases(t, func(t *testing.T, url, other string) {
		s, before, after, looks := prepared(t, url, other)
		if looks < 10 {
			t.Fatalf("saving %d persons looks %d times at its context: the test would see nothing", crashPersons, looks)
		}
		for _, at := range []int64{1, 2, looks / 3, looks / 2, looks - 2, looks - 1} {
			p := spawn(t, childURL+"="+url, childThen+"=wait", fmt.Sprintf("%s=%d", childLook, at))
			p.says(t, "middle")
			p.kill()
			if dump(t, s) != before {
				t.Fatalf("killed at look %d of %d, the store is not as before", at, looks)
			}
		}
		finish(t, s, after)
	})
}

// TestKillAnytime kills without making the child wait, so that the blow may fall
// on the commit itself.
func TestKillAnytime(t *testing.T) {
	twoDatabases(t, func(t *testing.T, url, other string) {
		s, before, after, looks := prepared(t, url, other)
		for _, at := range []int64{looks / 2, looks - 1, looks} {
			p := spawn(t, childURL+"="+url, childThen+"=go", fmt.Sprintf("%s=%d", childLook, at))
			p.says(t, "middle")
			p.kill()
			if got := dump(t, s); got != before && got != after {
				t.Fatalf("killed after look %d of %d, the store is neither as before nor as after", at, looks)
			}
		}
		finish(t, s, after)
	})
}

func TestKillAfterSaving(t *testing.T) {
	twoDatabases(t, func(t *testing.T, url, other string) {
		s, _, after, _ := prepared(t, url, other)
		p := spawn(t, childURL+"="+url)
		p.says(t, "saved")
		p.kill()
		if dump(t, s) != after {
			t.Error("a run that was said to be saved is not there whole")
		}
	})
}

// finish does what the next start does: it saves the run again.
func finish(t *testing.T, s *Store, after string) {
	t.Helper()
	run, res := screened(crowd(crashPersons))
	if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
		t.Fatal(err)
	}
	if dump(t, s) != after {
		t.Error("the next start does not finish the work")
	}
}

// TestSameRunFromSeveralProcesses saves one run from two other processes and two
// pools of this one, all at once.
func TestSameRunFromSeveralProcesses(t *testing.T) {
	twoDatabases(t, func(t *testing.T, url, other string) {
		s, _, after, _ := prepared(t, url, other)
		run, res := screened(crowd(crashPersons))
		processes := []*process{spawn(t, childURL+"="+url), spawn(t, childURL+"="+url)}
		var group sync.WaitGroup
		for range 2 {
			mine := mustOpen(t, url)
			group.Go(func() {
				if err := mine.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for _, p := range processes {
			p.says(t, "saved")
		}
		if dump(t, s) != after {
			t.Error("a run saved four times is not there once")
		}
	})
}
