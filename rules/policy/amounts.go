package policy

// amounts is a list of numbers kept in little memory. The clauses of a policy
// repeat few amounts, since tables and bands give them, and those that do not
// repeat are small.
type amounts struct {
	few   []int64 // what codes stand for; without codes, the one that all are
	codes []uint8
	small []int32
	wide  []int64
}

// maxFew is how many different numbers a code can stand for.
const maxFew = 1 << 8

// at gives the number at a place.
func (a *amounts) at(i int) int64 {
	switch {
	case a.codes != nil:
		return a.few[a.codes[i]]
	case a.few != nil:
		return a.few[0]
	case a.small != nil:
		return int64(a.small[i])
	}
	return a.wide[i]
}

// A packer makes amounts of numbers. Its memory is used again.
type packer struct {
	rest  []int64 // see room
	few   []int64
	codes []uint8
	table [4 * maxFew]int16 // 1 + the code of the number that hashes here; 0 for none
}

// room gives an empty list for so many numbers, to be packed.
func (p *packer) room(n int) []int64 {
	if cap(p.rest) < n {
		p.rest = make([]int64, 0, n)
	}
	return p.rest[:0]
}

// pack gives the numbers in the least memory that holds them.
func (p *packer) pack(numbers []int64) amounts {
	if p.encode(numbers) {
		a := amounts{few: append([]int64(nil), p.few...)}
		if len(p.few) > 1 {
			a.codes = append([]uint8(nil), p.codes...)
		}
		return a
	}
	if !fit32(numbers) {
		return amounts{wide: append([]int64(nil), numbers...)}
	}
	small := make([]int32, len(numbers))
	for i, n := range numbers {
		small[i] = int32(n)
	}
	return amounts{small: small}
}

// encode gives every number a code, and reports whether there are enough codes.
func (p *packer) encode(numbers []int64) bool {
	p.few, p.codes = p.few[:0], p.codes[:0]
	clear(p.table[:])
	for _, n := range numbers {
		code, ok := p.code(n)
		if !ok {
			return false
		}
		p.codes = append(p.codes, code)
	}
	return true
}

// code gives the code of a number; there is none for one too many.
func (p *packer) code(n int64) (code uint8, ok bool) {
	at := uint64(n) * 0x9e3779b97f4a7c15 >> 54 // the golden ratio spreads even numbers that differ little
	for ; p.table[at] != 0; at = (at + 1) % uint64(len(p.table)) {
		if code := p.table[at] - 1; p.few[code] == n {
			return uint8(code), true
		}
	}
	if len(p.few) == maxFew {
		return 0, false
	}
	p.few = append(p.few, n)
	p.table[at] = int16(len(p.few))
	return uint8(len(p.few) - 1), true
}

func fit32(numbers []int64) bool {
	for _, n := range numbers {
		if n != int64(int32(n)) {
			return false
		}
	}
	return true
}
