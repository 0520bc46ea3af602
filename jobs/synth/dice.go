package synth

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"

	"weiran/rules/lang"
)

// A dice draws the numbers of one county. The numbers below a bound are made here
// and not by math/rand, of which only the generators are promised to stay.
type dice struct{ source *rand.ChaCha8 }

// newDice gives the dice of a county, which no other county's draws can move.
func newDice(seed, county uint64) dice {
	key := [32]byte{16: 'w', 'e', 'i', 'r', 'a', 'n'}
	binary.LittleEndian.PutUint64(key[:8], seed)
	binary.LittleEndian.PutUint64(key[8:16], county)
	return dice{rand.NewChaCha8(key)}
}

// below draws a number from 0 up to, and not including, n.
func (d dice) below(n int64) int64 {
	high, _ := bits.Mul64(d.source.Uint64(), uint64(n))
	return int64(high)
}

// between draws a number from low to high, both included.
func (d dice) between(low, high int64) int64 { return low + d.below(high-low+1) }

// million is what shares are counted in.
const million = 1_000_000

// happens is true for so many draws of a million.
func (d dice) happens(ofMillion int64) bool { return d.below(million) < ofMillion }

// date draws a date from low to high, both included.
func (d dice) date(low, high lang.Date) lang.Date {
	return lang.Date(d.between(int64(low), int64(high)))
}

// Weights are cumulative: entry i is the sum of the weights up to i.
type weights []int64

func cumulative(each []int64) weights {
	w := make(weights, len(each))
	sum := int64(0)
	for i, n := range each {
		sum += n
		w[i] = sum
	}
	return w
}

// zipf gives the i-th of n, counted from 1, a weight of 1/i.
func zipf(n int) weights {
	each := make([]int64, n)
	for i := range each {
		each[i] = million / int64(i+1)
	}
	return cumulative(each)
}

// pick draws an index by its weight.
func (d dice) pick(w weights) int {
	drawn, i := d.below(w[len(w)-1]), 0
	for w[i] <= drawn {
		i++
	}
	return i
}
