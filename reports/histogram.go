package reports

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weiran/rules/lang"
)

// A bar counts the persons whose pay changes by an amount from low to high yuan
// a month, high itself left out; where both are equal, by just that amount. It
// may be zero, where one item's gain is another's loss.
type bar struct {
	low, high lang.Decimal
	persons   int
	sign      int  // −1 a loss, 1 a gain, 0 neither
	joined    bool // of several bars with too few persons each
	open      bool // too few persons to say how much: only the sign is told
}

// mostBars is how many bars a distribution has at most, about.
const mostBars = 12

// distribution gives the bars of the affected in ascending order, losses and
// gains apart. None has fewer than atLeast persons, except one that tells the
// sign alone. Where few amounts occur, and enough persons get each, every amount
// has its own bar.
func (t tally) distribution(atLeast int) []bar {
	losses, gains := pilesBelow(t.piles, 0), pilesBelow(t.piles, 1)
	bars := barsOf(t.piles[:losses], atLeast)
	if gains > losses {
		bars = append(bars, bar{persons: t.piles[losses].persons})
	}
	return append(bars, barsOf(t.piles[gains:], atLeast)...)
}

// barsOf gives the bars of ascending amounts of one sign.
func barsOf(piles []pile, atLeast int) []bar {
	if bars, ok := exactBars(piles, atLeast); ok {
		return bars
	}
	return binned(piles, atLeast)
}

// pilesBelow gives how many of the ascending amounts are below one.
func pilesBelow(piles []pile, amount lang.Decimal) int {
	at, _ := slices.BinarySearchFunc(piles, amount, func(p pile, d lang.Decimal) int { return cmp.Compare(p.amount, d) })
	return at
}

func exactBars(piles []pile, atLeast int) ([]bar, bool) {
	if len(piles) > mostBars {
		return nil, false
	}
	var bars []bar
	for _, p := range piles {
		if p.persons < atLeast {
			return nil, false
		}
		bars = append(bars, bar{low: p.amount, high: p.amount, persons: p.persons, sign: signOf(p.amount)})
	}
	return bars, true
}

func signOf(d lang.Decimal) int { return cmp.Compare(d, 0) }

// niceWidth gives a round width, 1, 2 or 5 times a power of ten yuan, that makes
// at most about mostBars bars of ascending amounts.
func niceWidth(piles []pile) lang.Decimal {
	low, high := piles[0].amount, piles[len(piles)-1].amount
	span := uint64(high) - uint64(low)
	for unit := uint64(lang.One); ; unit *= 10 {
		for _, times := range []uint64{1, 2, 5} {
			if span/(unit*times) < mostBars || unit > 1<<59 {
				return lang.Decimal(unit * times)
			}
		}
	}
}

// binned counts ascending amounts of one sign, of which there is one, in bars of
// one width, and joins bars of too few persons with their neighbours.
func binned(piles []pile, atLeast int) []bar {
	width := niceWidth(piles)
	var bars []bar
	for _, p := range piles {
		low, high := around(p.amount, width)
		if last := len(bars) - 1; last >= 0 && bars[last].low == low {
			bars[last].persons += p.persons
			continue
		}
		bars = append(bars, bar{low: low, high: high, persons: p.persons, sign: signOf(p.amount)})
	}
	for len(bars) > 1 {
		i := slices.IndexFunc(bars, func(b bar) bool { return b.persons < atLeast })
		if i < 0 {
			break
		}
		bars = joinAt(bars, i)
	}
	bars[0].open = len(bars) == 1 && bars[0].persons < atLeast
	return bars
}

// joinAt joins a bar with the neighbour that has fewer persons.
func joinAt(bars []bar, i int) []bar {
	if i == len(bars)-1 || i > 0 && bars[i-1].persons < bars[i+1].persons {
		i--
	}
	bars[i].high = bars[i+1].high
	bars[i].persons += bars[i+1].persons
	bars[i].joined = true
	return slices.Delete(bars, i+1, i+2)
}

// around gives the multiples of width at or below an amount and above it; what
// no decimal can hold is left at the farthest that one can.
func around(d, width lang.Decimal) (low, high lang.Decimal) {
	over := d % width
	if over < 0 {
		over += width
	}
	low = max(d, math.MinInt64+over) - over
	return low, min(low, math.MaxInt64-width) + width
}

// label writes the bar's amounts in whole yuan, or its one amount to the fen.
func (b bar) label() string {
	switch {
	case b.open && b.sign < 0:
		return "减少"
	case b.open:
		return "增加"
	case b.sign == 0:
		return "增减相抵"
	case b.low == b.high:
		return change(b.low)
	}
	return wholeYuan(b.low) + " — " + wholeYuan(b.high)
}

// wholeYuan writes the end of a bar, which is a round number; tens of thousands
// are written as 万.
func wholeYuan(d lang.Decimal) string {
	unit := ""
	if wan := 10_000 * lang.One; d%wan == 0 && d != 0 {
		d, unit = d/10_000, "万"
	}
	return strings.TrimSuffix(money(d), ".00") + unit
}
