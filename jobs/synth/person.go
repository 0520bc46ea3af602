package synth

import (
	"strconv"

	"weiran/rules/lang"
)

// A person is one row. Every cell is a number: a date counts days, an amount
// 1/10 000 yuan, a coded field its codes, a unit or township those of the county.
type person struct {
	row    int64 // from 1
	county *county
	value  [fields]int64
	known  mask // the cells that are not empty
}

func (p *person) set(f field, value int64) {
	p.value[f] = value
	p.known |= 1 << f
}

func (p *person) setDate(f field, d lang.Date) { p.set(f, int64(d)) }

// setJiao sets an amount of so many jiao, the tenth of a yuan.
func (p *person) setJiao(f field, jiao int64) { p.set(f, jiao*1000) }

func (p *person) date(f field) lang.Date { return lang.Date(p.value[f]) }

func (p *person) empty(f field) { p.known &^= 1 << f }

// appendText writes a cell of a field that holds a text and has no codes.
func (p *person) appendText(to []byte, f field) []byte {
	switch number := p.value[f]; f {
	case keyField:
		return appendKey(to, number)
	case nameField:
		return appendName(to, number)
	case unitField:
		return append(to, p.county.units[number]...)
	default: // townshipField
		return append(to, p.county.townships[number]...)
	}
}

// keyDigits pads the keys, so that they sort as the rows do; MaxPersons has as
// many.
const keyDigits = 8

// appendKey writes 7 as YL00000007.
func appendKey(to []byte, number int64) []byte {
	to = append(to, 'Y', 'L')
	return appendPadded(to, number, keyDigits)
}

// appendPadded writes a number with zeroes before it.
func appendPadded(to []byte, number int64, digits int) []byte {
	for pad, over := digits-1, int64(10); pad > 0; pad, over = pad-1, over*10 {
		if number < over {
			for range pad {
				to = append(to, '0')
			}
			break
		}
	}
	return strconv.AppendInt(to, number, 10)
}

var chineseDigits = [10]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// appendName writes 101 as 样例一〇一: nobody is called so.
func appendName(to []byte, number int64) []byte {
	var digits [20]byte
	to = append(to, "样例"...)
	for _, d := range strconv.AppendInt(digits[:0], number, 10) {
		to = append(to, chineseDigits[d-'0']...)
	}
	return to
}
