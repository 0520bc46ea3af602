package hotspot

import "slices"

// A membership tells whether a person of a leaf and a slot is in a group.
type membership struct{ leaf, slot []bool }

func (g *ground) membership(group int32) membership {
	m := membership{leaf: make([]bool, len(g.forest.parent)), slot: make([]bool, g.count)}
	leaves := g.forest.trees[0].leaves()
	for leaf := leaves.first; leaf < leaves.first+int32(leaves.count); leaf++ {
		m.leaf[leaf] = g.forest.within(leaf, group)
	}
	for s := range m.slot {
		m.slot[s] = slices.ContainsFunc(g.groupsOf(int32(s)), func(at int32) bool { return g.forest.within(at, group) })
	}
	return m
}

func (m membership) has(leaf, slot int32) bool { return m.leaf[leaf] || m.slot[slot] }

// A walk finds the leaf of positions that ascend, over all strata.
type walk struct {
	blocks []block
	at     int
}

func newWalk(g *ground) *walk { return &walk{blocks: g.blocks} }

func (w *walk) leaf(position int32) int32 {
	for w.at+1 < len(w.blocks) && w.blocks[w.at+1].start <= position {
		w.at++
	}
	return w.blocks[w.at].leaf
}
