// Package schedule runs jobs at the times that a cron specification names.
//
// A specification has five fields, "minute hour day month weekday", or is a
// word: @hourly, @daily, @weekly, @monthly, @yearly, "@every 90m". [Parse] checks
// it, [Next] tells when it comes due, [Serve] runs [Job]s until it is told to
// stop:
//
//	schedule.Serve(ctx, []schedule.Job{{Name: "nightly", Spec: "30 2 * * *", Run: screen}}, opt)
//
// A job is given its slot, the time at which it was due, and never asks what
// time it is: the same slot gives the same run. A slot is run once at most. One
// that comes due while the job still runs is skipped and logged. A job that
// fails or panics is logged, and its next slot runs all the same.
//
// Underneath is robfig/cron. This package keeps its known defects away from
// users: a specification that panics, one that never comes due, one that is
// silently changed to something else, and a job that dies for ever after one
// panic. Two of its habits remain. A time inside the hour that daylight saving
// leaves out is skipped that day, and one inside the hour that it repeats runs
// twice; China has had neither since 1991. And where both a day and a weekday
// are given, either of them is enough.
package schedule
