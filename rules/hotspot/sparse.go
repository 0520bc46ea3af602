package hotspot

// A sparse counts persons by group as a [tally] does, and knows which groups it
// has met: what a hotspot and one county have in common is a few of many thousands.
type sparse struct {
	ground  *ground
	slots   []int32 // persons by slot, since the last take
	groups  []int32 // likewise by group
	slotted []int32 // slots that have persons
	met     []int32 // groups that have
}

func newSparse(g *ground) *sparse {
	return &sparse{ground: g, slots: make([]int32, g.count), groups: make([]int32, len(g.forest.parent))}
}

// add counts one person.
func (s *sparse) add(leaf, slot int32) {
	s.count(leaf, 1)
	if s.slots[slot] == 0 {
		s.slotted = append(s.slotted, slot)
	}
	s.slots[slot]++
}

func (s *sparse) count(group, persons int32) {
	if s.groups[group] == 0 {
		s.met = append(s.met, group)
	}
	s.groups[group] += persons
}

// take gives every group that has persons, each once, and begins anew. Slots are
// added to their groups first; so far nobody is counted but in leaves and crosses,
// and those are then added to all above them.
func (s *sparse) take(visit func(group, persons int32)) {
	for _, slot := range s.slotted {
		for _, group := range s.ground.groupsOf(slot) {
			s.count(group, s.slots[slot])
		}
		s.slots[slot] = 0
	}
	for _, group := range s.met[:len(s.met):len(s.met)] {
		n := s.groups[group]
		for above := s.ground.forest.parent[group]; above >= 0; above = s.ground.forest.parent[above] {
			s.count(above, n)
		}
	}
	for _, group := range s.met {
		visit(group, s.groups[group])
		s.groups[group] = 0
	}
	s.slotted, s.met = s.slotted[:0], s.met[:0]
}
