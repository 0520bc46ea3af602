package risk

import (
	"context"
	"fmt"

	"weiran/rules/lang"
)

// Crossings says which counts of years since a day are soon complete.
type Crossings struct {
	Name   string
	From   *lang.Expr // a date
	Years  []int64    // rising
	Within int64      // days from as_of, that day included
}

// A crossing is the next count of years that a person completes.
type crossing struct {
	years int64
	on    lang.Date
}

// crossingFields are the crossing.<name>.* of rules.
var crossingFields = []struct {
	lang.Field
	of func(c crossing, asOf lang.Date) int64 // nil of soon
}{
	{lang.Field{Name: "soon", Kind: lang.Bool, Label: "即将满年限"}, nil},
	{lang.Field{Name: "years", Kind: lang.Int, Label: "即将满的年数"}, func(c crossing, _ lang.Date) int64 { return c.years }},
	{lang.Field{Name: "on", Kind: lang.DateKind, Label: "满年限的日期"}, func(c crossing, _ lang.Date) int64 { return int64(c.on) }},
	{lang.Field{Name: "days", Kind: lang.Int, Label: "距满年限的天数"}, func(c crossing, asOf lang.Date) int64 { return int64(c.on - asOf) }},
}

// A crossingSlot is one field of crossing.*.
type crossingSlot struct{ crossings, field int }

// addCrossings lays out what may be read of a file's crossings.
func (l *layout) addCrossings(declared []Crossings) {
	for i, c := range declared {
		for n, f := range crossingFields {
			field := f.Field
			field.Name = "crossing." + c.Name + "." + f.Name
			l.addSlot(field, crossingSlot{i, n})
		}
	}
}

func (s crossingSlot) key(g *Group) string {
	c := &g.Crossings[s.crossings]
	return fmt.Sprint("crossing\x00", c.From.Text(), "\x00", c.Years, c.Within, s.field)
}

func (s crossingSlot) runs(g *Group) [][]*lang.Expr {
	return [][]*lang.Expr{{g.Crossings[s.crossings].From}}
}

func (s crossingSlot) prepare(context.Context, *assessment) error { return nil }

// A year of the calendar is daysOf400/400 days in the mean; no span of whole years
// is more than slack days from so many of those.
const (
	daysOf400 = 146_097
	slack     = 4
)

// next gives the first count of years that is complete on as_of or within the
// window behind it.
func (c *Crossings) next(from, asOf lang.Date) (crossing, bool) {
	for _, years := range c.Years {
		if about := int64(from) + years*daysOf400/400; about < int64(asOf)-slack || about > int64(asOf)+c.Within+slack {
			continue // nearly everybody: nothing is looked up in a calendar
		}
		on, ok := anniversary(from, years)
		if ok && on >= asOf && int64(on-asOf) <= c.Within {
			return crossing{years, on}, true
		}
	}
	return crossing{}, false
}

// anniversary gives the first day on which so many whole years have passed, as the
// expression language counts them; of 29 February that is a matter of its rule.
func anniversary(from lang.Date, years int64) (lang.Date, bool) {
	year, month, _ := from.Civil()
	first, ok := lang.NewDate(year+int(years), month, 1)
	if !ok {
		return 0, false
	}
	for day := first; day < first+32; day++ {
		if from.Years(day) >= years {
			return day, true
		}
	}
	return 0, false
}

// of gives one measure of what the person completes next.
func (s crossingSlot) of(r *row, name string) lang.Value {
	c, f, asOf := &r.a.group.Crossings[s.crossings], crossingFields[s.field], r.a.subject.AsOf
	if !r.outlives(asOf) {
		return s.nothing(name)
	}
	from := c.From.Eval(r)
	if !from.Known() {
		return from
	}
	next, soon := c.next(from.Date(), asOf)
	switch soon = soon && r.outlives(next.on); {
	case !soon:
		return s.nothing(name)
	case f.of == nil:
		return lang.BoolOf(true)
	case f.Kind == lang.DateKind:
		return lang.DateOf(lang.Date(f.of(next, asOf)))
	}
	return lang.IntOf(f.of(next, asOf))
}

// nothing is a measure of somebody who completes nothing within the window.
func (s crossingSlot) nothing(name string) lang.Value {
	if crossingFields[s.field].of == nil {
		return lang.BoolOf(false)
	}
	return lang.Unknown(name)
}

// outlives reports that no death of the person before a day is recorded.
func (r *row) outlives(day lang.Date) bool {
	batch, at := r.a.payroll.Roster.Place(r.index)
	return r.a.deaths(batch).outlives(at, day)
}

func (s crossingSlot) deciders(r *row) []string {
	if !r.outlives(r.a.subject.AsOf) {
		return nil
	}
	if from := r.a.group.Crossings[s.crossings].From.Eval(r); !from.Known() {
		return r.deciders(from.Missing())
	}
	return nil
}
