package jobs

import (
	"context"
	"slices"

	"weiran/rules/calibrate"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// A Backtest says how well the scores of past policies told who petitioned within
// twelve months. Shares and odds are floats: they are statistics, not money.
type Backtest struct {
	Snapshots []Told
	Persons   int // of all snapshots together
	Events    int // of them, those who petitioned
	AUC       float64
	Average   float64 // average precision
	Cut       calibrate.Cut
	Deciles   []calibrate.Decile
	Spread    *Spread // nil where the roster has no places to draw from

	// Reliability is of the snapshots that an earlier one could calibrate; nil where
	// there is none, for a score by itself is no probability.
	Reliability *calibrate.Reliability
	Drift       float64 // of the last snapshot beside the first; 0 of a single one

	Missed  []Missed      // petitions of persons who had no points
	Weights *risk.Weights // nil: the experts'
	Notes   []source.Text
}

// A Spread is how far figures differ from place to place.
type Spread struct {
	calibrate.Spread
	By string // the field of the roster whose groups were drawn; person where no place parts it
}

// Told is one replayed policy.
type Told struct {
	Policy  string
	AsOf    lang.Date
	Persons int
	Events  int
	First   calibrate.Cut // of its own ranking; zero where nobody petitioned
	Young   int           // of today's roster, who was not yet retired
	Dead    int           // of today's roster, who had died before the policy took effect
}

// RunBacktest replays the policies of a span, of whose ranking the first visits are
// measured. What the user gave wrong is a [Mistake] or [source.Problems].
func RunBacktest(ctx context.Context, p Past, visits int) (*Backtest, error) {
	h, err := p.replay(ctx)
	if err != nil {
		return nil, err
	}
	b := &Backtest{Weights: h.snapshots[0].in.Weights, Notes: h.notes}
	blocks, by := h.blocks()
	for i, s := range h.snapshots {
		told := Told{Policy: s.policy.ID, AsOf: s.asOf, Persons: len(blocks[i]), Events: calibrate.EventsIn(blocks[i]), Young: s.then.young, Dead: s.then.dead}
		if told.Events > 0 {
			if told.First, err = calibrate.At(blocks[i], visits); err != nil {
				return nil, err
			}
		}
		b.Snapshots = append(b.Snapshots, told)
	}
	b.Missed = missed(h.snapshots)
	if err := b.measure(blocks, visits); err != nil {
		return nil, err
	}
	if s, ok := calibrate.Spreads(slices.Concat(blocks...)); ok {
		b.Spread = &Spread{s, by}
	}
	return b, b.calibrated(blocks, h.settled())
}

// measure works out what the ranking of all snapshots together comes to.
func (b *Backtest) measure(blocks [][]calibrate.Judged, visits int) (err error) {
	all := slices.Concat(blocks...)
	b.Persons, b.Events, b.Deciles = len(all), calibrate.EventsIn(all), calibrate.Deciles(all)
	if b.AUC, err = calibrate.AUC(all); err != nil {
		return err
	}
	if b.Average, err = calibrate.AveragePrecision(all); err != nil {
		return err
	}
	b.Cut, err = calibrate.At(all, visits)
	if len(blocks) > 1 {
		b.Drift = calibrate.Drift(blocks[0], blocks[len(blocks)-1])
	}
	return err
}

// calibrated turns the points of each snapshot into probabilities by those whose
// twelve months were over on its day, as it could have been done then, and measures
// these. A snapshot that none before it can calibrate is left out.
func (b *Backtest) calibrated(blocks [][]calibrate.Judged, settled []int) error {
	var told []calibrate.Judged
	for i, block := range blocks {
		earlier := calibrate.NewTally([]string{"points"})
		tallyPoints(earlier, 0, slices.Concat(blocks[:settled[i]]...))
		line, err := calibrate.Recalibrate(earlier.Table())
		if err != nil {
			continue // one class: it can calibrate nothing
		}
		for _, j := range block {
			j.Score = calibrate.Probability(line.LogOdds([]calibrate.Cell{{Column: 0, Value: calibrate.Weight(j.Score)}}))
			told = append(told, j)
		}
	}
	if n := calibrate.EventsIn(told); n == 0 || n == len(told) {
		return nil
	}
	r, err := calibrate.Reliable(told)
	b.Reliability = &r
	return err
}
