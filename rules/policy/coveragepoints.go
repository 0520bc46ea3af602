package policy

import (
	"slices"
	"strings"

	"weiran/rules/coverage"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// points lists what of a policy cases can reach, in the order of scope, items and
// lookups, each with whether the watch has seen it.
func (w *watch) points(p *Policy) coverage.Points {
	b := &pointList{watch: w, list: coverage.Points{}}
	if when := p.Scope.When; when != nil {
		name := source.Say("scope", "适用范围")
		at, width := when.Place(when.AST().Expr().ID())
		b.add(coverage.Point{Kind: coverage.Scope, Name: name, Pos: at, Width: width},
			coverage.Included, coverage.Excluded, coverage.Undecided)
	}
	for i := range p.Items {
		b.item(p, &p.Items[i])
	}
	for i := range p.Lookups {
		b.lookup(p, &p.Lookups[i])
	}
	return b.list
}

// A pointList gathers points.
type pointList struct {
	*watch
	list coverage.Points
}

// add adds the outcomes that a thing may have.
func (b *pointList) add(p coverage.Point, outcomes ...coverage.Outcome) {
	for _, o := range outcomes {
		p.Outcome, p.Covered = o, b.seen[sight{p.Pos, o}]
		b.list = append(b.list, p)
	}
}

func (b *pointList) item(p *Policy, item *Item) {
	name := source.Say("item %s", "项目“%s”", orText(item.Title, item.PayItem))
	outcomes := []coverage.Outcome{coverage.Applied}
	if p.waits(item) {
		outcomes[0] = coverage.Waiting
	}
	if item.When != nil {
		outcomes = append(outcomes, coverage.Skipped)
	}
	if mayStayOpen(p, item) {
		outcomes = append(outcomes, coverage.Undecided)
	}
	b.add(coverage.Point{Kind: coverage.Item, Name: name, Pos: item.Pos, Width: 1}, outcomes...)
}

// mayStayOpen reports whether an item reads anything that may be unknown.
func mayStayOpen(p *Policy, item *Item) bool {
	own := len(p.layout.fields) + len(p.layout.payItems)
	return item.Sets || slices.ContainsFunc([]*lang.Expr{item.When, item.Amount}, func(x *lang.Expr) bool {
		return x != nil && (len(x.Lookups()) > 0 || slices.ContainsFunc(x.Reads(), func(field int) bool { return field < own }))
	})
}

func (b *pointList) lookup(p *Policy, info *LookupInfo) {
	if !info.unknownOn(p.Effective) && p.waitsWith(info.Name) {
		return
	}
	kind := kindOfLookup(info.Name)
	was := p.asksDayBefore(info.Name)
	for _, r := range info.all() {
		point := coverage.Point{Kind: kind, Name: rowName(info, r), Pos: r.Pos, Width: max(r.Width, 1)}
		b.add(point, coverage.Used)
		if was && r.Figure.changesOn(p.Effective) {
			b.add(point, coverage.UsedAsWas)
		}
	}
}

// unknownOn reports whether no figure of a lookup is known on a day.
func (l *LookupInfo) unknownOn(day lang.Date) bool {
	return !slices.ContainsFunc(l.all(), func(r Row) bool {
		step, begun := r.Figure.On(day)
		return !begun || step.State != Hole
	})
}

// waits reports whether an item reads a lookup of which nothing is known.
func (p *Policy) waits(item *Item) bool {
	return slices.ContainsFunc(p.Lookups, func(l LookupInfo) bool {
		return l.unknownOn(p.Effective) && item.mentions(l.Name)
	})
}

// waitsWith reports whether items read a lookup, and all of them wait.
func (p *Policy) waitsWith(name string) bool {
	read := false
	for i := range p.Items {
		if p.Items[i].mentions(name) {
			if !p.waits(&p.Items[i]) {
				return false
			}
			read = true
		}
	}
	return read && (p.Scope.When == nil || !reads(p.Scope.When, name))
}

// mentions reports whether an item reads a lookup.
func (i *Item) mentions(name string) bool {
	return i.When != nil && reads(i.When, name) || reads(i.Amount, name)
}

func kindOfLookup(name string) coverage.Kind {
	switch {
	case strings.HasPrefix(name, valuePrefix):
		return coverage.Value
	case strings.HasPrefix(name, "band."):
		return coverage.Band
	}
	return coverage.Row
}

// rowName names a row by its lookup: table.lixiu, rank 131.
func rowName(info *LookupInfo, r Row) source.Text {
	if r.Words.EN == "" {
		return source.Say("%s", "%s", info.Name)
	}
	return source.Say("%s, %s", "%s，%s", info.Name, r.Words)
}

// asksDayBefore reports whether some set works its standard of the day before out
// by a lookup.
func (p *Policy) asksDayBefore(name string) bool {
	return slices.ContainsFunc(p.formers(), func(x PlannedExpr) bool { return reads(x.Expr, name) })
}

// changesOn reports whether a day has another figure than the day before, and
// that day has one.
func (f Figure) changesOn(day lang.Date) bool {
	now, _ := f.On(day)
	was, begun := f.On(day - 1)
	return begun && was.State != Ended && was != now
}

// orText gives the first text that is not empty.
func orText(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
