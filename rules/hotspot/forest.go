package hotspot

import (
	"slices"
	"strings"
)

// A forest is all groups of a study: the trees of its dimensions and the groups
// of its crosses. A parent stands before its children.
type forest struct {
	parent  []int32 // −1 at the top
	level   []int32 // place in names
	label   []string
	missing []bool    // something on the way to the group is not filled in
	crossed [][]int32 // of a group of a cross: the groups that it is common to
	names   []string  // of the levels and crosses
	trees   []tree
}

// A tree is one dimension in the forest.
type tree struct{ levels []treeLevel }

// A treeLevel is the groups of one level: those from first on, count of them.
type treeLevel struct {
	name  string
	first int32
	count int
}

func (t tree) leaves() treeLevel { return t.levels[len(t.levels)-1] }

// add appends a group and gives its number.
func (f *forest) add(parent int32, label string, missing bool) int32 {
	f.parent = append(f.parent, parent)
	f.level = append(f.level, int32(len(f.names)-1))
	f.label = append(f.label, label)
	f.missing = append(f.missing, missing)
	f.crossed = append(f.crossed, nil)
	return int32(len(f.parent) - 1)
}

// grow adds the tree of a dimension and tells the leaf of every person, counted
// from the first leaf.
func (f *forest) grow(d Dimension) []int32 {
	var t tree
	ids, count, first := make([]int32, len(d.Levels[0].Codes)), 1, int32(-1)
	for _, l := range d.Levels {
		f.names = append(f.names, l.Name)
		ranks, labels := l.ranked()
		below, pairs := number(ids, count, ranks, len(labels))
		at := treeLevel{name: l.Name, first: int32(len(f.parent)), count: len(pairs)}
		for _, p := range pairs {
			parent := int32(-1)
			if first >= 0 {
				parent = first + p[0]
			}
			absent := int(p[1]) == len(labels)-1 || parent >= 0 && f.missing[parent]
			f.add(parent, labels[p[1]], absent)
		}
		t.levels = append(t.levels, at)
		ids, count, first = below, len(pairs), at.first
	}
	f.trees = append(f.trees, t)
	return ids
}

// ancestor gives the group of a level that a group is or lies in.
func (f *forest) ancestor(group int32, l treeLevel) int32 {
	for group >= l.first+int32(l.count) {
		group = f.parent[group]
	}
	return group
}

// find gives the tree and the level of a name.
func (f *forest) find(name string) (inTree int, at treeLevel) {
	for i, t := range f.trees {
		for _, l := range t.levels {
			if l.name == name {
				return i, l
			}
		}
	}
	panic("hotspot: a checked study has no level " + name)
}

// path gives the labels from the top of a tree down to a group; of a group of a
// cross, one label: A*B.
func (f *forest) path(group int32) []string {
	if parts := f.crossed[group]; parts != nil {
		labels := make([]string, len(parts))
		for i, p := range parts {
			labels[i] = f.label[p]
		}
		return []string{strings.Join(labels, "*")}
	}
	var labels []string
	for ; group >= 0; group = f.parent[group] {
		labels = append(labels, f.label[group])
	}
	slices.Reverse(labels)
	return labels
}

// within reports whether a group is another, or lies in it in one tree.
func (f *forest) within(group, other int32) bool {
	for group > other {
		group = f.parent[group]
	}
	return group == other
}
