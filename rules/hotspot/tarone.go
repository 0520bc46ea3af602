package hotspot

import (
	"math"

	"weiran/rules/hotspot/chance"
)

// attainable is the smallest tail that a group can have: that as many of it are
// flagged as its size and the flagged of every stratum allow. It does not depend on
// who is flagged.
func (c *census) attainable(group int32, cause int) float64 {
	if c.risk != nil {
		if c.allRisk == 0 {
			return 1
		}
		return math.Pow(c.risk[group]/c.allRisk, c.flagged[cause])
	}
	p := 1.0
	for _, d := range c.draws(group, cause) {
		p *= d.Point(d.Most())
	}
	return p
}

// tarone enters the false discovery rates over those rows alone that can be
// significant at all (Tarone 1990): a small group whose smallest tail is above
// 0.05 ÷ rows never is, and need not be paid for. That is known before anybody is
// flagged, so it chooses nothing by its outcome.
func tarone(rows []Row) {
	var at []int
	var tails []float64
	for i := range rows {
		rows[i].Tarone = 1
		if rows[i].Attainable <= significant/float64(len(rows)) {
			at, tails = append(at, i), append(tails, rows[i].Tail)
		}
	}
	bh, _ := chance.Discovery(tails)
	for k, i := range at {
		rows[i].Tarone = bh[k]
	}
}
