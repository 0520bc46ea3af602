package hotspot

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"weiran/rules/hotspot/draw"
)

// tie is how much below the observed a replicate may stay and still count as
// reaching it: other processors round logarithms otherwise.
const tie = 1e-9

// batch is how many replicates are drawn before it is asked whether to stop. It is
// fixed, so that the answer does not depend on the number of workers.
const batch = 64

// replicates are the greatest likelihood ratios of a null hypothesis, by replicate.
type replicates struct {
	strongest []float64
	planned   int
	stopped   bool // the top was reached often enough before planned
}

// reached counts the replicates that are as strong as t.
func (r replicates) reached(sorted []float64, t float64) int {
	at, _ := slices.BinarySearch(sorted, t-tie)
	return len(sorted) - at
}

// A shuffler makes replicates; each worker has its own.
type shuffler struct {
	of      *candidates
	wheel   *draw.Wheel
	sampler draw.Sampler
	tally   *tally[int32]
	lots    []int32 // profiles, for shuffling
	strata  [][]int32
}

// newShufflers makes one shuffler a worker. They share what they only read.
func newShufflers(of *candidates, workers int) []*shuffler {
	g := of.of.ground
	strata := make([][]int32, len(g.strata))
	at := 0
	for i, s := range g.strata {
		for ; at < len(g.flagged) && g.flagged[at].at < s.to; at++ {
			strata[i] = append(strata[i], g.flagged[at].profile)
		}
		slices.Sort(strata[i]) // or else the order of rows within a cell would show
	}
	var wheel *draw.Wheel
	if g.weight != nil {
		wheel = draw.NewWheel(g.weight)
	}
	out := make([]*shuffler, workers)
	for i := range out {
		out[i] = &shuffler{of: of, wheel: wheel, tally: newTally[int32](g, g.causes), strata: strata}
	}
	return out
}

// replicate draws one replicate and gives its greatest likelihood ratio.
func (w *shuffler) replicate(stream draw.Stream) float64 {
	w.tally.clear()
	for i := range w.strata {
		if len(w.strata[i]) > 0 {
			w.scatter(&stream, i)
		}
	}
	w.tally.rollUp()
	return w.of.strongest(w.tally.groups)
}

// scatter lays the profiles of a stratum on persons drawn from it.
func (w *shuffler) scatter(stream *draw.Stream, stratum int) {
	g := w.of.of.ground
	s, count := g.strata[stratum], len(w.strata[stratum])
	var picks []int32
	sorted := 0
	if w.wheel != nil {
		for range count {
			picks = append(picks, w.wheel.Turn(stream))
		}
	} else {
		picks, sorted = w.sampler.Subset(stream, int(s.to-s.from), count)
	}
	r := g.run(stratum)
	if g.causes == 1 {
		w.countSingle(r, s.from, picks[:sorted], picks[sorted:])
		return
	}
	w.lots = append(w.lots[:0], w.strata[stratum]...)
	draw.Shuffle(stream, w.lots)
	for i, p := range picks {
		position := s.from + p
		leaf := int32(0)
		if i < sorted {
			leaf = r.leaf(position)
		} else {
			leaf = r.find(position)
		}
		for _, cause := range g.profiles[w.lots[i]] {
			w.tally.add(leaf, g.slot[position], int(cause), 1)
		}
	}
}

// countSingle counts picks of a study of one cause: the hot loop of a scan.
func (w *shuffler) countSingle(r run, from int32, ascending, others []int32) {
	g, groups, slots := r.g, w.tally.groups, w.tally.slots
	blocks := g.blocks[:r.last+1]
	at, next := r.at, nextStart(blocks, r.at)
	for _, p := range ascending {
		position := from + p
		for position >= next {
			at++
			next = nextStart(blocks, at)
		}
		groups[blocks[at].leaf]++
		slots[g.slot[position]]++
	}
	for _, p := range others {
		groups[r.find(from+p)]++
		slots[g.slot[from+p]]++
	}
}

// nextStart is where the block after one starts; after the last, nowhere.
func nextStart(blocks []block, at int32) int32 {
	if int(at)+1 < len(blocks) {
		return blocks[at+1].start
	}
	return 1<<31 - 1
}

// draw draws replicates until there are as many as planned, or until as many as
// the study says have reached top.
func (s *candidates) draw(ctx context.Context, study Study, top float64) (replicates, error) {
	out := replicates{planned: study.Replicates}
	workers := newShufflers(s, study.Workers)
	reached := 0
	for from := 0; from < out.planned; from += batch {
		values := make([]float64, min(batch, out.planned-from))
		if err := drawBatch(ctx, workers, values, study.Seed, uint64(from)); err != nil {
			return out, err
		}
		for _, v := range values {
			out.strongest = append(out.strongest, v)
			if v >= top-tie {
				reached++
			}
			if reached == study.StopAfter {
				out.stopped = len(out.strongest) < out.planned
				return out, nil
			}
		}
	}
	return out, nil
}

// drawBatch fills values with the replicates from from on, whoever draws which.
func drawBatch(ctx context.Context, workers []*shuffler, values []float64, seed, from uint64) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	for _, w := range workers {
		wait.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(values) {
					return
				}
				values[i] = w.replicate(draw.NewStream(seed, from+uint64(i)))
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}
