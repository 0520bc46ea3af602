package reports

import "math/bits"

// A personSet is a set of persons by their rows, one bit each.
type personSet struct{ words []uint64 }

func newPersonSet(persons int) personSet {
	return personSet{make([]uint64, (persons+63)/64)}
}

func (s personSet) add(person int) { s.words[person/64] |= 1 << (person % 64) }

func (s personSet) has(person int) bool { return s.words[person/64]>>(person%64)&1 == 1 }

// count gives how many persons are in the set.
func (s personSet) count() int {
	n := 0
	for _, w := range s.words {
		n += bits.OnesCount64(w)
	}
	return n
}
