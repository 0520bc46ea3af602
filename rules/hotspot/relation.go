package hotspot

import (
	"weiran/rules/hotspot/chance"
	"weiran/rules/source"
)

// A Relation says what a row is beside a stronger hotspot of the same cause.
type Relation struct {
	Kind    Kind
	Of      int     // number of the hotspot, counted from 1 as Rows are; 0 of Unexamined and Hotspot
	P       float64 // what is left when that hotspot is taken out; within it, against the rest of it
	Overlap float64 // flagged persons in both, of those in the one with fewer
}

// A Kind is one of the relations.
type Kind uint8

// The relations.
const (
	Unexamined  Kind = iota // below yellow, or after the strongest hundred hotspots
	Hotspot                 // stands by itself
	Wider                   // holds a stronger hotspot, and the rest of it is raised too
	Explained               // there is nothing in it beside a stronger hotspot
	Focus                   // the point within a stronger hotspot where it gathers
	Alternative             // mostly the same flagged persons, seen from another side
)

const (
	mostHotspots = 100 // that are taken as a reference
	sameFlagged  = 0.5 // from this overlap on two groups speak of one thing
)

// String gives the name as in the output.
func (k Kind) String() string {
	return [...]string{"", "hotspot", "wider", "explained", "focus", "alternative"}[k]
}

// Text says the relation in words; of Unexamined it is empty.
func (r Relation) Text() source.Text {
	switch r.Kind {
	case Hotspot:
		return source.Say("hotspot", "独立热点")
	case Wider:
		return source.Say("raised as a whole, beside #%d", "整体也偏高（#%d之外）", r.Of)
	case Explained:
		return source.Say("explained by #%d", "由#%d解释", r.Of)
	case Focus:
		return source.Say("where #%d gathers", "#%d的集中点", r.Of)
	case Alternative:
		return source.Say("another description of #%d", "#%d的另一种说法", r.Of)
	}
	return source.Text{}
}

// relate says of every row worth a look what it is beside the stronger ones. The
// first hotspot that has to do with it decides.
func (c *census) relate(rows []Row) {
	accepted := 0
	for k := range rows {
		if rows[k].Relation.Kind != Unexamined || !rows[k].examined() || accepted == mostHotspots {
			continue
		}
		accepted++
		rows[k].Relation.Kind = Hotspot
		o := c.overlap(rows[k].id, int(rows[k].cause))
		for i := k + 1; i < len(rows); i++ {
			later := &rows[i]
			if later.cause != rows[k].cause || later.Relation.Kind != Unexamined || !later.examined() {
				continue
			}
			later.Relation = o.relation(later.id)
			if later.Relation.Kind != Unexamined {
				later.Relation.Of = k + 1
			}
		}
	}
}

// examined reports whether a row is strong enough for its relation to matter. A
// reference that nobody is shown would take the place of one that somebody is.
func (r *Row) examined() bool { return r.Tier >= Yellow }

// relation says what a group is beside the hotspot. One within the other is told
// by their members, so it holds across dimensions too.
func (o *overlap) relation(group int32) Relation {
	common := 0
	for _, p := range o.persons[group] {
		common += int(p.persons)
	}
	observed := o.observed(group)
	share := float64(o.flagged[group]) / max(1, min(observed, o.observed(o.hotspot)))
	switch {
	case common == int(o.of.persons[group]):
		p := o.inside(group)
		return Relation{Kind: choose(p <= significant, Focus, Explained), P: p, Overlap: share}
	case common == int(o.of.persons[o.hotspot]):
		p := o.outside(group)
		return Relation{Kind: choose(p <= significant, Wider, Explained), P: p, Overlap: share}
	case share >= sameFlagged:
		return Relation{Kind: Alternative, P: o.outside(group), Overlap: share}
	}
	return Relation{}
}

func choose(first bool, a, b Kind) Kind {
	if first {
		return a
	}
	return b
}

func (o *overlap) observed(group int32) float64 {
	return float64(o.of.observed[int(group)*o.of.causes+o.cause])
}

// inside is the tail of a group among the persons of the hotspot alone.
func (o *overlap) inside(group int32) float64 {
	if o.risk != nil && o.risk[o.hotspot] == 0 {
		return 1 // nothing was expected anywhere in it
	}
	if o.risk != nil {
		return shareTail(o.observed(group), o.observed(o.hotspot), o.risk[group]/o.risk[o.hotspot]).upper
	}
	var draws []chance.Draw
	for _, p := range o.persons[group] {
		draws = append(draws, chance.Draw{
			All: persons(o.persons[o.hotspot], p.stratum), Flagged: o.strata[p.stratum], N: float64(p.persons),
		})
	}
	return tailOf(draws, o.observed(group)).upper
}

// outside is the tail of what is left of a group without the hotspot, among all
// persons without it.
func (o *overlap) outside(group int32) float64 {
	c := o.of
	left := o.observed(group) - float64(o.flagged[group])
	if o.risk != nil {
		rest := c.allRisk - o.risk[o.hotspot]
		if rest <= 0 {
			return 1
		}
		return shareTail(left, c.flagged[o.cause]-o.observed(o.hotspot), max(0, c.risk[group]-o.risk[group])/rest).upper
	}
	var draws []chance.Draw
	for _, p := range c.partsOf(group) {
		s := c.strata[p.stratum]
		draws = append(draws, chance.Draw{
			All:     s.persons - persons(o.persons[o.hotspot], p.stratum),
			Flagged: s.flagged[o.cause] - o.strata[p.stratum],
			N:       float64(p.persons) - persons(o.persons[group], p.stratum),
		})
	}
	return tailOf(draws, left).upper
}

// partsOf gives the persons of a group by stratum, also where there is but one.
func (c *census) partsOf(group int32) []part {
	if c.stratified() {
		return c.parts[group]
	}
	return []part{{persons: c.persons[group]}}
}

// persons finds the persons in a stratum.
func persons(parts []part, stratum int32) float64 {
	for _, p := range parts {
		if p.stratum == stratum {
			return float64(p.persons)
		}
	}
	return 0
}
