package hotspot

import "slices"

// A tally counts persons by group: first by leaf and slot, then rolled up into all
// groups at once.
type tally[T int32 | uint64 | float64] struct {
	ground *ground
	width  int // numbers a group: one a cause, or one
	groups []T
	slots  []T
}

func newTally[T int32 | uint64 | float64](g *ground, width int) *tally[T] {
	return &tally[T]{
		ground: g, width: width,
		groups: make([]T, len(g.forest.parent)*width), slots: make([]T, g.count*width),
	}
}

func (t *tally[T]) clear() {
	clear(t.groups)
	clear(t.slots)
}

// add counts one person.
func (t *tally[T]) add(leaf, slot int32, column int, value T) {
	t.groups[int(leaf)*t.width+column] += value
	t.slots[int(slot)*t.width+column] += value
}

// rollUp adds slots to their groups, and every group to its parent.
func (t *tally[T]) rollUp() {
	if t.width == 1 {
		t.rollUpSingle()
		return
	}
	for slot := range t.ground.count {
		from := t.slots[slot*t.width : (slot+1)*t.width]
		for _, group := range t.ground.groupsOf(int32(slot)) {
			addAll(t.groups[int(group)*t.width:][:t.width], from)
		}
	}
	for group, parent := range slices.Backward(t.ground.forest.parent) {
		if parent >= 0 {
			addAll(t.groups[int(parent)*t.width:][:t.width], t.groups[group*t.width:][:t.width])
		}
	}
}

func addAll[T int32 | uint64 | float64](to, from []T) {
	for i, v := range from {
		to[i] += v
	}
}

// rollUpSingle is rollUp of one number a group.
func (t *tally[T]) rollUpSingle() {
	for slot, v := range t.slots {
		if v == 0 {
			continue
		}
		for _, group := range t.ground.groupsOf(int32(slot)) {
			t.groups[group] += v
		}
	}
	for group, parent := range slices.Backward(t.ground.forest.parent) {
		if parent >= 0 {
			t.groups[parent] += t.groups[group]
		}
	}
}
