package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"weiran/jobs"
	"weiran/rules/source"
)

// A stageView says how a stage of a run is shown.
type stageView struct {
	label source.Text
	long  int64 // from how much of it a bar is worth its line; 0 means where one is there already
}

var stageViews = map[jobs.Stage]stageView{
	jobs.Reading:   {source.Say("reading the roster", "读取名册"), 2 << 20},
	jobs.Screening: {source.Say("screening", "排查"), 20_000},
	jobs.Writing:   {source.Say("writing the reports", "生成报告"), 0},
	jobs.Recording: {source.Say("recording the run", "写入数据库"), 0},
	jobs.Reopening: {source.Say("reading the runs", "读取各次结果"), 20 << 20},
}

// makingPersons is shown while a synthetic roster is made.
var makingPersons = stageView{source.Say("making persons", "生成人员"), 500_000}

// A bar shows on stderr how far long work is, where stderr is a terminal. The
// zero bar shows nothing.
type bar struct {
	app      *app
	progress *mpb.Progress
	line     *mpb.Bar  // of the stage; nil where none has been worth a bar
	view     stageView // that the line shows
}

func (a *app) newBar() *bar {
	if !isTerminal(a.stderr) {
		return &bar{}
	}
	return &bar{app: a}
}

// step says how much of a stage of a run is done.
func (b *bar) step(stage jobs.Stage, done, total int64) { b.move(stageViews[stage], done, total) }

// move says how much of some work is done.
func (b *bar) move(view stageView, done, total int64) {
	if b.app == nil || !b.worth(view, total) {
		return
	}
	if b.line == nil || b.view != view {
		b.show(view, total)
	}
	b.line.SetCurrent(done)
}

// worth reports whether work takes long enough to be shown.
func (b *bar) worth(view stageView, total int64) bool {
	return view.long > 0 && total >= view.long || view.long == 0 && b.line != nil
}

// show puts work in the place of the one before it. The elapsed time moves
// even while one large file is written.
func (b *bar) show(view stageView, total int64) {
	if b.progress == nil {
		b.progress = mpb.New(mpb.WithOutput(b.app.stderr), mpb.WithWidth(30))
	}
	if b.line != nil {
		b.line.Abort(true)
	}
	b.view = view
	b.line = b.progress.AddBar(0, // with a total it would be complete, and gone, before the stage ends
		mpb.PrependDecorators(decor.Name(view.label.In(b.app.lang)+" ")),
		mpb.AppendDecorators(decor.Percentage(), decor.Elapsed(decor.ET_STYLE_MMSS, decor.WCSyncSpace)))
	b.line.SetTotal(total, false)
}

// end takes the bar off the screen.
func (b *bar) end() {
	if b.line == nil {
		return
	}
	b.line.Abort(true)
	b.progress.Wait()
}
