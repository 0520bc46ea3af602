package hotspot

import (
	"slices"
	"strings"
)

// A slotting says which groups a person belongs to beside those of the largest
// hierarchy. Persons of one slot belong to the same ones, so that a replicate adds
// 1 to a slot for every person and each slot to its groups once.
type slotting struct {
	count  int
	groups []int32 // by slot, each slot as many: leaves of the other dimensions, crosses
	width  int     // how many
}

// groupsOf gives the groups of a slot.
func (s *slotting) groupsOf(slot int32) []int32 {
	return s.groups[int(slot)*s.width : (int(slot)+1)*s.width]
}

// A table numbers the combinations of groups that occur, and keeps them.
type table struct {
	ids    []int32   // by person, or by slot: the combination
	combos [][]int32 // groups of the forest
}

func newTable(size int) *table { return &table{ids: make([]int32, size), combos: [][]int32{nil}} }

// cross divides every combination by the groups of a level; codes count from its
// first group.
func (t *table) cross(codes []int32, l treeLevel) {
	ids, pairs := number(t.ids, len(t.combos), codes, l.count)
	combos := make([][]int32, len(pairs))
	for i, p := range pairs {
		combos[i] = append(slices.Clip(t.combos[p[0]]), l.first+p[1])
	}
	t.ids, t.combos = ids, combos
}

// newSlotting grows the other dimensions and the crosses, and gives the slot of
// every person. leaf is the person's leaf of the largest dimension.
func (g *ground) newSlotting(s Study, largest int, leaf []int32) []int32 {
	t := newTable(s.Persons)
	columns := map[string]int{} // place in a combination: by level of the largest dimension
	for i, d := range s.Dimensions {
		if i != largest {
			t.cross(g.forest.grow(d), g.forest.trees[len(g.forest.trees)-1].leaves())
		}
	}
	others := len(g.forest.trees) - 1
	for _, name := range slices.Concat(s.Crosses...) {
		inTree, l := g.forest.find(name)
		if _, known := columns[name]; !known && inTree == 0 {
			columns[name] = others + len(columns)
			t.cross(g.lift(leaf, l), l)
		}
	}
	crosses := make([][]int32, len(s.Crosses))
	for i, cross := range s.Crosses {
		crosses[i] = g.addCross(cross, t.combos, columns)
	}
	g.count, g.width = len(t.combos), others+len(crosses)
	for slot, combo := range t.combos {
		g.groups = append(g.groups, combo[:others]...)
		for _, c := range crosses {
			g.groups = append(g.groups, c[slot])
		}
	}
	return t.ids
}

// lift gives the group of every person at a level of the largest dimension.
func (g *ground) lift(leaf []int32, l treeLevel) []int32 {
	leaves := g.forest.trees[0].leaves()
	above := make([]int32, leaves.count)
	for i := range above {
		above[i] = g.forest.ancestor(leaves.first+int32(i), l) - l.first
	}
	codes := make([]int32, len(leaf))
	for i, at := range leaf {
		codes[i] = above[at]
	}
	return codes
}

// addCross adds the groups of a cross and tells that of every slot.
func (g *ground) addCross(cross []string, combos [][]int32, columns map[string]int) []int32 {
	t := newTable(len(combos))
	for _, name := range cross {
		inTree, l := g.forest.find(name)
		column, ok := columns[name]
		if !ok {
			column = inTree - 1
		}
		codes := make([]int32, len(combos))
		for slot, combo := range combos {
			codes[slot] = g.forest.ancestor(combo[column], l) - l.first
		}
		t.cross(codes, l)
	}
	f := g.forest
	f.names = append(f.names, strings.Join(cross, "*"))
	first := int32(len(f.parent))
	for _, parts := range t.combos {
		missing := slices.ContainsFunc(parts, func(p int32) bool { return f.missing[p] })
		f.crossed[f.add(-1, "", missing)] = parts
	}
	for slot := range t.ids {
		t.ids[slot] += first
	}
	return t.ids
}
