package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"
	_ "time/tzdata" // an office PC may have no zone files

	"github.com/robfig/cron/v3"

	"weiran/rules/source"
)

// heartbeat bounds how long cron sleeps. Without it one timer runs to the next
// slot, and a machine that was suspended, or whose clock was set, comes late by
// as long.
const heartbeat = 30 * time.Second

// lastWait is how long a cancelled job may take to return before Serve leaves it
// behind.
const lastWait = 10 * time.Second

// ErrCancelled says that the grace ran out before a run had done its work.
var ErrCancelled = errors.New("schedule: a running job was cancelled")

// ErrAbandoned says that a cancelled job did not return either.
var ErrAbandoned = errors.New("schedule: a cancelled job did not return")

// A Job is a named piece of work with its times.
type Job struct {
	Name    string        // unique among the jobs; what logs call it
	Spec    string        // see Parse
	Timeout time.Duration // a longer run is cancelled; 0 means no limit

	// Run does the work of one slot. The context ends when the timeout or the
	// grace has run out, not as soon as Serve is told to stop.
	Run func(ctx context.Context, slot time.Time) error
}

// Options of [Serve].
type Options struct {
	Location *time.Location // whose clock the specifications mean; nil means UTC
	Grace    time.Duration  // how long running jobs may go on after the stop
	Log      *slog.Logger   // nil means slog.Default
}

// Serve runs the jobs at their times until the context is done. Then it starts
// no more, waits for running ones up to the grace, cancels those left, and
// waits ten seconds more. It gives nil where every run could end its work, else
// [ErrCancelled] or [ErrAbandoned].
//
// Jobs that cannot be scheduled (a wrong Spec, a name twice) are an error at
// once, all of them together, and nothing is run.
func Serve(ctx context.Context, jobs []Job, opt Options) error {
	timed := make([]timedJob, len(jobs))
	var faults []error
	names := map[string]bool{}
	for i, job := range jobs {
		s, err := Parse(job.Spec, opt.Location)
		if err == nil && names[job.Name] {
			err = source.Fault{Message: source.Say("the name is used twice", "任务名称重复")}
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("job %q: %w", job.Name, err))
		}
		names[job.Name] = true
		timed[i] = timedJob{Job: job, schedule: s}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	return serve(ctx, timed, opt)
}

// A timedJob is a job whose specification has been read.
type timedJob struct {
	Job
	schedule cron.Schedule
}

func serve(ctx context.Context, jobs []timedJob, opt Options) error {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	c := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(quiet{opt.Log}))
	runners := make([]*runner, len(jobs))
	for i, job := range jobs {
		runners[i] = newRunner(running, job, opt.Log)
		runners[i].addTo(c)
	}
	c.Schedule(cron.Every(heartbeat), cron.FuncJob(func() {}))

	c.Start()
	<-ctx.Done()
	opt.Log.Info("stopping", "grace", opt.Grace)
	idle := c.Stop()
	if doneWithin(idle, opt.Grace) {
		return nil
	}
	cancel()
	if !doneWithin(idle, lastWait) {
		return ErrAbandoned
	}
	if slices.ContainsFunc(runners, (*runner).wasCancelled) {
		return ErrCancelled
	}
	return nil
}

// doneWithin reports whether the context is done before the time has passed.
func doneWithin(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return true
	case <-timer.C:
		return ctx.Err() != nil
	}
}
