package hotspot

import (
	"cmp"
	"slices"
)

// A ground is the persons laid out for counting: by stratum, in it by leaf of the
// largest hierarchy, in it by slot. A person's place in this order is called the
// position. Persons alike in all three are told apart by nothing, so the order of
// the rows that came in leaves no trace in a replicate.
type ground struct {
	forest *forest
	causes int

	rows    []int32   // by position: the row it came from
	slot    []int32   // by position
	weight  []float64 // by position: expected risk, of RiskShares; else nil
	blocks  []block   // runs of persons of one stratum and leaf
	strata  []stratum
	flagged []flag // ascending by position

	profiles [][]int32 // which causes go together in one person
	slotting
}

// A block starts at a position and goes on to the next; all its persons are of one
// leaf, which is given as a group of the forest.
type block struct{ start, leaf int32 }

// A stratum is the positions from from to to, and the blocks from first on.
type stratum struct{ id, from, to, first int32 }

// A flag says that the person at a position is flagged, and for what.
type flag struct{ at, profile int32 }

// newGround lays out the persons of a study that has passed its check.
func newGround(s Study) *ground {
	g := &ground{forest: &forest{}, causes: len(s.Causes)}
	largest := s.largest()
	leaf := g.forest.grow(s.Dimensions[largest])
	slots := g.newSlotting(s, largest, leaf)
	strata, count := make([]int32, s.Persons), 1
	if l, ok := s.Null.level(); ok {
		ranks, labels := l.ranked()
		ids, pairs := number(strata, 1, ranks, len(labels))
		strata, count = ids, len(pairs)
	}
	leaves := g.forest.trees[0].leaves()
	order := make([]int32, s.Persons)
	for i := range order {
		order[i] = int32(i)
	}
	order = sortedBy(order, slots, g.count)
	order = sortedBy(order, leaf, leaves.count)
	order = sortedBy(order, strata, count)
	if s.Null.kind == shares {
		g.sortCells(order, func(row int32) [3]int32 { return [3]int32{strata[row], leaf[row], slots[row]} }, s.Null.risk)
	}
	masks := newMasks(s.Causes)
	g.profiles = masks.profiles
	for _, row := range order {
		g.push(strata[row], leaves.first+leaf[row], slots[row], row)
		if p, ok := masks.of(row); ok {
			g.flagged = append(g.flagged, flag{at: int32(len(g.rows) - 1), profile: p})
		}
		if s.Null.kind == shares {
			g.weight = append(g.weight, s.Null.risk[row])
		}
	}
	return g
}

// largest is the dimension to lay persons out by: the deepest, of those the one
// with the most labels.
func (s Study) largest() int {
	best := 0
	for i, d := range s.Dimensions {
		b := s.Dimensions[best]
		if cmp.Or(
			cmp.Compare(len(d.Levels), len(b.Levels)),
			cmp.Compare(len(d.Levels[len(d.Levels)-1].Labels), len(b.Levels[len(b.Levels)-1].Labels)),
		) > 0 {
			best = i
		}
	}
	return best
}

// sortCells puts persons alike in stratum, leaf and slot in the order of risk:
// sums of fractions depend on their order.
func (g *ground) sortCells(order []int32, cell func(int32) [3]int32, risk []float64) {
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && cell(order[to]) == cell(order[from]) {
			to++
		}
		slices.SortStableFunc(order[from:to], func(a, b int32) int { return cmp.Compare(risk[a], risk[b]) })
		from = to
	}
}

// push appends one person.
func (g *ground) push(id, leaf, slot, row int32) {
	at := int32(len(g.rows))
	last := len(g.strata) - 1
	fresh := last < 0 || g.strata[last].id != id
	if fresh {
		g.strata = append(g.strata, stratum{id: id, from: at, first: int32(len(g.blocks))})
		last++
	}
	if fresh || g.blocks[len(g.blocks)-1].leaf != leaf {
		g.blocks = append(g.blocks, block{start: at, leaf: leaf})
	}
	g.strata[last].to = at + 1
	g.rows = append(g.rows, row)
	g.slot = append(g.slot, slot)
}

// without is the ground with the persons of a group taken away.
func (g *ground) without(group int32) *ground {
	out := &ground{forest: g.forest, causes: g.causes, profiles: g.profiles, slotting: g.slotting}
	gone := g.membership(group)
	flags := g.flagged
	g.each(func(at int32, s stratum, leaf int32) {
		is := flag{at: -1}
		if len(flags) > 0 && flags[0].at == at {
			is, flags = flags[0], flags[1:]
		}
		if gone.has(leaf, g.slot[at]) {
			return
		}
		out.push(s.id, leaf, g.slot[at], g.rows[at])
		if is.at >= 0 {
			out.flagged = append(out.flagged, flag{at: int32(len(out.rows) - 1), profile: is.profile})
		}
		if g.weight != nil {
			out.weight = append(out.weight, g.weight[at])
		}
	})
	return out
}

// each visits every person in the order of positions.
func (g *ground) each(visit func(at int32, s stratum, leaf int32)) {
	for i, s := range g.strata {
		for b := s.first; b < g.lastBlock(i); b++ {
			for at := g.blocks[b].start; at < g.blockEnd(b); at++ {
				visit(at, s, g.blocks[b].leaf)
			}
		}
	}
}

// lastBlock is where the blocks of a stratum end.
func (g *ground) lastBlock(stratum int) int32 {
	if stratum+1 < len(g.strata) {
		return g.strata[stratum+1].first
	}
	return int32(len(g.blocks))
}

// blockEnd is where the persons of a block end.
func (g *ground) blockEnd(b int32) int32 {
	if int(b)+1 < len(g.blocks) {
		return g.blocks[b+1].start
	}
	return int32(len(g.rows))
}
