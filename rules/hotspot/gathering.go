package hotspot

import (
	"cmp"
	"slices"
)

// A Gathering is a group where enough persons share one cause to petition
// together, and no group within it has as many: where to go, not a statement
// about chance. It may be as large as all persons.
type Gathering struct {
	Group
	Cause    string
	Observed int

	cause int
}

// gatherings lists those with at least MinCases flagged persons of one cause. A
// group lies within its parent, and a group of a cross within each of its sides. Of
// groups with the same members the one that stands for the others is listed.
func (c *census) gatherings(s Study, standsFor map[int32]int32) []Gathering {
	var out []Gathering
	for cause := range c.causes {
		smaller := make([]bool, len(c.persons))
		for group := range int32(len(c.persons)) {
			if c.count(group, cause) < s.MinCases {
				continue
			}
			for _, around := range c.forest.around(group) {
				smaller[c.forest.first(around, standsFor)] = true
			}
		}
		for group := range int32(len(c.persons)) {
			n := c.count(group, cause)
			if n >= s.MinCases && !smaller[group] && standing(standsFor, group) == group {
				out = append(out, Gathering{Group: c.group(group), Cause: s.Causes[cause].Name, Observed: n, cause: cause})
			}
		}
	}
	slices.SortFunc(out, func(a, b Gathering) int {
		return cmp.Or(
			cmp.Compare(b.Observed, a.Observed), cmp.Compare(a.Persons, b.Persons),
			cmp.Compare(a.id, b.id), cmp.Compare(a.cause, b.cause),
		)
	})
	return out
}

// count gives the flagged persons of a group for one cause.
func (c *census) count(group int32, cause int) int { return int(c.observed[int(group)*c.causes+cause]) }

// first gives a group of a level with which several dimensions begin as the first of
// them has it.
func (f *forest) first(group int32, standsFor map[int32]int32) int32 {
	if known := standing(standsFor, group); f.names[f.level[known]] == f.names[f.level[group]] {
		return known
	}
	return group
}

// around gives the groups that a group lies in next.
func (f *forest) around(group int32) []int32 {
	if f.crossed[group] != nil {
		return f.crossed[group]
	}
	if p := f.parent[group]; p >= 0 {
		return []int32{p}
	}
	return nil
}

// group describes a group of the forest.
func (c *census) group(id int32) Group {
	f := c.forest
	return Group{Dimension: f.names[f.level[id]], Path: f.path(id), Persons: int(c.persons[id]), Missing: f.missing[id], id: id}
}
