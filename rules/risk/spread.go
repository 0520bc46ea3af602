package risk

import (
	"math/bits"
	"sort"

	"weiran/rules/lang"
)

// A spread is the known numbers of a group of peers, in rising order.
type spread []lang.Decimal

// mean is the sum over the count, half to even. The sum has 128 bits: a million
// pays may overflow one of 64.
func (s spread) mean() lang.Decimal {
	var hi, lo uint64
	for _, d := range s {
		var carry uint64
		lo, carry = bits.Add64(lo, uint64(d), 0)
		hi += uint64(d>>63) + carry // the sign, spread over the upper half
	}
	n := uint64(len(s))
	negative := hi>>63 == 1
	if negative {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi = -hi - borrow
	}
	mean, rest := bits.Div64(hi, lo, n) // no overflow: no mean is beyond what it is of
	if rest > n-rest || rest == n-rest && mean&1 == 1 {
		mean++
	}
	if negative {
		mean = -mean
	}
	return lang.Decimal(mean)
}

// percentile gives the p-th percentile, 0 to 100: the value at (n−1)·p/100 of the
// way through the order, on the straight line between its two neighbours
// (Hyndman and Fan 1996, type 7), half to even.
func (s spread) percentile(p int) lang.Decimal {
	way := (len(s) - 1) * p
	low, part := way/100, uint64(way%100)
	if part == 0 {
		return s[low]
	}
	gap := uint64(s[low+1]) - uint64(s[low]) // fits 64 bits without sign
	hi, lo := bits.Mul64(gap, part)
	step, rest := bits.Div64(hi, lo, 100)
	at := s[low] + lang.Decimal(step)
	if rest > 50 || rest == 50 && at&1 != 0 {
		at++
	}
	return at
}

// rank gives the place of a number from the top: 1 is the highest, and equal
// numbers share the better place.
func (s spread) rank(d lang.Decimal) int64 {
	above := len(s) - sort.Search(len(s), func(i int) bool { return s[i] > d })
	return int64(above) + 1
}

// share gives yes ÷ all, half to even.
func share(yes, all int64) lang.Decimal {
	part, err := lang.Decimal(yes).Div(lang.Decimal(all))
	if err != nil {
		panic("risk: the share of nobody: " + err.Error())
	}
	return part
}
