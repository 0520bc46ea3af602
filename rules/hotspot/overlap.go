package hotspot

// An overlap is what a hotspot has in common with every group.
type overlap struct {
	of      *census
	hotspot int32
	cause   int
	persons [][]part  // by group: the persons in both, by stratum
	flagged []int32   // by group: those flagged for the cause in both
	risk    []float64 // by group, of RiskShares
	strata  []float64 // flagged persons of the hotspot, by stratum
}

// overlap counts the persons of a hotspot into all groups.
func (c *census) overlap(hotspot int32, cause int) *overlap {
	o := &overlap{
		of: c, hotspot: hotspot, cause: cause,
		persons: make([][]part, len(c.persons)), strata: make([]float64, len(c.ground.strata)),
	}
	o.countFlagged()
	member := c.membership(hotspot)
	t := newSparse(c.ground)
	for i := range c.ground.strata {
		if c.stratified() && persons(c.parts[hotspot], int32(i)) == 0 {
			continue
		}
		for b := c.ground.strata[i].first; b < c.lastBlock(i); b++ {
			leaf := c.blocks[b].leaf
			for at := c.blocks[b].start; at < c.blockEnd(b); at++ {
				if member.has(leaf, c.slot[at]) {
					t.add(leaf, c.slot[at])
				}
			}
		}
		t.take(func(group, n int32) {
			o.persons[group] = append(o.persons[group], part{stratum: int32(i), persons: n})
		})
	}
	o.countRisk(member)
	return o
}

func (o *overlap) countFlagged() {
	c := o.of
	member, at, s := c.membership(o.hotspot), newWalk(c.ground), 0
	t := newTally[int32](c.ground, c.causes)
	for _, f := range c.ground.flagged {
		for f.at >= c.ground.strata[s].to {
			s++
		}
		leaf := at.leaf(f.at)
		if !member.has(leaf, c.slot[f.at]) {
			continue
		}
		for _, cause := range c.profiles[f.profile] {
			if int(cause) == o.cause {
				t.add(leaf, c.slot[f.at], int(cause), 1)
				o.strata[s]++
			}
		}
	}
	t.rollUp()
	o.flagged = make([]int32, len(c.persons))
	for group := range o.flagged {
		o.flagged[group] = t.groups[group*c.causes+o.cause]
	}
}

func (o *overlap) countRisk(member membership) {
	c := o.of
	if c.risk == nil {
		return
	}
	t := newTally[float64](c.ground, 1)
	c.each(func(at int32, _ stratum, leaf int32) {
		if member.has(leaf, c.slot[at]) {
			t.add(leaf, c.slot[at], 0, c.weight[at])
		}
	})
	t.rollUp()
	o.risk = t.groups
}
