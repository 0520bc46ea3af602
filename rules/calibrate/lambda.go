package calibrate

import (
	"math"
	"slices"
)

// lambdas are tried from the strongest: where two tell equally well the experts
// keep more of their say.
var lambdas = []float64{100, 30, 10, 3, 1, .3}

// Choose gives the strength of the pull toward the experts that tells later
// snapshots best: each block is told by a fit of those whose outcome was known by
// then ([Table.Settled]), as it would have been at the time. Where no block can be
// told so it is the strongest that is tried.
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
		m, err := Fit(t.Only(func(b int) bool { return b < t.settled(block) }), p)
		if err != nil {
			continue
		}
		told = true
		next := t.Only(func(b int) bool { return b == block })
		loss += lossOf(next, Prior{Weights: m.Weights}, m)
	}
	return loss, told
}
