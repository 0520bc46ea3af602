package roster

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// A keyed is a row with eight bytes of its key, as a number in the order of the
// bytes.
type keyed struct {
	word uint64
	row  uint32
}

const (
	wordBytes = 8
	fewRows   = 64 // so few that comparing them whole is quicker
)

// A keySort sorts rows by their keys, eight bytes at a time. The keys of a roster
// share how they begin, and differ within a word or two after that: nearly all of
// the sorting is of numbers, without a comparison.
type keySort struct {
	roster *Roster
	list   []keyed
	spare  []keyed
	alike  [][2]int // where rows that share a key begin and end
}

// sortByKey puts rows into the order of their keys, and gives those parts of
// them that share one. Rows that do stay in the order of their numbers.
func (r *Roster) sortByKey(rows []uint32) (alike [][]uint32) {
	s := &keySort{roster: r, list: make([]keyed, len(rows)), spare: make([]keyed, len(rows))}
	for i, row := range rows {
		s.list[i].row = row
	}
	s.sort(0, len(rows), 0)
	for i := range rows {
		rows[i] = s.list[i].row
	}
	for _, span := range s.alike {
		alike = append(alike, rows[span[0]:span[1]])
	}
	return alike
}

// sort orders a part of the rows, whose keys should be alike in their first
// bytes. Where they are not, some key ends there, and a word cannot tell an end
// from a zero byte: then, as with few rows, whole keys are compared.
func (s *keySort) sort(from, to, first int) {
	rows := s.list[from:to]
	first, before := s.prefix(rows), first
	if len(rows) <= fewRows || first < before {
		s.compareWhole(from, to)
		return
	}
	for i := range rows {
		rows[i].word = wordOf(s.key(rows[i])[first:])
	}
	radix(rows, s.spare[:len(rows)])
	equalRuns(rows, func(a, b keyed) bool { return a.word == b.word }, func(at, end int) {
		s.sort(from+at, from+end, first+wordBytes)
	})
}

// compareWhole orders a part of the rows by comparing keys, and finds those that
// share one.
func (s *keySort) compareWhole(from, to int) {
	rows := s.list[from:to]
	slices.SortFunc(rows, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(s.key(a), s.key(b)), cmp.Compare(a.row, b.row))
	})
	equalRuns(rows, func(a, b keyed) bool { return s.key(a) == s.key(b) }, func(at, end int) {
		s.alike = append(s.alike, [2]int{from + at, from + end})
	})
}

// equalRuns finds where two or more neighbours are equal.
func equalRuns(rows []keyed, equal func(a, b keyed) bool, found func(from, to int)) {
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && equal(rows[from], rows[to]) {
			to++
		}
		if to > from+1 {
			found(from, to)
		}
		from = to
	}
}

func (s *keySort) key(k keyed) string { return s.roster.Person(int(k.row)) }

// prefix gives how many bytes all keys begin with.
func (s *keySort) prefix(rows []keyed) int {
	first := s.key(rows[0])
	n := len(first)
	for _, row := range rows[1:] {
		key := s.key(row)
		n = min(n, len(key))
		for i := range n {
			if key[i] != first[i] {
				n = i
				break
			}
		}
	}
	return n
}

// wordOf gives the first eight bytes of a text; what it lacks is zero.
func wordOf(text string) uint64 {
	var word [wordBytes]byte
	copy(word[:], text)
	return binary.BigEndian.Uint64(word[:])
}

// radix sorts rows by their words, a byte at a time from the lowest, and keeps
// the order of rows whose words are equal. A byte that all share costs nothing.
func radix(rows, spare []keyed) {
	var counts [wordBytes][256]uint32
	for i := range rows {
		for b := range counts {
			counts[b][byte(rows[i].word>>(8*b))]++
		}
	}
	from, to := rows, spare
	for b := range counts {
		if counts[b][byte(rows[0].word>>(8*b))] == uint32(len(rows)) {
			continue
		}
		scatter(to, from, &counts[b], 8*b)
		from, to = to, from
	}
	if &from[0] != &rows[0] {
		copy(rows, from)
	}
}

// scatter puts rows where those with a lower byte end. It turns the counts of
// the bytes into those places.
func scatter(to, from []keyed, places *[256]uint32, shift int) {
	next := uint32(0)
	for b, count := range places {
		places[b] = next
		next += count
	}
	for _, row := range from {
		b := byte(row.word >> shift)
		to[places[b]] = row
		places[b]++
	}
}
