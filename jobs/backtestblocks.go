package jobs

import (
	"weiran/rules/calibrate"
	"weiran/rules/lang"
)

// fewestPlaces is how many places there are at least for figures to be spread over.
const fewestPlaces = 10

// blocks gives everybody of each snapshot with their points, grouped by the widest
// field of places that has [fewestPlaces], or each by themselves.
func (h *history) blocks() (all [][]calibrate.Judged, by string) {
	for _, s := range h.snapshots {
		all = append(all, s.judged())
	}
	for _, by := range []string{"region", "township", "unit"} {
		met := map[string]bool{}
		for i, s := range h.snapshots {
			field := s.result.Roster.Schema.Index(by)
			if field < 0 {
				break
			}
			for row := range all[i] {
				group := s.place(row, field)
				all[i][row].Group, met[group] = group, true
			}
		}
		if len(met) >= fewestPlaces {
			return all, by
		}
	}
	for i, s := range h.snapshots {
		for row := range all[i] {
			all[i][row].Group = s.result.Roster.Person(row)
		}
	}
	return all, "person"
}

// place names a place of somebody with its county: every county has its 城关镇.
func (s snapshot) place(row, field int) string {
	person, region := s.result.Roster.Row(row), s.result.Roster.Schema.Index("region")
	if region < 0 {
		return person.Field(field).String()
	}
	return person.Field(region).String() + " " + person.Field(field).String()
}

// judged gives everybody of a snapshot with their points.
func (s snapshot) judged() []calibrate.Judged {
	points := s.points()
	all := make([]calibrate.Judged, s.result.Roster.Len())
	for row := range all {
		person := s.result.Roster.Person(row)
		all[row] = calibrate.Judged{
			ID: person + " " + s.policy.ID, Score: float64(points[person]) / float64(lang.One), Event: len(s.follows[person]) > 0,
		}
	}
	return all
}

func (s snapshot) points() map[string]lang.Decimal {
	points := map[string]lang.Decimal{}
	for _, score := range s.result.Scores {
		if score.Policy == "" {
			points[score.Person] = score.Points
		}
	}
	return points
}
