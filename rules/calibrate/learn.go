package calibrate

import "slices"

// A Method says how weights were made of a history.
type Method string

// With few events experts know more than a regression.
const (
	Expert   Method = "expert"   // the experts' weights as they stand: what happened does not follow them
	Rescaled Method = "rescaled" // the experts' weights, all stretched alike
	Fitted   Method = "fitted"   // each weight of its own
)

// The fewest events for which each weight is fitted: in all, and for each column
// that anybody shows.
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

	Exact float64 // AUC before rounding to whole points
	AUC   float64 // of Weights as they are here
}

// Learn makes weights of a history, drawn toward the experts'. With fewer
// events than [Needed] the experts' weights are kept and only intercept and slope
// are fitted; else each is, and whole points are taken where they cost less than
// .01 of AUC.
//
// The score is what the experts' weights come to in log odds, one column for the
// same persons. It is less than their sum, since one cause counts once, and it is
// what is stretched. [ErrOneClass] where nobody petitioned or everybody did.
func Learn(t Table, expert []float64, score Table) (Weights, error) {
	persons, events := t.Counts()
	if events <= 0 || events >= persons {
		return Weights{}, ErrOneClass
	}
	if events < float64(Needed(t)) {
		return rescale(expert, score)
	}
	w := Weights{Method: Fitted, Slope: 1, Lambda: Choose(t, expert)}
	m, err := Fit(t, Prior{Weights: expert, Lambda: w.Lambda})
	if err != nil {
		return w, err
	}
	w.Intercept, w.Weights = m.Intercept, m.Weights
	return w, w.round(t)
}

// Needed gives how many events a table must hold for each weight to be fitted:
// [FewestEvents], and [FewestEach] for each column that anybody shows (Peduzzi et
// al., A simulation study of the number of events per variable, 1996). That nobody
// of a thousand whom a rule found petitioned speaks too; it is not asked that each
// column has events of its own.
func Needed(t Table) int {
	shown := map[int]bool{}
	for _, p := range t.Patterns {
		for _, c := range p.Cells {
			if c.Value > 0 {
				shown[c.Column] = true
			}
		}
	}
	return max(FewestEvents, FewestEach*len(shown))
}

// leastSlope is the least by which the experts' score is stretched. Below it what
// happened does not follow them: then they stay as they are, for a handful of
// petitions is no reason to turn them around.
const leastSlope = .05

// rescale fits intercept and slope of the experts' score.
func rescale(expert []float64, score Table) (w Weights, err error) {
	line, err := Recalibrate(score)
	if err != nil {
		return w, err
	}
	w.Method, w.Intercept, w.Slope = Rescaled, line.Intercept, line.Weights[0]
	if w.Slope <= leastSlope {
		w.Method, w.Slope = Expert, 1
		if w.Intercept, err = interceptOf(score); err != nil {
			return w, err
		}
	}
	for _, e := range expert {
		w.Weights = append(w.Weights, e*w.Slope)
	}
	w.AUC, err = tableAUC(score, []float64{1})
	w.Exact = w.AUC
	return w, err
}

// interceptOf fits the intercept of a table of one column whose weight is 1.
func interceptOf(score Table) (float64, error) {
	m, err := Fit(score, Prior{Weights: []float64{1}, Lambda: 1e12})
	return m.Intercept, err
}

// Recalibrate fits intercept and slope of a table of one column, the score in log
// odds. The slope is drawn a little toward 1, so that it has an end even where the
// score parts those who petitioned from the others without an error.
func Recalibrate(scored Table) (Model, error) {
	return Fit(scored, Prior{Weights: []float64{1}, Lambda: 1})
}

// round takes whole points where that costs next to nothing, and fits the intercept
// anew to them.
func (w *Weights) round(t Table) (err error) {
	whole := make([]float64, len(w.Weights))
	for k, weight := range w.Weights {
		whole[k] = Weight(float64(Points(weight)))
	}
	if w.Exact, err = tableAUC(t, w.Weights); err != nil {
		return err
	}
	if w.AUC, err = tableAUC(t, whole); err != nil {
		return err
	}
	if w.Exact-w.AUC >= .01 {
		w.AUC = w.Exact
		return nil
	}
	w.Weights = whole
	w.Intercept, err = interceptOf(t.Scored(whole))
	return err
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
