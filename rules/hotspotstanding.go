package rules

import (
	"weiran/rules/hotspot"
	"weiran/rules/risk"
)

// stand marks the spots that are worth telling in full. A place that is mostly the
// persons of a kind is told all the same, for a kind cannot be visited; but not where
// a stronger place holds half of its flagged persons: then that one is to be visited.
func (h *Hotspots) stand() {
	numbered := map[int]*Spot{}
	for i := range h.Spots {
		numbered[h.Spots[i].Number] = &h.Spots[i]
	}
	told := map[risk.Grievance]map[int32]bool{}
	for i := range h.Spots {
		s := &h.Spots[i]
		if told[s.Cause] == nil {
			told[s.Cause] = map[int32]bool{}
		}
		s.Stands = s.Tier > hotspot.Blue && (s.alone() || h.isKindOf(s, numbered[s.Relation.Of]) && !mostly(h.Who(s), told[s.Cause]))
		if s.Stands && h.IsPlace(s.Dimension) {
			for _, row := range h.Who(s) {
				told[s.Cause][row] = true
			}
		}
	}
}

// alone reports whether no stronger spot says the same.
func (s *Spot) alone() bool {
	return s.Relation.Kind == hotspot.Hotspot || s.Relation.Kind == hotspot.Wider
}

// isKindOf reports whether a place is mostly persons of another spot, which is a kind.
func (h *Hotspots) isKindOf(place, kind *Spot) bool {
	return h.IsPlace(place.Dimension) && place.Relation.Of > 0 && kind != nil && !h.IsPlace(kind.Dimension)
}

func mostly(rows []int32, told map[int32]bool) bool {
	n := 0
	for _, row := range rows {
		if told[row] {
			n++
		}
	}
	return 2*n >= len(rows)
}

// Standing gives the spots that are worth telling in full, places and kinds of
// people, the strongest first.
func (h *Hotspots) Standing() (places, kinds []*Spot) {
	for i := range h.Spots {
		switch s := &h.Spots[i]; {
		case !s.Stands:
		case h.IsPlace(s.Dimension):
			places = append(places, s)
		default:
			kinds = append(kinds, s)
		}
	}
	return places, kinds
}
