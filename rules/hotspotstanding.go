package rules

import "weiran/rules/hotspot"

// stand marks the spots that are worth telling in full. A place that is mostly the
// persons of a kind is told all the same: a kind cannot be visited.
func (h *Hotspots) stand() {
	numbered := map[int]*Spot{}
	for i := range h.Spots {
		numbered[h.Spots[i].Number] = &h.Spots[i]
	}
	for i := range h.Spots {
		s := &h.Spots[i]
		switch s.Relation.Kind {
		case hotspot.Hotspot, hotspot.Wider:
			s.Stands = s.Tier > hotspot.Blue
		case hotspot.Alternative, hotspot.Focus, hotspot.Explained:
			other := numbered[s.Relation.Of]
			s.Stands = s.Tier > hotspot.Blue && h.IsPlace(s.Dimension) && other != nil && !h.IsPlace(other.Dimension)
		}
	}
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
