package risk

import (
	"slices"

	"weiran/rules/lang"
)

// Below so many numbers comparing them is quicker than counting digits.
const fewNumbers = 192

// A digit has eleven bits: pays differ in some thirty, which are three passes.
const (
	digitBits = 11
	digits    = 1 << digitBits
)

// sortNumbers puts numbers in rising order. Many of them are sorted by their
// digits, the lowest first, counted from the least of them: that takes a few
// passes whatever their count. What stands beyond all goes to the end before.
func sortNumbers(numbers []lang.Decimal, spare *[]lang.Decimal) {
	if len(numbers) < fewNumbers {
		slices.Sort(numbers)
		return
	}
	numbers = numbers[:behind(numbers)]
	if len(numbers) == 0 {
		return
	}
	least, most := slices.Min(numbers), slices.Max(numbers)
	*spare = sized(*spare, len(numbers))
	from, into := numbers, *spare
	for shift := 0; shift < 64 && (uint64(most)-uint64(least))>>shift != 0; shift += digitBits {
		byDigit(into, from, digit{least, shift})
		from, into = into, from
	}
	if &from[0] != &numbers[0] {
		copy(numbers, from)
	}
}

// behind moves what is beyond all to the end, and gives where it starts.
func behind(numbers []lang.Decimal) int {
	end := 0
	for i, n := range numbers {
		if n != beyond {
			numbers[i], numbers[end] = numbers[end], n
			end++
		}
	}
	return end
}

// A digit is eleven bits of how much a number is above the least.
type digit struct {
	least lang.Decimal
	shift int
}

func (d digit) of(n lang.Decimal) uint64 { return (uint64(n) - uint64(d.least)) >> d.shift % digits }

// byDigit copies numbers in the order of a digit, those of one digit as they are.
func byDigit(into, from []lang.Decimal, by digit) {
	var next [digits]int
	for _, n := range from {
		next[by.of(n)]++
	}
	start := 0
	for d, count := range next {
		next[d] = start
		start += count
	}
	for _, n := range from {
		d := by.of(n)
		into[next[d]] = n
		next[d]++
	}
}
