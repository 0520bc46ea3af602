package grouped

// A Key is what something is sorted by, and which it is.
type Key struct {
	By uint64
	At int32
}

// Rising makes a number one to sort by from the least to the greatest.
func Rising(n int64) uint64 { return uint64(n) ^ 1<<63 }

// Falling makes a number one to sort by from the greatest to the least.
func Falling(n int64) uint64 { return ^Rising(n) }

// Few keys are sorted by comparing; of more the digits are counted, smaller
// ones as long as the counters would outnumber the keys.
const (
	fewKeys      = 32
	manyKeys     = 2048
	smallDigit   = 8
	largeDigit   = 11
	largestDigit = 1 << largeDigit
)

// Sort puts keys in rising order, equal ones as they stood: in a few passes over
// the digits in which they differ, whatever their count. Those already in order
// cost one pass. It makes spare as long as the keys if it needs it.
func Sort(keys []Key, spare *[]Key) {
	if len(keys) < fewKeys {
		insert(keys)
		return
	}
	least, most, sorted := keys[0].By, keys[0].By, true
	for i, k := range keys[1:] {
		sorted = sorted && keys[i].By <= k.By
		least, most = min(least, k.By), max(most, k.By)
	}
	if sorted {
		return
	}
	width := smallDigit
	if len(keys) >= manyKeys {
		width = largeDigit
	}
	*spare = Sized(*spare, len(keys))
	from, into := keys, *spare
	for shift := 0; shift < 64 && (most-least)>>shift != 0; shift += width {
		digit{least, shift, 1<<width - 1}.pass(into, from)
		from, into = into, from
	}
	if &from[0] != &keys[0] {
		copy(keys, from)
	}
}

func insert(keys []Key) {
	for i := 1; i < len(keys); i++ {
		k, at := keys[i], i
		for ; at > 0 && keys[at-1].By > k.By; at-- {
			keys[at] = keys[at-1]
		}
		keys[at] = k
	}
}

// A digit is some bits of how much a key is above the least.
type digit struct {
	least uint64
	shift int
	mask  uint64
}

func (d digit) of(k Key) uint64 { return (k.By - d.least) >> d.shift & d.mask }

// pass copies keys in the order of a digit, those of one digit as they stood.
func (d digit) pass(into, from []Key) {
	var counters [largestDigit]uint32
	next := counters[:d.mask+1]
	for _, k := range from {
		next[d.of(k)]++
	}
	start := uint32(0)
	for at, count := range next {
		next[at] = start
		start += count
	}
	for _, k := range from {
		at := d.of(k)
		into[next[at]] = k
		next[at]++
	}
}
