package calibrate

import (
	"math"
	"slices"

	"weiran/rules/hotspot/draw"
)

// An Interval holds 95 % of what resampling gives.
type Interval struct{ Low, High float64 }

// A Spread says how far figures would differ had the same trouble come to other
// places: whole groups of persons are drawn anew, with repetition, as many as there
// are (bootstrap by clusters; Efron and Tibshirani, An Introduction to the
// Bootstrap). Persons of one place are alike, and drawn singly they would promise
// too much.
type Spread struct {
	AUC, Average Interval
	Groups       int
	Samples      int // of those drawn, the ones in which somebody petitioned and somebody did not
}

const (
	samples     = 499
	spreadsSeed = 20150120 // any will do; with it the same history gives the same figures
)

// A heap is how many of one group have one score.
type heap struct {
	score          int // counted from the highest
	events, others float64
}

// Spreads resamples the groups of a history. Fewer than two groups spread over
// nothing: ok is false, as where every sample is of one class.
func Spreads(all []Judged) (s Spread, ok bool) {
	groups, scores := heaps(all)
	s.Groups = len(groups)
	if s.Groups < 2 {
		return s, false
	}
	var aucs, averages []float64
	sum := make([]heap, scores)
	for sample := range uint64(samples) {
		stream := draw.NewStream(spreadsSeed, sample)
		clear(sum)
		for range groups {
			for _, h := range groups[stream.Below(uint64(len(groups)))] {
				sum[h.score].events += h.events
				sum[h.score].others += h.others
			}
		}
		if auc, average, ok := areas(sum); ok {
			aucs, averages = append(aucs, auc), append(averages, average)
		}
	}
	if s.Samples = len(aucs); s.Samples == 0 {
		return s, false
	}
	s.AUC, s.Average = middle(aucs), middle(averages)
	return s, true
}

// heaps counts everybody by group, in the order of their names, and by score.
func heaps(all []Judged) (groups [][]heap, scores int) {
	ranked := Ranked(all)
	by := map[string][]heap{}
	for i, j := range ranked {
		if i == 0 || j.Score != ranked[i-1].Score {
			scores++
		}
		list := by[j.Group]
		if len(list) == 0 || list[len(list)-1].score != scores-1 {
			list = append(list, heap{score: scores - 1})
		}
		last := &list[len(list)-1]
		last.events += outcome(j)
		last.others += 1 - outcome(j)
		by[j.Group] = list
	}
	names := make([]string, 0, len(by))
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		groups = append(groups, by[name])
	}
	return groups, scores
}

// areas gives [AUC] and [AveragePrecision] of heaps, the highest score first.
func areas(sum []heap) (auc, average float64, ok bool) {
	events, others := 0.0, 0.0
	for _, h := range sum {
		auc += float64(h.others * (events + h.events/2))
		events, others = events+h.events, others+h.others
		if h.events > 0 {
			average += float64(h.events * events / (events + others))
		}
	}
	if events == 0 || others == 0 {
		return 0, 0, false
	}
	return auc / events / others, average / events, true
}

// middle gives the 95 % in the middle of a list, which it sorts.
func middle(list []float64) Interval {
	slices.Sort(list)
	out := int(math.Floor(.025 * float64(len(list))))
	return Interval{list[out], list[len(list)-1-out]}
}
