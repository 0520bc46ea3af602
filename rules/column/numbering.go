package column

import (
	"strings"

	"weiran/rules/lang"
)

// A numbering gives each value that it meets a number, from 1 on. The keys that
// people have are listed, others are in a hash table without deletion.
type numbering struct {
	count  int32
	listed stretch
	list   []int32 // by key, from the first that is listed on
	keys   []int64 // the hash table: a key, and its number in ids
	ids    []int32 // 0 where there is no key
	used   int

	texts  map[string]int32
	codes  []int32 // the numbers of a dictionary's entries
	serial int64   // of that dictionary
}

// A stretch is keys that are listed.
type stretch struct {
	first int64
	count int
}

var (
	smallNumbers = stretch{0, 2048}         // ranks, ages and classes are among them
	livedDates   = stretch{-40_000, 65_536} // from 1860 to 2039
)

// fill gives the numbers of a vector's values; those of rows without a value are
// of no account.
func (n *numbering) fill(into []int32, v *Vector) {
	n.listed = smallNumbers
	if v.kind == lang.DateKind {
		n.listed = livedDates
	}
	switch v.kind {
	case lang.Bool:
		for row := range into {
			into[row] = n.number(int64(v.word(v.truth, row/wordRows) >> (row % wordRows) & 1))
		}
	case lang.Int, lang.DecimalKind:
		for row := range into {
			into[row] = n.number(v.wide[v.at(row)])
		}
	case lang.DateKind:
		for row := range into {
			into[row] = n.number(int64(v.narrow[v.at(row)]))
		}
	default:
		n.read(v.texts)
		for row := range into {
			into[row] = n.codes[v.narrow[v.at(row)]]
		}
	}
}

// read numbers the entries of a dictionary.
func (n *numbering) read(d *dictionary) {
	if n.serial == d.serial && n.codes != nil {
		return
	}
	if n.texts == nil {
		n.texts = map[string]int32{}
	}
	n.serial, n.codes = d.serial, n.codes[:0]
	for _, text := range d.texts {
		id, ok := n.texts[text]
		if !ok {
			n.count++
			id = n.count
			n.texts[strings.Clone(text)] = id
		}
		n.codes = append(n.codes, id)
	}
	n.codes = append(n.codes, 0)
}

// number gives the number of a key.
func (n *numbering) number(key int64) int32 {
	at := uint64(key - n.listed.first)
	if at >= uint64(n.listed.count) {
		return n.ofLarge(key)
	}
	if n.list == nil {
		n.list = make([]int32, n.listed.count)
	}
	if n.list[at] == 0 {
		n.count++
		n.list[at] = n.count
	}
	return n.list[at]
}

// ofLarge looks a key up from its hash on; the table is never more than half
// full, so that there is an end.
func (n *numbering) ofLarge(key int64) int32 {
	if n.used*2 >= len(n.keys) {
		n.grow()
	}
	mask := uint64(len(n.keys) - 1)
	at := hash(key) & mask
	for n.ids[at] != 0 {
		if n.keys[at] == key {
			return n.ids[at]
		}
		at = (at + 1) & mask
	}
	n.count++
	n.used++
	n.keys[at], n.ids[at] = key, n.count
	return n.count
}

func (n *numbering) grow() {
	keys, ids := n.keys, n.ids
	size := max(1024, 2*len(keys))
	n.keys, n.ids = make([]int64, size), make([]int32, size)
	mask := uint64(size - 1)
	for i, id := range ids {
		if id == 0 {
			continue
		}
		at := hash(keys[i]) & mask
		for n.ids[at] != 0 {
			at = (at + 1) & mask
		}
		n.keys[at], n.ids[at] = keys[i], id
	}
}

// hash spreads keys that lie close together: Fibonacci hashing, the high half
// folded onto the low one.
func hash(key int64) uint64 {
	h := uint64(key) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}
