package hotspot

import (
	"context"
	"slices"

	"weiran/rules/hotspot/chance"
)

// A verdict is how likely chance alone is to bring a hotspot as strong.
type verdict struct {
	llr      float64
	p        float64
	origin   Origin
	reached  int
	of       int
	gumbel   float64
	isGumbel bool
}

// A judgement is the verdicts on all candidates.
type judgement struct {
	verdicts []verdict
	replicates
}

// judge gives the p-value of every candidate.
func (s *candidates) judge(ctx context.Context, study Study) (judgement, error) {
	j := judgement{verdicts: make([]verdict, len(s.at))}
	for i, at := range s.at {
		j.verdicts[i] = verdict{llr: s.llr(i, s.of.observed[at]), p: 1, origin: FromExact}
	}
	thresholds := j.thresholds()
	if len(thresholds) == 0 {
		return j, nil // nothing is above its expectation: any replicate is as strong
	}
	known := 0
	if s.wantsExact(study) {
		p, err := s.exactly(ctx, study, thresholds)
		if err != nil {
			return j, err
		}
		j.setExact(thresholds, p)
		known = len(p)
	}
	if known == len(thresholds) {
		return j, nil
	}
	drawn, err := s.draw(ctx, s.planned(study), thresholds[0])
	j.replicates = drawn
	if err == nil {
		j.setDrawn(thresholds[known], study.StopAfter, s.of.all)
	}
	return j, err
}

// thresholds lists the likelihood ratios above 0, each once, from the greatest.
func (j judgement) thresholds() []float64 {
	var all []float64
	for _, v := range j.verdicts {
		if v.llr > 0 {
			all = append(all, v.llr)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	slices.Reverse(all)
	return all
}

// setExact enters the exact probabilities of thresholds that descend.
func (j judgement) setExact(thresholds, p []float64) {
	known := map[float64]float64{}
	for i, v := range p {
		known[thresholds[i]] = v
	}
	for i := range j.verdicts {
		if p, ok := known[j.verdicts[i].llr]; ok {
			j.verdicts[i].p = p
		}
	}
}

// setDrawn enters p-values from replicates for all from a threshold down.
func (j judgement) setDrawn(from float64, stopAfter int, all float64) {
	sorted := slices.Sorted(slices.Values(j.strongest))
	b := len(sorted)
	top := slices.MaxFunc(j.verdicts, func(x, y verdict) int { return compare(x.llr, y.llr) }).llr
	fit := chance.FitGumbel(sorted)
	for i := range j.verdicts {
		v := &j.verdicts[i]
		if v.llr > from {
			continue
		}
		v.origin, v.reached, v.of = FromReplicates, j.reached(sorted, v.llr), b
		v.p = float64(1+v.reached) / float64(b+1)
		if j.stopped {
			v.origin = FromSequence
			if v.llr == top {
				v.p = float64(stopAfter) / float64(b)
			}
		}
		if v.reached == 0 && all >= gumbelPersons {
			v.gumbel, v.isGumbel = fit.Upper(v.llr), true
		}
	}
}

// gumbelPersons is from how many persons on a fitted tail may be shown: of fewer
// its p-values are too small.
const gumbelPersons = 10_000

// replicateWork is how many steps the replicates of a scan may take: a few seconds.
const replicateWork = 1_000_000_000

// planned says how many replicates to draw, where the study leaves it open: as
// many as the size allows. It asks no clock, or else two machines would disagree.
func (s *candidates) planned(study Study) Study {
	if study.Replicates > 0 {
		return study
	}
	g := s.of.ground
	work := len(g.flagged) + len(g.forest.parent)*g.causes + g.count*max(1, g.width)*g.causes + len(s.at)
	study.Replicates = 999
	for _, b := range []int{9_999, 99_999} {
		if len(g.rows) <= largeStudy && work*b <= replicateWork {
			study.Replicates = b
		}
	}
	return study
}
