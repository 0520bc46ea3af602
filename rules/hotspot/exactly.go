package hotspot

import (
	"context"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"weiran/rules/hotspot/exact"
)

const (
	exactWork  = 3_000_000_000 // multiplications for all exact probabilities of a scan
	exactLeast = 8             // so many are worked out whatever the work
)

// hasExact reports whether all groups are of one tree, for one cause, and all
// persons of one stratum: then the probability can be worked out.
func (s *candidates) hasExact() bool {
	return s.of.causes == 1 && s.of.width == 0 && !s.of.stratified()
}

// wantsExact reports whether a study asks for it.
func (s *candidates) wantsExact(study Study) bool {
	if study.Method == MonteCarlo || !s.hasExact() {
		return false
	}
	return study.Method == Exact || s.of.flagged[0] <= exactFlagged
}

// exactly works out the exact probability of the strongest thresholds, as many as
// the work allows; thresholds descend. It costs about the square of the flagged
// each.
func (s *candidates) exactly(ctx context.Context, study Study, thresholds []float64) ([]float64, error) {
	flagged := s.of.flagged[0]
	each := flagged * min(s.of.all, 8*flagged)
	thresholds = thresholds[:min(len(thresholds), max(exactLeast, int(exactWork/each)))]
	t := s.tree()
	p := make([]float64, len(thresholds))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range study.Workers {
		wait.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(p) {
					return
				}
				p[i] = t.Beyond(s.critical(thresholds[i]), int(flagged))
			}
		})
	}
	wait.Wait()
	return p, ctx.Err()
}

// tree gives the groups as the exact computation wants them.
func (s *candidates) tree() exact.Tree {
	f := s.of.forest
	t := exact.Tree{Parent: f.parent, Own: make([]float64, len(f.parent)), Law: exact.Binomial{Share: s.of.flagged[0] / s.of.all}}
	if s.of.risk != nil {
		t.Law = exact.Poisson{}
	}
	leaves := f.trees[0].leaves()
	for g := leaves.first; g < leaves.first+int32(leaves.count); g++ {
		t.Own[g] = float64(s.of.persons[g])
		if s.of.risk != nil {
			t.Own[g] = s.of.expected(g, 0)
		}
	}
	return t
}

// critical gives of every group the least count that reaches a threshold. It
// grows with the count, so it is found by halving.
func (s *candidates) critical(threshold float64) []int {
	out := slices.Repeat([]int{exact.Never}, len(s.of.forest.parent))
	for i, group := range s.group {
		most := int(s.of.flagged[0])
		if s.of.risk == nil {
			most = min(most, int(s.of.persons[group]))
		}
		least := sort.Search(most+1, func(c int) bool { return s.llr(i, int32(c)) >= threshold-tie })
		if least <= most {
			out[group] = least
		}
	}
	return out
}
