package jobs

import (
	"cmp"
	"context"
	"slices"

	"weiran/rules/calibrate"
	"weiran/rules/lang"
	"weiran/rules/petition"
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

	// Reliability is of the snapshots that an earlier one could calibrate; nil where
	// there is none, for a score by itself is no probability.
	Reliability *calibrate.Reliability
	Drift       float64 // of the last snapshot beside the first; 0 of a single one

	Missed  []Missed      // petitions of persons who had no points
	Weights *risk.Weights // nil: the experts'
	Notes   []source.Text
}

// Told is one replayed policy.
type Told struct {
	Policy  string
	AsOf    lang.Date
	Persons int
	Events  int
}

// Missed are the petitions of one category that nobody predicted.
type Missed struct {
	Category  string
	Petitions int
	Persons   []string // keys, sorted
}

// RunBacktest replays the policies of a span, of whose ranking the first visits are
// measured. What the user gave wrong is a [Mistake] or [source.Problems].
func RunBacktest(ctx context.Context, p Past, visits int) (*Backtest, error) {
	h, err := p.replay(ctx)
	if err != nil {
		return nil, err
	}
	b := &Backtest{Weights: h.snapshots[0].in.Weights, Notes: h.notes}
	var blocks [][]calibrate.Judged
	for _, s := range h.snapshots {
		block := s.judged()
		blocks = append(blocks, block)
		b.Snapshots = append(b.Snapshots, Told{s.policy.ID, s.asOf, len(block), calibrate.EventsIn(block)})
	}
	b.Missed = missed(h.snapshots)
	if err := b.measure(blocks, visits); err != nil {
		return nil, err
	}
	return b, b.calibrated(blocks)
}

// judged gives everybody of a snapshot with their points.
func (s snapshot) judged() []calibrate.Judged {
	points := s.points()
	all := make([]calibrate.Judged, s.result.Roster.Len())
	for row := range all {
		person := s.result.Roster.Person(row)
		all[row] = calibrate.Judged{
			ID: person + " " + s.policy.ID, Score: float64(points[person]) / float64(lang.One), Event: len(s.follows[person]) > 0,
		}
	}
	return all
}

func (s snapshot) points() map[string]lang.Decimal {
	points := map[string]lang.Decimal{}
	for _, score := range s.result.Scores {
		if score.Policy == "" {
			points[score.Person] = score.Points
		}
	}
	return points
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

// calibrated turns the points of each snapshot into probabilities by those before
// it, and measures these. A snapshot that none before it can calibrate is left out.
func (b *Backtest) calibrated(blocks [][]calibrate.Judged) error {
	var told []calibrate.Judged
	for i := 1; i < len(blocks); i++ {
		earlier := calibrate.NewTally([]string{"points"})
		for _, j := range slices.Concat(blocks[:i]...) {
			events := 0.0
			if j.Event {
				events = 1
			}
			earlier.Add(0, []calibrate.Cell{{Column: 0, Value: calibrate.Weight(j.Score)}}, 1, events)
		}
		line, err := calibrate.Recalibrate(earlier.Table())
		if err != nil {
			continue // one class: it can calibrate nothing
		}
		for _, j := range blocks[i] {
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

// missed gathers by category the petitions of persons without a point, the most
// first. One that followed two policies counts once.
func missed(snapshots []snapshot) []Missed {
	predicted, late := map[string]bool{}, map[string]petition.Record{}
	for _, s := range snapshots {
		points := s.points()
		for person, records := range s.follows {
			for _, r := range records {
				predicted[r.Number] = predicted[r.Number] || points[person] > 0
				late[r.Number] = r
			}
		}
	}
	by := map[string]*Missed{}
	for number, r := range late {
		if predicted[number] {
			continue
		}
		if by[r.Category] == nil {
			by[r.Category] = &Missed{Category: r.Category}
		}
		by[r.Category].Petitions++
		by[r.Category].Persons = append(by[r.Category].Persons, r.Person)
	}
	var all []Missed
	for _, m := range by {
		slices.Sort(m.Persons)
		m.Persons = slices.Compact(m.Persons)
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b Missed) int {
		return cmp.Or(cmp.Compare(b.Petitions, a.Petitions), cmp.Compare(a.Category, b.Category))
	})
	return all
}
