package rules

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"weiran/rules/hotspot"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// Hotspots says where the findings of one policy gather. Causes are grievances,
// and not rules: people petition together about one matter, and several rules of
// one grievance are several signs of it. A person is flagged for a grievance by a
// finding of medium or high severity; a low one is worth a word, and not a petition.
type Hotspots struct {
	Policy string
	Spots  []Spot // the strongest first; those that were not compared come last

	Null       source.Text   // what chance was taken to be
	Notes      []source.Text // what the reader must know of the data
	Persons    int
	Flagged    []Flagged // by grievance, those without any left out
	Seed       uint64
	MinCases   int
	Replicates int // planned; 0 where every p-value is exact
	Drawn      int // fewer than planned where the drawing stopped early

	Places []string    // the dimensions whose groups are places, and not kinds of people
	Beside source.Text // with whom the persons of a spot were compared: 全县

	grouped source.Text
	crowd   *crowd
}

// Flagged counts the persons of a grievance.
type Flagged struct {
	Grievance risk.Grievance
	Persons   int
}

// A Spot is a group in which a grievance gathers: a row of the scan that has a tier
// or that others refer to, or a smallest group of as many as petition together.
type Spot struct {
	hotspot.Row          // of one that was not compared: the group, its cause and what is observed
	Number      int      // place among all rows of the scan, to which relations refer; 0 where not compared
	Collective  bool     // a smallest group with MinCases persons of one grievance: 达到集体访人数
	Stands      bool     // worth telling in full: above blue, and no stronger hotspot says the same
	Drivers     []Driver // the rules that flagged its persons, the most persons first

	shared int // levels of its path, from the top, in which everybody is: the only county
}

// Place names the group from the top down, 230126 / 甲校, without what everybody on
// the roster has in common.
func (s *Spot) Place() string { return strings.Join(s.Path[s.shared:], " / ") }

// Compared reports whether the group was small enough, and large enough, to be
// compared with all others.
func (s *Spot) Compared() bool { return s.Number > 0 }

// A Driver is a rule and how many persons of a spot it flags.
type Driver struct {
	Rule    string
	Persons int
}

// gather scans the findings of a policy.
func (s *screening) gather(ctx context.Context, policy string, findings []risk.Finding) error {
	if s.Scanning == nil {
		return nil
	}
	if s.ways == nil {
		s.ways = waysOf(s.result.Roster, s.Scanning.OrDefault())
	}
	f := flag(s.result.Roster, findings)
	study := s.study(f)
	h := Hotspots{
		Policy: policy, Persons: study.Persons, Seed: study.Seed, MinCases: study.MinCases,
		Places: s.ways.places(s.Scanning.OrDefault()), Beside: s.ways.beside(study.Null.Stratified()),
		grouped: s.ways.grouped(), crowd: crowdOf(s.ways, f),
	}
	if len(f.causes) == 0 {
		h.Notes = append(h.Notes, source.Say("nobody has a finding of medium or high severity: there is nothing to gather",
			"没有中、高程度的人员线索，无从聚集"))
		s.result.Hotspots = append(s.result.Hotspots, h)
		return nil
	}
	scan, err := hotspot.Scan(ctx, study)
	if err != nil {
		return fmt.Errorf("scan for hotspots: %w", err)
	}
	h.Null, h.Replicates, h.Drawn = s.ways.inChinese(scan.Null), scan.Replicates, scan.Drawn
	for _, note := range scan.Notes {
		h.Notes = append(h.Notes, s.ways.inChinese(note))
	}
	for i, c := range f.causes {
		h.Flagged = append(h.Flagged, Flagged{c.Name, scan.Flagged[i]})
	}
	h.Spots = spotsOf(scan)
	s.ways.share(h.Spots)
	h.stand()
	s.ways.drive(h.Spots, f)
	s.result.Hotspots = append(s.result.Hotspots, h)
	return nil
}

// spotsOf takes from a scan what is worth a look. Of a large roster the rows are
// many and nearly all of them say nothing.
func spotsOf(scan *hotspot.Result) []Spot {
	var spots []Spot
	at := map[string]int{}
	collective := map[string]bool{}
	for _, g := range scan.Gatherings {
		collective[placeOf(g.Group, g.Cause)] = true
	}
	for i, row := range scan.Rows {
		place := placeOf(row.Group, row.Cause)
		if row.Tier == hotspot.NoTier && row.Relation.Kind != hotspot.Hotspot && !collective[place] {
			continue
		}
		at[place] = len(spots)
		spots = append(spots, Spot{Row: row, Number: i + 1, Collective: collective[place]})
	}
	for _, g := range scan.Gatherings {
		if _, known := at[placeOf(g.Group, g.Cause)]; !known {
			row := hotspot.Row{Group: g.Group, Cause: g.Cause, Observed: g.Observed}
			spots = append(spots, Spot{Row: row, Collective: true})
		}
	}
	return slices.Clip(spots)
}

// placeOf names a group and a cause.
func placeOf(g hotspot.Group, cause string) string {
	return cause + "\x1f" + g.Dimension + "\x1f" + strings.Join(g.Path, "\x1f")
}
