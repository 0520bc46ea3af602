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
	spare  []keyed
}

// sortByKey puts rows into the order of their keys. Rows that share a key stay
// in the order in which they were, which is that of their numbers.
func (r *Roster) sortByKey(rows []uint32) []uint32 {
	list := make([]keyed, len(rows))
	for i, row := range rows {
		list[i].row = row
	}
	s := &keySort{roster: r, spare: make([]keyed, len(rows))}
	s.sort(list, 0)
	for i := range list {
		rows[i] = list[i].row
	}
	return rows
}

// sort orders rows whose keys are alike in the first bytes. Where they are not,
// some key ends there: a word then cannot tell an end from a zero byte.
func (s *keySort) sort(rows []keyed, alike int) {
	if len(rows) <= fewRows {
		slices.SortFunc(rows, s.compare)
		return
	}
	from := s.prefix(rows)
	if from < alike {
		slices.SortFunc(rows, s.compare)
		return
	}
	for i := range rows {
		rows[i].word = wordOf(s.key(rows[i])[from:])
	}
	radix(rows, s.spare[:len(rows)])
	for len(rows) > 0 {
		to := 1
		for to < len(rows) && rows[to].word == rows[0].word {
			to++
		}
		if to > 1 {
			s.sort(rows[:to], from+wordBytes)
		}
		rows = rows[to:]
	}
}

func (s *keySort) key(k keyed) string { return s.roster.Person(int(k.row)) }

func (s *keySort) compare(a, b keyed) int {
	return cmp.Or(cmp.Compare(s.key(a), s.key(b)), cmp.Compare(a.row, b.row))
}

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
