package rules

import (
	"slices"
	"strconv"
	"strings"

	"weiran/rules/hotspot"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// GroupingLabel gives a dimension of a hotspot in Chinese by the labels of the
// roster's schema; of a cross, those of both sides.
func GroupingLabel(s *roster.Schema, dimension string) string {
	var labels []string
	for name := range strings.SplitSeq(dimension, "*") {
		switch i := s.Index(name); {
		case name == cohort:
			name = "出生年代"
		case i >= 0:
			name = s.Fields[i].Label
		}
		labels = append(labels, name)
	}
	return strings.Join(labels, "×")
}

// ways are the persons of a roster by all ways of grouping them. A screening of
// several policies makes them once.
type ways struct {
	schema     *roster.Schema
	persons    int
	dimensions []hotspot.Dimension
	crosses    [][]string
	counties   hotspot.Level // none where the roster has no region
}

func waysOf(r *roster.Roster, scanning Scanning) *ways {
	w := &ways{schema: r.Schema, persons: r.Len()}
	for _, tree := range scanning.Trees {
		w.add(r, levelsOf(tree)...)
	}
	for _, name := range scanning.Flat {
		w.add(r, name)
	}
	for _, cross := range scanning.Crosses {
		sides := strings.Split(cross, "*")
		if !slices.ContainsFunc(sides, func(name string) bool { return w.level(name) == nil }) {
			w.crosses = append(w.crosses, sides)
		}
	}
	if l := w.level(countyField); l != nil {
		w.counties = *l
	} else {
		w.counties, _ = levelOf(r, countyField) // counties differ, even where nobody is grouped by them
	}
	return w
}

// countyField is the field within which a large roster is compared.
const countyField = "region"

// add adds a dimension of those levels that the roster has, unless nothing is new
// in it.
func (w *ways) add(r *roster.Roster, names ...string) {
	var d hotspot.Dimension
	fresh := false
	for _, name := range names {
		known := w.level(name)
		if known != nil {
			d.Levels, fresh = append(d.Levels, *known), false
		} else if l, ok := levelOf(r, name); ok {
			d.Levels, fresh = append(d.Levels, l), true
		}
	}
	if fresh {
		w.dimensions = append(w.dimensions, d)
	}
}

// level finds a level by its name; nil for none.
func (w *ways) level(name string) *hotspot.Level {
	for _, d := range w.dimensions {
		for i := range d.Levels {
			if d.Levels[i].Name == name {
				return &d.Levels[i]
			}
		}
	}
	return nil
}

// levelOf gives the codes of everybody by a field; ok is false where the roster
// has none such.
func levelOf(r *roster.Roster, name string) (l hotspot.Level, ok bool) {
	field, label := r.Schema.Index(name), r.Schema.ValueLabel
	if name == cohort {
		field, label = r.Schema.Index("born"), decade
	}
	if field < 0 || name == cohort && r.Schema.Fields[field].Kind != lang.DateKind {
		return l, false
	}
	l = hotspot.Level{Name: name, Codes: make([]int32, r.Len())}
	byValue, byLabel := map[lang.Value]int32{}, map[string]int32{}
	for i := range l.Codes {
		v := r.Row(i).Field(field)
		if !v.Known() {
			l.Codes[i] = -1
			continue
		}
		code, known := byValue[v]
		if !known {
			words := label(field, v)
			if code, known = byLabel[words]; !known {
				code = int32(len(l.Labels))
				byLabel[words] = code
				l.Labels = append(l.Labels, words)
			}
			byValue[v] = code
		}
		l.Codes[i] = code
	}
	return l, true
}

// decade gives the decade of a date: 1930年代.
func decade(_ int, born lang.Value) string {
	year, _, _ := born.Date().Civil()
	return strconv.Itoa(year/10*10) + "年代"
}

// inChinese puts the Chinese labels of levels and grievances where a note of the
// scan has their names.
func (w *ways) inChinese(note source.Text) source.Text {
	for _, name := range w.names() {
		label := GroupingLabel(w.schema, name)
		if rest, ok := strings.CutPrefix(note.ZH, "在同一"+name); ok {
			note.ZH = "在同一" + label + rest
		}
		for _, after := range []string{"只有", "有"} {
			if rest, ok := strings.CutPrefix(note.ZH, name+after); ok {
				note.ZH = label + after + rest
			}
		}
	}
	for _, g := range risk.Grievances() {
		if rest, ok := strings.CutPrefix(note.ZH, g+"："); ok {
			note.ZH = risk.GrievanceLabel(g) + "：" + rest
		}
	}
	return note
}

// names gives the names under which a scan tells of the levels and their crosses.
func (w *ways) names() []string {
	var names []string
	for _, d := range w.dimensions {
		for _, l := range d.Levels {
			names = append(names, l.Name)
		}
	}
	for _, cross := range w.crosses {
		names = append(names, strings.Join(cross, "*"))
	}
	return names
}
