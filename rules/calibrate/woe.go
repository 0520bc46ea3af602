package calibrate

import "math"

// A Woe says how a flag alone parts those who petitioned from those who did not:
// the weights of evidence ln(share of events ÷ share of others) of those who have
// it and of those who have not, each count smoothed by a half, and the information
// value Σ(share of events − share of others)·WoE.
type Woe struct {
	Column           string
	Events1, Others1 float64 // of those who have it
	Events0, Others0 float64 // of those who have not
	Woe1, Woe0       float64
	Information      float64
}

// Tells reports whether there is somebody who has the flag and somebody who has not.
// Else the weights are made of the halves alone, and say nothing.
func (w Woe) Tells() bool {
	return w.Events1+w.Others1 > 0 && w.Events0+w.Others0 > 0
}

// The marks of an information value, a rule of thumb (Siddiqi): below Useless it
// tells nothing, above Suspect look whether it knows the future.
const (
	Useless = .02
	Suspect = .5
)

// Evidence gives the weights of evidence of each column. They screen and show; no
// score is made of them. ErrOneClass where there is one class only.
func Evidence(t Table) ([]Woe, error) {
	persons, events := t.Counts()
	if events <= 0 || events >= persons {
		return nil, ErrOneClass
	}
	all := make([]Woe, len(t.Columns))
	for k, name := range t.Columns {
		all[k] = Woe{Column: name, Events0: events, Others0: persons - events}
	}
	for _, p := range t.Patterns {
		for _, c := range p.Cells {
			if c.Value > 0 {
				w := &all[c.Column]
				w.Events1, w.Events0 = w.Events1+p.Events, w.Events0-p.Events
				w.Others1, w.Others0 = w.Others1+p.Persons-p.Events, w.Others0-p.Persons+p.Events
			}
		}
	}
	for k := range all {
		all[k].weigh()
	}
	return all, nil
}

// weigh works out the weights of the counts.
func (w *Woe) weigh() {
	events, others := w.Events1+w.Events0+1, w.Others1+w.Others0+1
	e1, o1 := (w.Events1+.5)/events, (w.Others1+.5)/others
	e0, o0 := (w.Events0+.5)/events, (w.Others0+.5)/others
	w.Woe1, w.Woe0 = math.Log(e1/o1), math.Log(e0/o0)
	w.Information = (e1-o1)*w.Woe1 + (e0-o0)*w.Woe0
}
