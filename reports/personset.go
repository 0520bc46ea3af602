package reports

import "math/bits"

// A personSet is a set of persons by their rows, one bit each.
type personSet struct {
	words []uint64
	limit int
}

func newPersonSet(limit int) personSet {
	return personSet{words: make([]uint64, (limit+63)/64), limit: limit}
}

// size gives how many persons there are in all, in the set or not.
func (s personSet) size() int { return s.limit }

func (s personSet) add(person int) { s.words[person/64] |= 1 << (person % 64) }

// join adds the persons of another set.
func (s personSet) join(other personSet) {
	for i, w := range other.words {
		s.words[i] |= w
	}
}

// both gives the persons who are in two sets.
func (s personSet) both(other personSet) personSet {
	both := newPersonSet(s.limit)
	for i, w := range s.words {
		both.words[i] = w & other.words[i]
	}
	return both
}

// count gives how many persons are in the set.
func (s personSet) count() int {
	n := 0
	for _, w := range s.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// less gives how many persons are in the set and not in the other.
func (s personSet) less(other personSet) int {
	n := 0
	for i, w := range s.words {
		n += bits.OnesCount64(w &^ other.words[i])
	}
	return n
}
