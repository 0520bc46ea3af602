package calibrate_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/calibrate"
)

// experts are round weights for the columns of the oracle.
func experts() []float64 {
	w := make([]float64, len(flags))
	for k := range w {
		w[k] = calibrate.Weight(20)
	}
	return w
}

func TestLearnsEachWeightOnlyOfEnoughEvents(t *testing.T) {
	w, err := calibrate.Learn(training(t), experts(), training(t).Scored(experts()))
	if err != nil {
		t.Fatal(err)
	}
	if w.Method != calibrate.Fitted || w.Lambda <= 0 || w.Exact-w.AUC >= .01 {
		t.Errorf("of 132 events %+v", w)
	}
	few := calibrate.NewTally(flags)
	for i, p := range training(t).Patterns {
		if i%3 == 0 { // about a third of the events
			few.Add(p.Block, p.Cells, p.Persons, p.Events)
		}
	}
	w, err = calibrate.Learn(few.Table(), experts(), few.Table().Scored(experts()))
	if err != nil {
		t.Fatal(err)
	}
	for k, weight := range w.Weights {
		if w.Method != calibrate.Rescaled || calibrate.Points(weight) != calibrate.Points(w.Weights[0]) {
			t.Errorf("few events gave %s a weight of its own: %+v", flags[k], w)
		}
	}
}

// A table of one class, or of nobody, is said so, and never gives a NaN.
func TestOneClassIsSaid(t *testing.T) {
	for name, counts := range map[string][2]float64{"nobody there": {0, 0}, "nobody petitioned": {9, 0}, "everybody did": {9, 9}} {
		tally := calibrate.NewTally([]string{"a"})
		tally.Add(0, []calibrate.Cell{{Column: 0, Value: 1}}, counts[0], counts[1])
		if _, err := calibrate.Learn(tally.Table(), []float64{1}, tally.Table()); !errors.Is(err, calibrate.ErrOneClass) {
			t.Errorf("%s: learned with %v", name, err)
		}
		if _, err := calibrate.Evidence(tally.Table()); !errors.Is(err, calibrate.ErrOneClass) {
			t.Errorf("%s: evidence with %v", name, err)
		}
		judged := make([]calibrate.Judged, int(counts[0]))
		for i := range judged {
			judged[i] = calibrate.Judged{ID: string(rune('a' + i)), Event: counts[1] > 0, Score: .5}
		}
		if _, err := calibrate.AUC(judged); !errors.Is(err, calibrate.ErrOneClass) {
			t.Errorf("%s: AUC with %v", name, err)
		}
		if _, err := calibrate.Reliable(judged); !errors.Is(err, calibrate.ErrOneClass) {
			t.Errorf("%s: reliability with %v", name, err)
		}
	}
}

// Ten events are asked for each column that anybody shows, whoever they are of.
func TestNeedsTenEventsAColumn(t *testing.T) {
	names := make([]string, 20)
	tally := calibrate.NewTally(names)
	for k := range 11 {
		tally.Add(0, []calibrate.Cell{{Column: k, Value: 1}}, 100, 0)
	}
	tally.Add(0, []calibrate.Cell{{Column: 12, Value: 0}}, 1000, 109)
	if got := calibrate.Needed(tally.Table()); got != 110 {
		t.Errorf("%d events needed", got)
	}
	expert := make([]float64, len(names))
	for _, method := range []calibrate.Method{calibrate.Rescaled, calibrate.Fitted} {
		w, err := calibrate.Learn(tally.Table(), expert, tally.Table().Scored(expert))
		if err != nil || w.Method != method {
			t.Errorf("%+v, %v, want %s", w, err, method)
		}
		tally.Add(0, nil, 1, 1)
	}
}

// A slope that has no end is not told: where all are told alike, and where a
// threshold parts those who petitioned from the others.
func TestSlopeWithoutEnd(t *testing.T) {
	told := func(shares ...float64) (all []calibrate.Judged) {
		for i, p := range shares { // every other one petitioned
			all = append(all, calibrate.Judged{ID: string(rune('a' + i)), Score: p, Event: i%2 == 0})
		}
		return all
	}
	for name, c := range map[string]struct {
		all  []calibrate.Judged
		line bool
	}{
		"alike":   {told(.3, .3, .3, .3), false},
		"parted":  {told(.8, .1, .9, .2), false},
		"touch":   {told(.5, .1, .9, .5), false},
		"wrongly": {told(.1, .8, .2, .9), false},
		"mixed":   {told(.1, .2, .9, .8), true},
	} {
		r, err := calibrate.Reliable(c.all)
		if err != nil || r.Line != c.line || !r.Line && (r.Slope != 0 || r.Intercept != 0) || math.IsNaN(r.Large+r.Brier) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

// What is stretched is the score as it was given, where one cause counts once, and
// not the sum of the weights that it is made of.
func TestStretchesTheScoreThatWasGiven(t *testing.T) {
	facts, score := calibrate.NewTally([]string{"a", "b"}), calibrate.NewTally([]string{"score"})
	both := []calibrate.Cell{{Column: 0, Value: 1}, {Column: 1, Value: 1}}
	for _, p := range []struct {
		cells           []calibrate.Cell
		score           float64
		persons, events float64
	}{{nil, 0, 800, 20}, {both[:1], 1, 100, 8}, {both, 1.25, 100, 12}} {
		facts.Add(0, p.cells, p.persons, p.events)
		score.Add(0, []calibrate.Cell{{Column: 0, Value: p.score}}, p.persons, p.events)
	}
	line, err := calibrate.Recalibrate(score.Table())
	if err != nil {
		t.Fatal(err)
	}
	w, err := calibrate.Learn(facts.Table(), []float64{1, 1}, score.Table())
	if err != nil {
		t.Fatal(err)
	}
	if w.Method != calibrate.Rescaled || w.Slope != line.Weights[0] || w.Weights[1] != w.Slope || w.Intercept != line.Intercept {
		t.Errorf("%+v, want a slope of %g", w, line.Weights[0])
	}
}

// A block is told by those before it whose outcome was known on its day: what is
// known only later may not choose either.
func TestChoosesByWhatWasKnown(t *testing.T) {
	tally := calibrate.NewTally([]string{"a"})
	shown := []calibrate.Cell{{Column: 0, Value: 1}}
	for block, events := range []float64{30, 30, 30} {
		tally.Add(block, shown, 100, events)
		tally.Add(block, nil, 1000, 100)
	}
	table, expert := tally.Table(), []float64{0}
	if got := calibrate.Choose(table, expert); got == 100 {
		t.Errorf("blocks that are alike chose λ = %g", got)
	}
	table.Settled = []int{0, 0, 0}
	if got := calibrate.Choose(table, expert); got != 100 {
		t.Errorf("with nothing known λ = %g was chosen", got)
	}
}

// Whatever the history, adverse weights stay adverse and every figure is a number.
func TestFiguresAreNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := calibrate.NewTally([]string{"a", "b"})
		var judged []calibrate.Judged
		for i := range rapid.IntRange(2, 60).Draw(t, "persons") {
			var cells []calibrate.Cell
			for k := range 2 {
				if rapid.Bool().Draw(t, "shown") {
					cells = append(cells, calibrate.Cell{Column: k, Value: 1})
				}
			}
			event := i == 0 || i > 1 && rapid.Bool().Draw(t, "event")
			j := calibrate.Judged{ID: string(rune('a' + i)), Score: float64(len(cells)), Event: event}
			judged = append(judged, j)
			tally.Add(i%3, cells, 1, map[bool]float64{true: 1}[event])
		}
		w, err := calibrate.Learn(tally.Table(), []float64{.7, .7}, tally.Table().Scored([]float64{.7, .7}))
		if err != nil {
			t.Fatal(err)
		}
		auc, err := calibrate.AUC(judged)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range append(w.Weights, w.Intercept, w.Exact, auc, calibrate.Drift(judged[:1], judged)) {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%+v", w)
			}
		}
		if w.Weights[0] < 0 || w.Weights[1] < 0 || auc < 0 || auc > 1 {
			t.Fatalf("%+v, AUC %g", w, auc)
		}
		for i := range judged {
			judged[i].Score = calibrate.Probability(w.Intercept + judged[i].Score)
		}
		if r, err := calibrate.Reliable(judged); err != nil || math.IsNaN(r.Skill+r.Slope+r.Large) {
			t.Fatalf("%+v, %v", r, err)
		}
	})
}

// The same scores have not drifted, and others have.
func TestDrift(t *testing.T) {
	var low, high []calibrate.Judged
	for i := range 100 {
		id := string(rune(0x4e00 + i))
		low = append(low, calibrate.Judged{ID: id, Score: float64(i)})
		high = append(high, calibrate.Judged{ID: id, Score: float64(i + 60)})
	}
	if psi := calibrate.Drift(low, low); psi != 0 {
		t.Errorf("the same scores drifted by %g", psi)
	}
	if psi := calibrate.Drift(low, high); psi < calibrate.Moved {
		t.Errorf("other scores drifted by %g only", psi)
	}
	tenths := calibrate.Deciles(low)
	if len(tenths) != 10 || tenths[0].Least != 90 || tenths[9].Most != 9 || tenths[4].Persons != 10 {
		t.Errorf("tenths %+v", tenths)
	}
}
