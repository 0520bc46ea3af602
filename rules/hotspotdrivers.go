package rules

import (
	"cmp"
	"slices"
	"strings"

	"weiran/rules/hotspot"
)

// drive counts which rules flag the persons of each spot. A rule finds a person
// once, so that its findings are its persons.
func (w *ways) drive(spots []Spot, f flags) {
	places, asked := map[string]int{}, map[string]bool{}
	for i := range spots {
		places[placeOf(spots[i].Group, spots[i].Cause)] = i
		asked[spots[i].Dimension] = true
	}
	counts := make([]map[string]int, len(spots))
	for _, g := range w.groupings() {
		if !asked[g.name] {
			continue
		}
		known := map[groupCode]int{} // place among the spots, from 1 on
		for _, h := range f.hits {
			code := g.code(h)
			i, seen := known[code]
			if !seen {
				if at, is := places[placeOf(g.group(h.row), h.grievance)]; is {
					i = at + 1
				}
				known[code] = i
			}
			if i > 0 {
				if counts[i-1] == nil {
					counts[i-1] = map[string]int{}
				}
				counts[i-1][h.rule]++
			}
		}
	}
	for i, of := range counts {
		spots[i].Drivers = driversOf(of)
	}
}

func driversOf(counts map[string]int) []Driver {
	var drivers []Driver
	for rule, n := range counts {
		drivers = append(drivers, Driver{rule, n})
	}
	slices.SortFunc(drivers, func(a, b Driver) int {
		return cmp.Or(cmp.Compare(b.Persons, a.Persons), cmp.Compare(a.Rule, b.Rule))
	})
	return drivers
}

// A gathering is one dimension of a scan, a level or a cross, by the levels that
// tell its groups apart.
type gathering struct {
	name   string
	levels []hotspot.Level
	cross  bool
}

// A groupCode is a group of a gathering by the codes of its levels, with a
// grievance. No cross is wider than two.
type groupCode struct {
	codes     [deepestTree]int32
	grievance string
}

// groupings gives all dimensions.
func (w *ways) groupings() (all []gathering) {
	known := map[string]bool{}
	for _, d := range w.dimensions {
		for i, l := range d.Levels {
			if !known[l.Name] { // else several dimensions begin with it
				all = append(all, gathering{name: l.Name, levels: d.Levels[:i+1]})
			}
			known[l.Name] = true
		}
	}
	for _, names := range w.crosses {
		g := gathering{name: strings.Join(names, "*"), cross: true}
		for _, name := range names {
			g.levels = append(g.levels, *w.level(name))
		}
		all = append(all, g)
	}
	return all
}

func (g *gathering) code(h hit) groupCode {
	return groupCode{codes: g.codes(h.row), grievance: h.grievance}
}

func (g *gathering) codes(row int32) (codes [deepestTree]int32) {
	for i := range g.levels {
		codes[i] = g.levels[i].Codes[row]
	}
	return codes
}

// group names the group of a person as the scan does.
func (g *gathering) group(row int32) hotspot.Group {
	labels := make([]string, len(g.levels))
	for i, l := range g.levels {
		labels[i] = hotspot.MissingLabel
		if code := l.Codes[row]; code >= 0 && l.Labels[code] != "" {
			labels[i] = l.Labels[code]
		}
	}
	if g.cross {
		labels = []string{strings.Join(labels, "*")}
	}
	return hotspot.Group{Dimension: g.name, Path: labels}
}
