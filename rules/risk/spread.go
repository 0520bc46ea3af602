package risk

import (
	"math/big"
	"math/bits"
	"slices"
	"sort"

	"weiran/rules/lang"
)

// A spread is the known numbers of a group of peers, in rising order.
type spread []lang.Decimal

// newSpread puts numbers in order; it keeps the slice.
func newSpread(numbers []lang.Decimal) spread {
	slices.Sort(numbers)
	return numbers
}

// mean is the sum over the count, half to even. The sum is a big integer: a
// million pays overflow no sum of theirs.
func (s spread) mean() lang.Decimal {
	sum, term := new(big.Int), new(big.Int)
	for _, d := range s {
		sum.Add(sum, term.SetInt64(int64(d)))
	}
	n := big.NewInt(int64(len(s)))
	rest := new(big.Int)
	sum.DivMod(sum, n, rest) // Euclid's: the rest is never negative
	switch rest.Lsh(rest, 1).Cmp(n) {
	case 1:
		sum.Add(sum, big.NewInt(1))
	case 0:
		sum.Add(sum, big.NewInt(int64(sum.Bit(0))))
	}
	return lang.Decimal(sum.Int64())
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
