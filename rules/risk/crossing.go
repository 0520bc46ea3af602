package risk

import (
	"context"
	"fmt"

	"weiran/rules/column"
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
	of func(c crossing, asOf lang.Date) lang.Value // nil of soon
}{
	{lang.Field{Name: "soon", Kind: lang.Bool, Label: "即将满年限"}, nil},
	{lang.Field{Name: "years", Kind: lang.Int, Label: "即将满的年数"}, func(c crossing, _ lang.Date) lang.Value { return lang.IntOf(c.years) }},
	{lang.Field{Name: "on", Kind: lang.DateKind, Label: "满年限的日期"}, func(c crossing, _ lang.Date) lang.Value { return lang.DateOf(c.on) }},
	{lang.Field{Name: "days", Kind: lang.Int, Label: "距满年限的天数"}, func(c crossing, asOf lang.Date) lang.Value { return lang.IntOf(int64(c.on - asOf)) }},
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
	c := &r.a.group.Crossings[s.crossings]
	from := c.From.Eval(r)
	if !from.Known() {
		return from
	}
	return s.measure(c, from.Date(), r.a.subject.AsOf, name)
}

func (s crossingSlot) measure(c *Crossings, from, asOf lang.Date, name string) lang.Value {
	next, soon := c.next(from, asOf)
	switch f := crossingFields[s.field]; {
	case f.of == nil:
		return lang.BoolOf(soon)
	case soon:
		return f.of(next, asOf)
	}
	return lang.Unknown(name)
}

func (s crossingSlot) column(sh *sheet, a *assessment, own *buffers) (column.Column, error) {
	c, f := &a.group.Crossings[s.crossings], crossingFields[s.field]
	if f.of != nil {
		return sh.byRow(a, f.Kind, s), nil
	}
	truth, unknown, failed := cleared(&own.truth, sh.rows), cleared(&own.unknown, sh.rows), cleared(&own.failed, sh.rows)
	err := sh.run(a, a.run(c.From), func(values []column.Result) {
		copy(unknown, values[0].Unknown())
		copy(failed, values[0].Failed())
		for row, day := range values[0].Dates() {
			if !values[0].Known(row) {
				continue
			}
			if _, soon := c.next(lang.Date(day), a.subject.AsOf); soon {
				truth.Set(row)
			}
		}
	})
	return column.Bools(truth, sh.rows, column.Doubts{Unknown: unknown, Failed: failed}), err
}

func (s crossingSlot) deciders(r *row) []string {
	if from := r.a.group.Crossings[s.crossings].From.Eval(r); !from.Known() {
		return r.deciders(from.Missing())
	}
	return nil
}
