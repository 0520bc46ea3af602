package rules

import (
	"slices"
	"strings"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// A crowd is who is flagged under a policy, and how all persons are grouped.
type crowd struct {
	ways    *ways
	flagged map[risk.Grievance][]int32 // rows, ascending
}

func crowdOf(w *ways, f flags) *crowd {
	c := &crowd{ways: w, flagged: map[risk.Grievance][]int32{}}
	for _, cause := range f.causes {
		for row, is := range cause.Flags {
			if is {
				c.flagged[cause.Name] = append(c.flagged[cause.Name], int32(row))
			}
		}
	}
	return c
}

// All gives the rows of the roster whose persons are flagged for a grievance,
// ascending.
func (h *Hotspots) All(g risk.Grievance) []int32 {
	if h.crowd == nil {
		return nil
	}
	return h.crowd.flagged[g]
}

// Who gives the rows of the roster whose persons are flagged for the cause of a spot
// and in its group, ascending.
func (h *Hotspots) Who(s *Spot) (rows []int32) {
	place := strings.Join(s.Path, "\x1f")
	h.each(s.Dimension, h.All(s.Cause), func(row int32, path string) {
		if path == place {
			rows = append(rows, row)
		}
	})
	return rows
}

// Groups counts the groups of a dimension.
func (h *Hotspots) Groups(dimension string) int {
	if h.crowd == nil {
		return 0
	}
	everybody := make([]int32, h.crowd.ways.persons)
	for row := range everybody {
		everybody[row] = int32(row)
	}
	known := map[string]bool{}
	h.each(dimension, everybody, func(_ int32, path string) { known[path] = true })
	return len(known)
}

// each tells the path of each row by a dimension, none where it was not scanned.
func (h *Hotspots) each(dimension string, rows []int32, tell func(row int32, path string)) {
	if h.crowd == nil {
		return
	}
	groupings := h.crowd.ways.groupings()
	at := slices.IndexFunc(groupings, func(g gathering) bool { return g.name == dimension })
	if at < 0 {
		return
	}
	g, known := groupings[at], map[[deepestTree]int32]string{}
	for _, row := range rows {
		codes := g.codes(row)
		path, seen := known[codes]
		if !seen {
			path = strings.Join(g.group(row).Path, "\x1f")
			known[codes] = path
		}
		tell(row, path)
	}
}

// IsPlace reports whether the groups of a dimension are places to go to, units and
// townships, and not kinds of people who have a rank or an age in common.
func (h *Hotspots) IsPlace(dimension string) bool { return slices.Contains(h.Places, dimension) }

// Says puts a spot that was compared into one plain sentence: 甲校：21人中13人有同一类
// 意见，按全县水平应为4.4人.
func (h *Hotspots) Says(s *Spot) source.Text {
	return source.Say("%[1]s: %[2]d of %[3]d persons share the same grievance; %.1[4]f would be expected at the rate of %[5]s",
		"%[1]s：%[3]d人中%[2]d人有同一类意见，按%[5]s水平应为%.1[4]f人",
		s.Place(), s.Observed, s.Persons, s.Expected, h.Beside)
}

// beside names those with whom the persons of a spot were compared.
func (w *ways) beside(stratified bool) source.Text {
	switch {
	case stratified:
		return source.Say("its county", "所在县区")
	case len(w.counties.Labels) == 1:
		return source.Say("the county", "全县")
	}
	return source.Say("all persons", "全体")
}

// places gives the levels of the trees.
func (w *ways) places(s Scanning) (places []string) {
	for _, tree := range s.Trees {
		for _, name := range levelsOf(tree) {
			if w.level(name) != nil && !slices.Contains(places, name) {
				places = append(places, name)
			}
		}
	}
	return places
}
