package hotspot

import (
	"context"
	"math"
	"slices"

	"weiran/rules/hotspot/chance"
)

// Scan looks for groups that hold more flagged persons than chance would bring.
// It fails on a study that cannot be read and when ctx is done; data that leave
// nothing to find give a result whose Notes say so.
func Scan(ctx context.Context, s Study) (*Result, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	s = s.withDefaults()
	r := newResult(s)
	if r.nothingToScan(s) {
		return r, nil
	}
	c := newGround(s).census()
	r.ground = c.ground
	r.tell(s, c)
	standsFor, skip := c.aliases()
	found := c.candidates(s, skip)
	j, err := found.judge(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := r.rounds(ctx, s, found, j); err != nil {
		return nil, err
	}
	r.record(s, found, j)
	r.name(c, standsFor)
	r.sortRows()
	c.relate(r.Rows)
	r.adjust()
	r.Gatherings = c.gatherings(s, standsFor)
	r.tellScan(s, found)
	return r, nil
}

// record makes the rows of all candidates.
func (r *Result) record(s Study, c *candidates, j judgement) {
	for cause, flagged := range c.of.flagged {
		r.Flagged[cause] = int(flagged)
	}
	r.Replicates, r.Drawn, r.Stopped = j.planned, len(j.strongest), j.stopped
	alone := make([]float64, len(c.at))
	for i := range c.at {
		row := c.row(s, i, j.verdicts[i])
		alone[i] = row.Tail
		r.Rows = append(r.Rows, row)
	}
	bh, by := chance.Discovery(alone)
	for i := range r.Rows {
		row := &r.Rows[i]
		row.BH, row.BY = bh[i], by[i]
		row.Tier = row.tier(s)
	}
	tarone(r.Rows)
}

// row says all of one candidate that it does not share with others.
func (s *candidates) row(study Study, i int, v verdict) Row {
	c := s.of
	group, cause := s.group[i], int(s.cause[i])
	observed, e := float64(c.observed[s.at[i]]), s.expected[i]
	t := c.tail(group, cause, observed)
	row := Row{
		Group: c.group(group), Cause: study.Causes[cause].Name, cause: int32(cause),
		Observed: int(observed), Expected: e, LLR: v.llr,
		P: v.p, Origin: v.origin, Reached: v.reached, Of: v.of, Gumbel: v.gumbel,
		Tail: t.upper, MidTail: t.mid, Approximate: t.approximate, Attainable: c.attainable(group, cause),
	}
	row.IC, row.IC025 = chance.Information(observed, e)
	if e > 0 {
		row.Ratio = observed / e
	}
	row.RelativeRisk, row.Excess = against(observed, e, c.flagged[cause])
	return row
}

// against compares a group with all others: the ratio of observed to expected
// within to that without, and how many more are observed than at the rate without.
func against(observed, e, flagged float64) (risk, excess float64) {
	out, outExpected := flagged-observed, flagged-e
	switch {
	case observed == 0:
		risk = 0
	case out == 0:
		risk = math.Inf(1)
	case outExpected > 0 && e > 0:
		risk = observed / e / (out / outExpected)
	}
	if outExpected <= 0 {
		return risk, observed - e
	}
	return risk, observed - e*out/outExpected
}

// standing gives the group that stands for one with the same members.
func standing(standsFor map[int32]int32, id int32) int32 {
	for {
		by, is := standsFor[id]
		if !is {
			return id
		}
		id = by
	}
}

// name enters the aliases into the rows.
func (r *Result) name(c *census, standsFor map[int32]int32) {
	others := map[int32][]Group{}
	for id := range int32(len(c.persons)) {
		by := standing(standsFor, id)
		if by == id {
			continue
		}
		alias, known := c.group(id), c.group(by)
		if alias.Dimension != known.Dimension || !slices.Equal(alias.Path, known.Path) { // else two dimensions begin with it
			others[by] = append(others[by], alias)
		}
	}
	for i := range r.Rows {
		r.Rows[i].Aliases = others[r.Rows[i].id]
	}
}
