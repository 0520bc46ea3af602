package calibrate

import (
	"math"
	"slices"
)

// A Method says how weights were made of a history.
type Method string

// With few events experts know more than a regression.
const (
	Expert   Method = "expert"   // the experts' weights as they stand: what happened does not follow them
	Rescaled Method = "rescaled" // the experts' weights, all stretched alike
	Fitted   Method = "fitted"   // each weight of its own
)

// The fewest events for which each weight is fitted: in all, and a column.
const (
	FewestEvents = 100
	FewestEach   = 10
)

// Weights are what a history gives. Points follow from Weights by [Points].
type Weights struct {
	Method    Method
	Intercept float64
	Weights   []float64 // on the scale of log odds, one a column
	Lambda    float64   // of a fit; 0 where experts' weights are kept
	Slope     float64   // by which experts' weights are stretched; 1 for a fit

	Exact, Rounded float64 // AUC before and after rounding to whole points
}

// lambdas are tried from the strongest: where two tell equally well the experts
// keep more of their say.
var lambdas = []float64{100, 30, 10, 3, 1, .3}

// Learn makes weights of a history, drawn toward the experts'. With less than
// [FewestEvents] in all, or less than [FewestEach] for some column that anybody
// shows, the experts' weights are kept and only intercept and slope are fitted;
// else each is. Whole points are taken where they cost less than .01 of AUC.
// [ErrOneClass] where nobody petitioned or everybody did.
func Learn(t Table, expert []float64) (Weights, error) {
	if _, err := Fit(t, Prior{Weights: expert, Lambda: 1e12}); err != nil {
		return Weights{}, err
	}
	w := Weights{Method: Fitted, Slope: 1}
	var err error
	if tooFew(t) {
		err = w.rescale(t, expert)
	} else {
		w.Lambda = Choose(t, expert)
		var m Model
		m, err = Fit(t, Prior{Weights: expert, Lambda: w.Lambda})
		w.Intercept, w.Weights = m.Intercept, m.Weights
	}
	if err != nil {
		return w, err
	}
	return w, w.round(t)
}

func tooFew(t Table) bool {
	if _, events := t.Counts(); events < FewestEvents {
		return true
	}
	shown := make([]bool, len(t.Columns))
	for _, p := range t.Patterns {
		for _, c := range p.Cells {
			shown[c.Column] = shown[c.Column] || c.Value > 0
		}
	}
	for k, n := range t.EventsOf() {
		if shown[k] && n < FewestEach {
			return true
		}
	}
	return false
}

// rescale fits intercept and slope of the experts' score. A slope that is not
// above 0 says that what happened does not follow them: then they stay as they
// are, for a handful of petitions is no reason to turn them around.
func (w *Weights) rescale(t Table, expert []float64) error {
	line, err := Recalibrate(t.Scored(expert))
	if err != nil {
		return err
	}
	w.Method, w.Intercept, w.Slope = Rescaled, line.Intercept, line.Weights[0]
	if w.Slope <= 0.05 {
		w.Method, w.Slope = Expert, 1
	}
	w.Weights = make([]float64, len(expert))
	for k, e := range expert {
		w.Weights[k] = e * w.Slope
	}
	return nil
}

// Recalibrate fits intercept and slope of a table of one column, the score in log
// odds. The slope is drawn a little toward 1, so that it has an end even where the
// score parts those who petitioned from the others without an error.
func Recalibrate(scored Table) (Model, error) {
	return Fit(scored, Prior{Weights: []float64{1}, Lambda: 1})
}

// round takes whole points where that costs next to nothing, and notes what it
// costs.
func (w *Weights) round(t Table) (err error) {
	rounded := make([]float64, len(w.Weights))
	for k, weight := range w.Weights {
		rounded[k] = Weight(float64(Points(weight)))
	}
	if w.Exact, err = tableAUC(t, w.Weights); err != nil {
		return err
	}
	w.Rounded, err = tableAUC(t, rounded)
	if w.Exact-w.Rounded < .01 {
		w.Weights = rounded
	}
	return err
}

// Choose gives the strength of the pull toward the experts that tells later
// snapshots best: each block but the first is told by a fit of those before it, as
// it would have been at the time. Where no block can be told so it is the
// strongest that is tried.
func Choose(t Table, expert []float64) float64 {
	best, least := lambdas[0], math.Inf(1)
	for _, lambda := range lambdas {
		if loss, told := forward(t, Prior{Weights: expert, Lambda: lambda}); told && loss < least-1e-9 {
			best, least = lambda, loss
		}
	}
	return best
}

// forward gives the log loss over all blocks that earlier ones can tell.
func forward(t Table, p Prior) (loss float64, told bool) {
	var blocks []int
	for _, row := range t.Patterns {
		blocks = append(blocks, row.Block)
	}
	slices.Sort(blocks)
	for _, block := range slices.Compact(blocks) {
		m, err := Fit(t.Only(func(b int) bool { return b < block }), p)
		if err != nil {
			continue
		}
		told = true
		next := t.Only(func(b int) bool { return b == block })
		loss += lossOf(next, Prior{Weights: m.Weights}, m)
	}
	return loss, told
}

// tableAUC is [AUC] of the patterns of a table.
func tableAUC(t Table, weights []float64) (float64, error) {
	type group struct{ events, others float64 }
	at := map[float64]group{}
	var scores []float64
	for _, p := range t.Patterns {
		s := dot(p.Cells, weights)
		g, known := at[s]
		if !known {
			scores = append(scores, s)
		}
		at[s] = group{g.events + p.Events, g.others + p.Persons - p.Events}
	}
	slices.Sort(scores)
	below, wins, events := 0.0, 0.0, 0.0
	for _, s := range scores {
		g := at[s]
		wins += g.events * (below + g.others/2)
		below, events = below+g.others, events+g.events
	}
	if events == 0 || below == 0 {
		return 0, ErrOneClass
	}
	return wins / events / below, nil
}
