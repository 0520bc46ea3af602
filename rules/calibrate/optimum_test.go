package calibrate_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/calibrate"
)

// A drawn history holds what regressions stumble over: constant columns, the same
// column twice, columns that part the classes, one event only.
func drawnHistory(t *rapid.T) calibrate.Table {
	columns := rapid.IntRange(1, 5).Draw(t, "columns")
	names := make([]string, columns)
	for k := range names {
		names[k] = fmt.Sprint("c", k)
	}
	kinds := make([]int, columns)
	for k := range kinds {
		kinds[k] = rapid.IntRange(0, 4).Draw(t, "kind")
	}
	tally := calibrate.NewTally(names)
	for i := range rapid.IntRange(2, 80).Draw(t, "persons") {
		event := float64(i % 2)
		if i > 1 {
			event = float64(rapid.IntRange(0, 3).Draw(t, "event") / 3)
		}
		values := make([]float64, columns)
		for k, kind := range kinds {
			switch kind {
			case 0: // a flag
				values[k] = float64(rapid.IntRange(0, 1).Draw(t, "flag"))
			case 1: // fades
				values[k] = float64(rapid.IntRange(0, 100).Draw(t, "share")) / 100
			case 2: // constant
				values[k] = 1
			case 3: // the column before once more
				values[k] = values[max(k-1, 0)]
			case 4: // parts the classes
				values[k] = event
			}
		}
		var cells []calibrate.Cell
		for k, v := range values {
			if v > 0 {
				cells = append(cells, calibrate.Cell{Column: k, Value: v})
			}
		}
		tally.Add(0, cells, 1, event)
	}
	return tally.Table()
}

// A fit is where no weight can move to a lower loss: the loss is convex, so that
// the conditions of Karush, Kuhn and Tucker, worked out here from the definition,
// are all that there is to prove.
func TestFitIsTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawnHistory(t)
		prior := calibrate.Prior{
			Weights: make([]float64, len(table.Columns)),
			Lambda:  rapid.SampledFrom([]float64{.3, 1, 10, 100}).Draw(t, "lambda"),
			Free:    rapid.Bool().Draw(t, "free"),
		}
		for k := range prior.Weights {
			prior.Weights[k] = rapid.Float64Range(0, 1.4).Draw(t, "expert")
		}
		m, err := calibrate.Fit(table, prior)
		if err != nil {
			t.Fatal(err)
		}
		slope, slopes := 0.0, make([]float64, len(m.Weights))
		for k, w := range m.Weights {
			slopes[k] = prior.Lambda * (w - prior.Weights[k])
		}
		for _, p := range table.Patterns {
			z := m.Intercept
			for _, c := range p.Cells {
				z += m.Weights[c.Column] * c.Value
			}
			miss := p.Persons/(1+math.Exp(-z)) - p.Events
			slope += miss
			for _, c := range p.Cells {
				slopes[c.Column] += miss * c.Value
			}
		}
		if math.Abs(slope) > 1e-7 {
			t.Errorf("the intercept can fall by %g", slope)
		}
		for k, s := range slopes {
			if held := m.Weights[k] < 1e-9 && !prior.Free; held && s < -1e-7 || !held && math.Abs(s) > 1e-7 {
				t.Errorf("weight %d of %v has a slope of %g", k, m, s)
			}
		}
	})
}
