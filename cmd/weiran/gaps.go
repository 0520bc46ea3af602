package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weiran/rules"
	"weiran/rules/source"
)

// A gap is one reason why something about some persons cannot be told: an empty
// field that would tell, or what failed, such as a table without a row.
type gap struct {
	what    string   // label of the field, or what failed
	field   string   // dotted name of the field; empty where something failed
	persons []string // keys, in order
}

// printGaps says which fields would tell what cannot be told.
func (a *app) printGaps(res *rules.Result) {
	gaps := gapsOf(res, a.lang)
	if len(gaps) == 0 {
		return
	}
	a.section("What cannot be told, and what to fill in", "无法判定，需补充")
	var t table
	t.numbers(2)
	for _, g := range gaps {
		t.add("  "+g.what, a.paint(dim, g.field), persons(len(g.persons)).In(a.lang), few(g.persons))
	}
	fmt.Fprintln(a.stdout, t.String())
}

// gapsOf gathers the gaps of a result, those of most persons first.
func gapsOf(res *rules.Result, lang source.Language) []*gap {
	g := gathering{labels: fieldLabels(res), byWhat: map[string]*gap{}}
	for _, p := range res.Policies {
		for row, o := range p.Outcomes {
			if len(o.Missing)+len(o.Reasons) == 0 {
				continue
			}
			person := res.Roster.Person(row)
			g.missing(person, o.Missing)
			for _, r := range o.Reasons {
				g.add(person, gap{what: r.Message.In(lang)})
			}
		}
	}
	for _, u := range res.Unsure {
		g.missing(u.Person, u.Missing)
		if !u.Reason.Empty() {
			g.add(u.Person, gap{what: u.Reason.In(lang)})
		}
	}
	return g.sorted()
}

type gathering struct {
	labels map[string]string
	byWhat map[string]*gap
}

func (g *gathering) missing(person string, fields []string) {
	for _, f := range fields {
		g.add(person, gap{what: g.labels[f], field: f})
	}
}

func (g *gathering) add(person string, what gap) {
	key := what.field + "\n" + what.what
	known, ok := g.byWhat[key]
	if !ok {
		known = &what
		g.byWhat[key] = known
	}
	known.persons = append(known.persons, person)
}

func (g *gathering) sorted() []*gap {
	var all []*gap
	for _, one := range g.byWhat {
		slices.Sort(one.persons)
		one.persons = slices.Compact(one.persons)
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b *gap) int {
		return cmp.Or(cmp.Compare(len(b.persons), len(a.persons)), cmp.Compare(a.field, b.field), cmp.Compare(a.what, b.what))
	})
	return all
}

func fieldLabels(res *rules.Result) map[string]string {
	labels := map[string]string{}
	for _, f := range res.Roster.Schema.LangFields() {
		labels[f.Name] = f.Label
	}
	return labels
}

// few names the first few persons by their keys.
func few(persons []string) string {
	const shown = 5
	if len(persons) <= shown {
		return strings.Join(persons, " ")
	}
	return strings.Join(persons[:shown], " ") + " …"
}
