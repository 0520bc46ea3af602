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
// group lies within its parent, and a group of a cross within each of its sides.
func (c *census) gatherings(s Study) []Gathering {
	var out []Gathering
	for cause := range c.causes {
		smaller := make([]bool, len(c.persons))
		for group := len(c.persons) - 1; group >= 0; group-- {
			n := int(c.observed[group*c.causes+cause])
			if n < s.MinCases {
				continue
			}
			for _, around := range c.forest.around(int32(group)) {
				smaller[around] = true
			}
			if !smaller[group] {
				g := Gathering{Group: c.group(int32(group)), Cause: s.Causes[cause].Name, Observed: n, cause: cause}
				out = append(out, g)
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
