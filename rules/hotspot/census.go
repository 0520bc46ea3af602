package hotspot

import (
	"slices"

	"weiran/rules/hotspot/chance"
)

// A census is what the data say of every group, before any chance.
type census struct {
	*ground
	all      float64   // persons
	persons  []int32   // by group
	observed []int32   // by group and cause: flagged persons
	flagged  []float64 // by cause: flagged persons of all
	risk     []float64 // by group, of RiskShares; else nil
	allRisk  float64
	strata   []stratumCount
	parts    [][]part // by group: its persons in each stratum, if there is more than one
}

// A stratumCount is what a stratum holds.
type stratumCount struct {
	persons float64
	flagged []float64 // by cause
}

// A part is the persons of a group in one stratum.
type part struct{ stratum, persons int32 }

// census takes the census of a ground.
func (g *ground) census() *census {
	c := &census{ground: g, all: float64(len(g.rows)), flagged: make([]float64, g.causes)}
	c.countFlagged()
	c.countPersons()
	if g.weight != nil {
		c.addRisk()
	}
	return c
}

// countFlagged counts the flagged persons by group, and by stratum.
func (c *census) countFlagged() {
	t := newTally[int32](c.ground, c.causes)
	at := 0
	for i, s := range c.ground.strata {
		of := stratumCount{persons: float64(s.to - s.from), flagged: make([]float64, c.causes)}
		run := c.run(i)
		for ; at < len(c.ground.flagged) && c.ground.flagged[at].at < s.to; at++ {
			f := c.ground.flagged[at]
			leaf := run.leaf(f.at)
			for _, cause := range c.profiles[f.profile] {
				t.add(leaf, c.slot[f.at], int(cause), 1)
				of.flagged[cause]++
				c.flagged[cause]++
			}
		}
		c.strata = append(c.strata, of)
	}
	t.rollUp()
	c.observed = t.groups
}

// countPersons counts all persons by group, and where there are several strata
// those of each.
func (c *census) countPersons() {
	t := newTally[int32](c.ground, 1)
	c.persons = make([]int32, len(c.forest.parent))
	c.parts = make([][]part, len(c.forest.parent))
	for i := range c.ground.strata {
		t.clear()
		for b := c.ground.strata[i].first; b < c.lastBlock(i); b++ {
			for at := c.blocks[b].start; at < c.blockEnd(b); at++ {
				t.add(c.blocks[b].leaf, c.slot[at], 0, 1)
			}
		}
		t.rollUp()
		for group, n := range t.groups {
			c.persons[group] += n
			if n > 0 && c.stratified() {
				c.parts[group] = append(c.parts[group], part{stratum: int32(i), persons: n})
			}
		}
	}
}

// addRisk sums the expected risk by group.
func (c *census) addRisk() {
	t := newTally[float64](c.ground, 1)
	c.each(func(at int32, _ stratum, leaf int32) {
		t.add(leaf, c.slot[at], 0, c.weight[at])
		c.allRisk += c.weight[at]
	})
	t.rollUp()
	c.risk = t.groups
}

// stratified reports whether the null hypothesis keeps the flagged of more than
// one stratum apart. One stratum of all persons is no different from none.
func (c *census) stratified() bool { return len(c.ground.strata) > 1 }

// expected is how many of a group would be flagged by chance.
func (c *census) expected(group int32, cause int) float64 {
	if c.risk != nil {
		if c.allRisk == 0 {
			return 0
		}
		return c.flagged[cause] * c.risk[group] / c.allRisk
	}
	if !c.stratified() {
		return float64(c.persons[group]) * c.flagged[cause] / c.all
	}
	e := 0.0
	for _, d := range c.draws(group, cause) {
		e += d.Mean()
	}
	return e
}

// draws says of a group how its persons would be drawn from each stratum.
func (c *census) draws(group int32, cause int) []chance.Draw {
	if !c.stratified() {
		return []chance.Draw{{All: c.all, Flagged: c.flagged[cause], N: float64(c.persons[group])}}
	}
	draws := make([]chance.Draw, len(c.parts[group]))
	for i, p := range c.parts[group] {
		s := c.strata[p.stratum]
		draws[i] = chance.Draw{All: s.persons, Flagged: s.flagged[cause], N: float64(p.persons)}
	}
	return draws
}

// llr is the log likelihood ratio of a group: Bernoulli where every person is as
// likely as any other, else Poisson.
func (c *census) llr(n, observed, expected float64, cause int) float64 {
	if c.stratified() || c.risk != nil {
		return chance.Poisson(observed, min(expected, c.flagged[cause]), c.flagged[cause])
	}
	return chance.Bernoulli(observed, n, c.flagged[cause], c.all)
}

// A run finds the leaf of positions that ascend, within one stratum.
type run struct {
	g    *ground
	at   int32
	last int32
}

func (g *ground) run(stratum int) run {
	return run{g: g, at: g.strata[stratum].first, last: g.lastBlock(stratum) - 1}
}

// leaf gives the leaf of a position not below the one asked before.
func (r *run) leaf(position int32) int32 {
	for r.at < r.last && r.g.blocks[r.at+1].start <= position {
		r.at++
	}
	return r.g.blocks[r.at].leaf
}

// find gives the leaf of any position of the stratum.
func (r *run) find(position int32) int32 {
	blocks := r.g.blocks[:r.last+1]
	i, found := slices.BinarySearchFunc(blocks, position, func(b block, p int32) int { return int(b.start) - int(p) })
	if !found {
		i--
	}
	return blocks[i].leaf
}
