package schedule

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/robfig/cron/v3"

	"weiran/rules/source"
)

// The tests of this file run in bubbles of fake time, which begin at midnight
// UTC of 2000-01-01: days pass in no time, and every run is at its exact second.

var shanghai = time.FixedZone("CST", 8*60*60)

// A slotList gathers the slots that a job was given.
type slotList struct {
	mu    sync.Mutex
	slots []string
}

func (l *slotList) add(slot time.Time) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slots = append(l.slots, slot.Format("01-02 15:04"))
	return len(l.slots)
}

func (l *slotList) want(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, l.slots); diff != "" {
		t.Errorf("slots (-want +got):\n%s", diff)
	}
}

func discard() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// start serves in the background; stop ends it and gives its error.
func start(t *testing.T, opt Options, jobs ...Job) (stop func() error) {
	t.Helper()
	if opt.Location == nil {
		opt.Location = shanghai
	}
	if opt.Log == nil {
		opt.Log = discard()
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, jobs, opt) }()
	return func() error {
		cancel()
		return <-ended
	}
}

func TestServeGivesTheSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got slotList
		stop := start(t, Options{}, Job{
			Name: "nightly", Spec: "30 2 * * *",
			Run: func(_ context.Context, slot time.Time) error {
				if now := time.Now(); !now.Equal(slot) {
					t.Errorf("slot %v was run at %v", slot, now)
				}
				got.add(slot)
				return nil
			},
		})
		time.Sleep(3 * 24 * time.Hour)
		if err := stop(); err != nil {
			t.Error(err)
		}
		got.want(t, "01-02 02:30", "01-03 02:30", "01-04 02:30")
	})
}

func TestServeGoesOnAfterPanicAndError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got slotList
		var log bytes.Buffer
		stop := start(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil))}, Job{
			Name: "nightly", Spec: "0 * * * *",
			Run: func(_ context.Context, slot time.Time) error {
				switch got.add(slot) {
				case 1:
					panic("out of order")
				case 2:
					return errors.New("no paper")
				}
				return nil
			},
		})
		time.Sleep(3*time.Hour + time.Minute)
		if err := stop(); err != nil {
			t.Error(err)
		}
		got.want(t, "01-01 09:00", "01-01 10:00", "01-01 11:00")
		for _, want := range []string{
			"job=nightly err=\"out of order\" stack=", "slot=2000-01-01T10:00:00+08:00 err=\"no paper\"",
			"msg=\"job done\" job=nightly slot=2000-01-01T11:00:00+08:00",
		} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q:\n%s", want, &log)
			}
		}
	})
}

func TestServeSkipsWhileStillRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got slotList
		var log bytes.Buffer
		stop := start(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Grace: 2 * time.Hour}, Job{
			Name: "slow", Spec: "0 * * * *",
			Run: func(_ context.Context, slot time.Time) error {
				got.add(slot)
				time.Sleep(90 * time.Minute)
				return nil
			},
		})
		time.Sleep(5*time.Hour + time.Minute)
		if err := stop(); err != nil {
			t.Error(err)
		}
		got.want(t, "01-01 09:00", "01-01 11:00", "01-01 13:00")
		if n := strings.Count(log.String(), "msg=\"slot skipped: the run before is still going\" job=slow"); n != 2 {
			t.Errorf("%d slots were logged as skipped, want 2:\n%s", n, &log)
		}
	})
}

// TestServeJobsAreApart holds that a job that hangs keeps no other from its slot.
func TestServeJobsAreApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got slotList
		hang := func(ctx context.Context, _ time.Time) error { <-ctx.Done(); return ctx.Err() }
		quick := func(_ context.Context, slot time.Time) error { got.add(slot); return nil }
		stop := start(t, Options{},
			Job{Name: "hangs", Spec: "0 * * * *", Run: hang},
			Job{Name: "quick", Spec: "0 * * * *", Run: quick})
		time.Sleep(2*time.Hour + time.Minute)
		if err := stop(); !errors.Is(err, ErrCancelled) {
			t.Errorf("got %v, want ErrCancelled", err)
		}
		got.want(t, "01-01 09:00", "01-01 10:00")
	})
}

func TestServeEndsARunAtItsTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var took []time.Duration
		stop := start(t, Options{}, Job{
			Name: "nightly", Spec: "0 * * * *", Timeout: 10 * time.Minute,
			Run: func(ctx context.Context, slot time.Time) error {
				<-ctx.Done()
				took = append(took, time.Since(slot))
				return ctx.Err()
			},
		})
		time.Sleep(2*time.Hour + 30*time.Minute)
		if err := stop(); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff([]time.Duration{10 * time.Minute, 10 * time.Minute}, took); diff != "" {
			t.Error(diff)
		}
	})
}

func TestServeStops(t *testing.T) {
	work := func(ctx context.Context, d time.Duration) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	tests := map[string]struct {
		run     func(context.Context) error
		grace   time.Duration
		waits   time.Duration // from the stop to the end of Serve
		outcome error         // of Serve
		job     error         // of the run
	}{
		"a run that ends in the grace is waited for": {
			run:   func(ctx context.Context) error { return work(ctx, time.Hour) },
			grace: 2 * time.Hour, waits: 59 * time.Minute,
		},
		"a longer one is cancelled": {
			run:   func(ctx context.Context) error { return work(ctx, time.Hour) },
			grace: 5 * time.Minute, waits: 5 * time.Minute, outcome: ErrCancelled, job: context.Canceled,
		},
		"one that cannot be cancelled is left behind": {
			run:   func(context.Context) error { return work(context.Background(), time.Hour) },
			grace: 5 * time.Minute, waits: 5*time.Minute + lastWait, outcome: ErrAbandoned,
		},
		"without a grace it is cancelled at once": {
			run:   func(ctx context.Context) error { return work(ctx, time.Hour) },
			waits: 0, outcome: ErrCancelled, job: context.Canceled,
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ended := make(chan error, 2)
				stop := start(t, Options{Grace: tc.grace}, Job{
					Name: "nightly", Spec: "0 9 * * *",
					Run: func(ctx context.Context, _ time.Time) error {
						err := tc.run(ctx)
						ended <- err
						return err
					},
				})
				time.Sleep(time.Hour + time.Minute) // a minute into the run
				asked := time.Now()
				if err := stop(); !errors.Is(err, tc.outcome) {
					t.Errorf("Serve gave %v, want %v", err, tc.outcome)
				}
				if waited := time.Since(asked); waited != tc.waits {
					t.Errorf("Serve ended after %v, want %v", waited, tc.waits)
				}
				if err := <-ended; !errors.Is(err, tc.job) {
					t.Errorf("the run gave %v, want %v", err, tc.job)
				}
				time.Sleep(48 * time.Hour)
				if len(ended) > 0 {
					t.Error("a slot was run after the stop")
				}
			})
		})
	}
}

func TestServeStopsWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := func(context.Context, time.Time) error { t.Error("ran"); return nil }
		stop := start(t, Options{Grace: time.Hour}, Job{Name: "nightly", Spec: "@daily", Run: never})
		asked := time.Now()
		if err := stop(); err != nil || time.Since(asked) != 0 {
			t.Errorf("Serve gave %v after %v, want nil at once", err, time.Since(asked))
		}
	})
}

// TestServeIsContentWithWorkDone holds that a run that does its work although it
// was cancelled is no failure.
func TestServeIsContentWithWorkDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop := start(t, Options{}, Job{
			Name: "nightly", Spec: "0 9 * * *",
			Run: func(ctx context.Context, _ time.Time) error { <-ctx.Done(); return nil },
		})
		time.Sleep(time.Hour + time.Minute)
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestServeRefusesBadJobs(t *testing.T) {
	run := func(context.Context, time.Time) error { t.Error("ran"); return nil }
	err := Serve(t.Context(), []Job{
		{Name: "a", Spec: "0 0 30 2 *", Run: run},
		{Name: "b", Spec: "@every 1s", Run: run},
		{Name: "c", Spec: "@daily", Run: run},
		{Name: "c", Spec: "@daily", Run: run},
	}, Options{})
	want := "job \"a\": \"0 0 30 2 *\" never comes due\n" +
		"job \"b\": every 1s is too often\n" +
		"job \"c\": the name is used twice"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	var fault source.Fault
	if !errors.As(err, &fault) || fault.Message.ZH == "" {
		t.Errorf("no fault in both languages in %v", err)
	}
}

// TestServeRunsASlotOnce uses slots closer than any specification allows, so that
// runs come due while the one before is ending.
func TestServeRunsASlotOnce(t *testing.T) {
	last, runs := time.Time{}, make(chan time.Time)
	job := timedJob{
		schedule: closeTogether{},
		Job: Job{Name: "often", Run: func(_ context.Context, slot time.Time) error {
			runs <- slot
			return nil
		}},
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, []timedJob{job}, Options{Log: discard(), Grace: time.Minute}) }()
	for range 50 {
		slot := <-runs
		if !slot.After(last) {
			t.Fatalf("slot %v came after %v", slot, last)
		}
		last = slot
	}
	cancel()
	for {
		select {
		case <-runs:
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}

type closeTogether struct{}

func (closeTogether) Next(t time.Time) time.Time { return t.Add(200 * time.Microsecond) }

var _ cron.Schedule = closeTogether{}
