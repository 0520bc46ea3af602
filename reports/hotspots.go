package reports

import (
	"io"
	"math"
	"strconv"
	"strings"

	"weiran/rules"
	"weiran/rules/hotspot"
)

var hotspotHeader = []string{
	"policy", "grievance", "dimension", "group", "persons", "flagged",
	"expected", "relative_risk", "llr", "p", "q", "drivers",
	"tier", "ic025", "p_adjusted", "relation", "method", "number", "collective",
}

// writeHotspots writes the spots of every policy, the strongest first. Figures of a
// spot that was not compared are empty; a relative risk is inf where nobody outside
// is flagged. relation is explained:3, say, where number is 3 of the other spot.
func writeHotspots(m *Model, w io.Writer) error {
	c, err := newCSVRows(w, hotspotHeader)
	if err != nil {
		return err
	}
	for _, h := range m.subject.Result.Hotspots {
		for i := range h.Spots {
			if err := c.spot(h.Policy, &h.Spots[i]); err != nil {
				return err
			}
		}
	}
	return c.flush()
}

func (c *csvRows) spot(policy string, s *rules.Spot) error {
	for _, text := range []string{
		policy, s.Cause, s.Dimension, strings.Join(s.Path, " / "), strconv.Itoa(s.Persons), strconv.Itoa(s.Observed),
	} {
		c.text(text)
	}
	if s.Compared() {
		for _, v := range []float64{s.Expected, s.RelativeRisk, s.LLR, s.P, s.BH} {
			c.text(Figure(v))
		}
	} else {
		c.blank(5)
	}
	c.text(driverCell(s.Drivers))
	if s.Compared() {
		c.text(s.Tier.Text().EN)
		c.text(Figure(s.IC025))
		c.text(adjusted(s))
		c.text(RelationCell(s.Relation))
		c.text(s.Origin.String())
		c.text(strconv.Itoa(s.Number))
	} else {
		c.blank(6)
	}
	c.text(strconv.FormatBool(s.Collective))
	return c.end()
}

// Figure writes a number of a scan with six digits: more would differ between
// processors. What has no bound is inf.
func Figure(v float64) string {
	if math.IsInf(v, 1) {
		return "inf"
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// adjusted gives the p-value of the round of the iterative scan in which a spot
// came up, empty where it came up in none.
func adjusted(s *rules.Spot) string {
	if s.Round == 0 {
		return ""
	}
	return Figure(s.AdjustedP)
}

func driverCell(drivers []rules.Driver) string {
	cells := make([]string, len(drivers))
	for i, d := range drivers {
		cells[i] = d.Rule + ":" + strconv.Itoa(d.Persons)
	}
	return strings.Join(cells, ";")
}

// RelationCell writes a relation with the number of the other group: explained:3.
func RelationCell(r hotspot.Relation) string {
	if r.Of == 0 {
		return r.Kind.String()
	}
	return r.Kind.String() + ":" + strconv.Itoa(r.Of)
}
