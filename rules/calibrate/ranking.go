package calibrate

import (
	"cmp"
	"slices"
)

// A Judged is a person of a snapshot with their score and what became of it.
type Judged struct {
	ID    string
	Score float64 // any scale on which more is worse
	Event bool    // petitioned
	Group string  // of whom [Spreads] draws all or none; read by nothing else
}

// Ranked sorts by falling score, and by id where scores tie, so that what is said
// of the first k never depends on the order of a file.
func Ranked(all []Judged) []Judged {
	ranked := slices.Clone(all)
	slices.SortFunc(ranked, func(a, b Judged) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return ranked
}

// EventsIn counts those who petitioned.
func EventsIn(all []Judged) int {
	n := 0
	for _, j := range all {
		if j.Event {
			n++
		}
	}
	return n
}

// AUC gives how often one who petitioned scores above one who did not, ties
// counting half (Mann and Whitney); ErrOneClass where there is no such pair.
func AUC(all []Judged) (float64, error) {
	events := EventsIn(all)
	others := len(all) - events
	if events == 0 || others == 0 {
		return 0, ErrOneClass
	}
	above, wins := 0, 0.0 // events that score higher than the group of ties
	ranked := Ranked(all)
	for from := 0; from < len(ranked); {
		to, tied := from, 0
		for ; to < len(ranked) && ranked[to].Score == ranked[from].Score; to++ {
			if ranked[to].Event {
				tied++
			}
		}
		wins += float64(to-from-tied) * (float64(above) + float64(tied)/2)
		above += tied
		from = to
	}
	return wins / float64(events) / float64(others), nil
}

// AveragePrecision is the area below precision over recall, a step for each score:
// Σ (recall − recall before)·precision, those of one score taken together.
// ErrOneClass where nobody petitioned.
func AveragePrecision(all []Judged) (float64, error) {
	events := EventsIn(all)
	if events == 0 {
		return 0, ErrOneClass
	}
	ranked, met, sum := Ranked(all), 0, 0.0
	for from := 0; from < len(ranked); {
		to, tied := from, 0
		for ; to < len(ranked) && ranked[to].Score == ranked[from].Score; to++ {
			if ranked[to].Event {
				tied++
			}
		}
		met += tied
		sum += float64(tied) / float64(events) * float64(met) / float64(to)
		from = to
	}
	return sum, nil
}

// A Cut is what the first k of a ranking hold, where k is how many visits can be
// made.
type Cut struct {
	K         int
	Events    int
	Precision float64 // share of them that petitioned
	Recall    float64 // share of all petitioners that is among them
	Lift      float64 // precision beside that of visiting anybody
}

// At cuts a ranking at k, or at its end. ErrOneClass where nobody petitioned.
func At(all []Judged, k int) (Cut, error) {
	events := EventsIn(all)
	k = min(k, len(all))
	if events == 0 || k <= 0 {
		return Cut{}, ErrOneClass
	}
	c := Cut{K: k, Events: EventsIn(Ranked(all)[:k])}
	c.Precision = float64(c.Events) / float64(k)
	c.Recall = float64(c.Events) / float64(events)
	c.Lift = c.Precision / (float64(events) / float64(len(all)))
	return c, nil
}
