package schedule

import (
	"context"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// A runner runs one job slot by slot, never twice at once.
type runner struct {
	job  timedJob
	ctx  context.Context // ends when a running job has to give up
	log  *slog.Logger
	due  func() time.Time // the slot that has just come due
	last time.Time        // the slot of the last run; guarded by the chain
	cut  bool             // the last run failed after ctx had ended; likewise
}

func newRunner(ctx context.Context, job timedJob, log *slog.Logger) *runner {
	return &runner{job: job, ctx: ctx, log: log.With("job", job.Name)}
}

// addTo puts the job on a cron that has not been started.
//
// The order of the chain matters. With Recover on the outside, a panic passes
// through SkipIfStillRunning, which then takes the job to be running for ever.
func (r *runner) addTo(c *cron.Cron) {
	chain := cron.NewChain(cron.SkipIfStillRunning(skips{r.log}), cron.Recover(quiet{r.log}))
	id := c.Schedule(r.job.schedule, chain.Then(cron.FuncJob(r.run)))
	// Cron sets Prev to the slot in the same turn of its loop that starts the job,
	// and answers this question after that turn.
	r.due = func() time.Time { return c.Entry(id).Prev }
}

// run does the work of the slot that has just come due. Two slots so close that
// the second is due before the first asks are one.
func (r *runner) run() {
	slot := r.due()
	if !slot.After(r.last) {
		return
	}
	r.last = slot
	ctx, cancel := r.limited()
	defer cancel()
	log := r.log.With("slot", slot.Format(time.RFC3339))
	start := time.Now()
	log.Info("job started", "late", start.Sub(slot).Round(time.Second))
	if err := r.job.Run(ctx, slot); err != nil {
		r.cut = r.ctx.Err() != nil
		log.Error("job failed", "err", err, "took", time.Since(start))
		return
	}
	log.Info("job done", "took", time.Since(start))
}

func (r *runner) limited() (context.Context, context.CancelFunc) {
	if r.job.Timeout > 0 {
		return context.WithTimeout(r.ctx, r.job.Timeout)
	}
	return context.WithCancel(r.ctx)
}

// wasCancelled reports whether the last run failed for being cancelled. It may
// be asked once nothing runs any more.
func (r *runner) wasCancelled() bool { return r.cut }
