package policy

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Figure is an amount or a rate of the file, by the days from which it holds.
// One that is written as a plain number holds always.
type Figure struct {
	Steps []Step // by the day; one at least
}

// A Step is what a figure is from a day on, until the next step.
type Step struct {
	From  lang.Date // the first day; 0 where there is no first
	First bool      // holds before any day that is given: initial, or a plain figure
	State State
	Value lang.Decimal // of Given and Expected, else 0

	Pos   source.Pos // of the number, or of the word in its place
	Width int
}

// A State says what is known of a figure.
type State uint8

// The states of a figure.
const (
	Given    State = iota
	Expected       // announced, not enacted: it counts, and reports say so
	Hole           // known to exist, not known how much
	Ended          // no longer in force
)

// On gives the step that holds on a day; ok is false before the first one.
func (f Figure) On(day lang.Date) (s Step, ok bool) {
	for _, s := range slices.Backward(f.Steps) {
		if s.First || s.From <= day {
			return s, true
		}
	}
	return Step{}, false
}

// Dated reports whether the figure is not the same on all days.
func (f Figure) Dated() bool { return len(f.Steps) > 1 || len(f.Steps) == 1 && !f.Steps[0].First }

// value gives the figure as expressions read it on a day: a number, or why there
// is none. what names the figure: table.t for rank 131.
func (f Figure) value(day lang.Date, what func() source.Text) lang.Value {
	s, begun := f.On(day)
	switch {
	case !begun:
		return lang.Failed(source.Fault{
			Message: source.Say("%s is in force from %s only", "%s自 %s 起才有标准", what(), f.Steps[0].From),
			Hint:    source.Say("add initial, for what held before", "如此前已有标准，请用 initial 写明"),
		})
	case s.State == Hole:
		return lang.Failed(source.Fault{
			Message: source.Say("the figure of %s is not known", "%s的数额未知", what()),
			Hint:    source.Say("fill it in", "请查明后填入"),
		})
	case s.State == Ended:
		return lang.Failed(source.Fault{
			Message: source.Say("%s is no longer in force since %s", "%s自 %s 起不再执行", what(), s.From),
			Hint:    source.Say("give the figure in force, or an item that does without", "请写明现行标准，或另设不用它的项目"),
		})
	}
	return lang.DecimalOf(s.Value)
}
