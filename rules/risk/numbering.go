package risk

// A numbering gives the keys that it meets numbers, from 0 on: an open hash table
// without deletion, which is empty again at no cost but its own size.
type numbering struct {
	keys  []int64
	ids   []int32 // the number of a key, counted from 1; 0 where there is no key
	count int32
}

// reset forgets all keys.
func (n *numbering) reset() {
	clear(n.ids)
	n.count = 0
}

// number gives the number of a key.
func (n *numbering) number(key int64) int32 {
	if int(n.count)*2 >= len(n.keys) {
		n.grow()
	}
	at := n.place(key)
	if n.ids[at] == 0 {
		n.count++
		n.keys[at], n.ids[at] = key, n.count
	}
	return n.ids[at] - 1
}

// place finds where a key is, or where it would be. The table is never more than
// half full, so that there is an end.
func (n *numbering) place(key int64) uint64 {
	mask := uint64(len(n.keys) - 1)
	h := uint64(key) * 0x9e3779b97f4a7c15 // Fibonacci hashing spreads keys that lie close together
	at := (h ^ h>>32) & mask
	for n.ids[at] != 0 && n.keys[at] != key {
		at = (at + 1) & mask
	}
	return at
}

func (n *numbering) grow() {
	keys, ids := n.keys, n.ids
	size := max(256, 2*len(keys))
	n.keys, n.ids = make([]int64, size), make([]int32, size)
	for i, id := range ids {
		if id != 0 {
			at := n.place(keys[i])
			n.keys[at], n.ids[at] = keys[i], id
		}
	}
}
