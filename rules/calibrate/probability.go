package calibrate

import "math"

// A Reliability says how far probabilities hold. Judged.Score is one here.
type Reliability struct {
	Brier     float64 // mean squared miss; 0 is perfect
	Skill     float64 // 1 − Brier ÷ that of telling everybody the share of all
	LogLoss   float64
	Line      bool    // whether the next two have a value: not where all are told alike, nor where a threshold parts the classes
	Intercept float64 // of the regression of what became on the log odds told; 0 is right
	Slope     float64 // of the same; 1 is right, less means too extreme
	Large     float64 // the intercept alone, slope held at 1: calibration in the large
	Expected  float64 // events told ÷ events seen
}

// Reliable holds probabilities against what became of them. ErrOneClass where all
// are of one class.
func Reliable(all []Judged) (Reliability, error) {
	n, events := float64(len(all)), float64(EventsIn(all))
	if events == 0 || events == n {
		return Reliability{}, ErrOneClass
	}
	var r Reliability
	told := NewTally([]string{"log odds"})
	sum := 0.0
	for _, j := range Ranked(all) {
		p, y := within(j.Score), outcome(j)
		r.Brier += (p - y) * (p - y)
		r.LogLoss -= y*math.Log(p) + (1-y)*math.Log1p(-p)
		sum += p
		told.Add(0, []Cell{{0, math.Log(p / (1 - p))}}, 1, y)
	}
	share := events / n
	r.Brier, r.LogLoss, r.Expected = r.Brier/n, r.LogLoss/n, sum/events
	r.Skill = 1 - r.Brier/(share*(1-share))
	if r.Line = mixed(all); r.Line {
		line, err := Fit(told.Table(), Prior{Weights: []float64{1}, Free: true})
		if err != nil {
			return r, err
		}
		r.Intercept, r.Slope = line.Intercept, line.Weights[0]
	}
	held, err := Fit(told.Table(), Prior{Weights: []float64{1}, Lambda: 1e12, Free: true})
	r.Large = held.Intercept
	return r, err
}

// mixed reports whether scores of petitioners and of others overlap, so that no
// threshold parts them: only then has a regression on the score an end.
func mixed(all []Judged) bool {
	least, most := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, j := range all {
		k := int(outcome(j))
		least[k], most[k] = min(least[k], within(j.Score)), max(most[k], within(j.Score))
	}
	return least[0] < most[1] && least[1] < most[0]
}

func outcome(j Judged) float64 {
	if j.Event {
		return 1
	}
	return 0
}

// within keeps a probability away from 0 and 1, where log odds have no end.
func within(p float64) float64 { return min(max(p, 1e-12), 1-1e-12) }

// A Decile is a tenth of a ranking, the highest scores first.
type Decile struct {
	Persons, Events int
	Least, Most     float64 // scores
	Mean            float64
}

// Deciles parts a ranking into ten, or into as many as there are persons; their
// sizes differ by one at most.
func Deciles(all []Judged) []Decile {
	ranked := Ranked(all)
	parts := min(10, len(ranked))
	tenths := make([]Decile, parts)
	for i := range tenths {
		part := ranked[i*len(ranked)/parts : (i+1)*len(ranked)/parts]
		d := Decile{Persons: len(part), Events: EventsIn(part), Most: part[0].Score, Least: part[len(part)-1].Score}
		for _, j := range part {
			d.Mean += j.Score / float64(len(part))
		}
		tenths[i] = d
	}
	return tenths
}

// The marks of a drift, a rule of thumb: below Steady the scores stand as they
// stood, above Moved they are of another population.
const (
	Steady = .1
	Moved  = .25
)

// Drift is the population stability index Σ(q − p)·ln(q/p) over the deciles of the
// earlier scores, each share smoothed by half a person. Without anybody on a side
// it is 0.
func Drift(earlier, later []Judged) float64 {
	if len(earlier) == 0 || len(later) == 0 {
		return 0
	}
	tenths := Deciles(earlier)
	before, after := shares(earlier, tenths), shares(later, tenths)
	psi := 0.0
	for i := range before {
		psi += (after[i] - before[i]) * math.Log(after[i]/before[i])
	}
	return psi
}

// shares gives how much of a population scores within each tenth of another. A
// score that ends a tenth belongs to the highest tenth that it reaches.
func shares(all []Judged, tenths []Decile) []float64 {
	counts := make([]float64, len(tenths))
	for i := range counts {
		counts[i] = .5
	}
	for _, j := range all {
		at := 0
		for at < len(tenths)-1 && j.Score < tenths[at].Least {
			at++
		}
		counts[at]++
	}
	for i := range counts {
		counts[i] /= float64(len(all)) + .5*float64(len(tenths))
	}
	return counts
}
