package schedule

import "log/slog"

// quiet is cron's logger over slog: its account of every wake-up is of interest
// only in debugging, a panic always.
type quiet struct{ log *slog.Logger }

// Info logs what cron does at each turn.
func (q quiet) Info(msg string, keysAndValues ...any) { q.log.Debug("cron: "+msg, keysAndValues...) }

// Error logs a panic with its stack.
func (q quiet) Error(err error, msg string, keysAndValues ...any) {
	q.log.Error("job: "+msg, append([]any{"err", err}, keysAndValues...)...)
}

// skips is the logger of SkipIfStillRunning, whose only message is a slot that
// was not run: someone should hear of it.
type skips struct{ log *slog.Logger }

// Info logs a skipped slot.
func (s skips) Info(string, ...any) {
	s.log.Warn("slot skipped: the run before is still going")
}

// Error is never called by SkipIfStillRunning.
func (s skips) Error(err error, msg string, keysAndValues ...any) {
	quiet(s).Error(err, msg, keysAndValues...)
}
