package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// longWork is the count of steps from which a progress bar is worth its line.
const longWork = 20_000

// A bar shows on stderr how far long work is, where stderr is a terminal. The
// zero bar shows nothing.
type bar struct {
	label    string
	progress *mpb.Progress
	line     *mpb.Bar
	app      *app
}

func (a *app) newBar() *bar {
	if !isTerminal(a.stderr) {
		return &bar{}
	}
	return &bar{app: a, label: a.say("screening", "排查")}
}

// step says how much of the work is done.
func (b *bar) step(done, total int) {
	if b.app == nil || total < longWork {
		return
	}
	if b.line == nil {
		b.progress = mpb.New(mpb.WithOutput(b.app.stderr), mpb.WithWidth(40))
		b.line = b.progress.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(b.label+" ")),
			mpb.AppendDecorators(decor.Percentage()))
	}
	b.line.SetCurrent(int64(done))
}

// end takes the bar off the screen.
func (b *bar) end() {
	if b.line == nil {
		return
	}
	b.line.Abort(true)
	b.progress.Wait()
}
