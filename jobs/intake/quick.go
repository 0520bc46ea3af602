package intake

import (
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// mostMet and longestMet bound what a cellReader remembers: texts, and bytes of
// each.
const (
	mostMet    = 4096
	longestMet = 64
)

// A cellReader reads the cells of a column. Most of a million cells are plain
// numbers, dates and names, or one of a few words: those it knows at a glance,
// or has met before. All others, and what is wrong with any, it reads with care.
type cellReader struct {
	doc    document
	schema *roster.Schema
	field  int
	quick  func(text string) (lang.Value, bool) // nil where the field lists its values
	met    map[string]lang.Value
}

// newCellReader makes the reader of a field's column; nil where field is -1.
func newCellReader(doc document, s *roster.Schema, field int) *cellReader {
	if field < 0 {
		return nil
	}
	c := &cellReader{doc: doc, schema: s, field: field, met: map[string]lang.Value{}}
	switch f := &s.Fields[field]; {
	case f.Enum != nil:
	case f.Kind == lang.String && f.Key:
		c.quick = quickKey
	case f.Kind == lang.String:
		c.quick = quickText
	case f.Kind == lang.DecimalKind:
		c.quick = quickDecimal
	case f.Kind == lang.DateKind:
		c.quick = quickDate
	}
	return c
}

// value reads a cell; ok is false where there is anything wrong with it. The
// value may be a part of the cell's text.
func (c *cellReader) value(cell string) (v lang.Value, ok bool) {
	if cell == "" {
		return lang.Value{}, true // unknown
	}
	if c.quick != nil {
		if v, ok := c.quick(cell); ok {
			return v, true
		}
	}
	if v, ok := c.met[cell]; ok {
		return v, true
	}
	return c.meet(cell)
}

// meet reads a cell with care, and remembers it.
func (c *cellReader) meet(cell string) (v lang.Value, ok bool) {
	if len(c.met) == mostMet || len(cell) > longestMet {
		v, fault := c.careful(cell)
		return v, fault.Message.Empty()
	}
	cell = strings.Clone(cell) // without the piece of the file that it is part of
	v, fault := c.careful(cell)
	if !fault.Message.Empty() {
		return v, false
	}
	c.met[cell] = v
	return v, true
}

// careful reads a cell, or says what is wrong with it.
func (c *cellReader) careful(cell string) (lang.Value, source.Fault) {
	f := &c.schema.Fields[c.field]
	text, fault := c.doc.cell(f, c.doc.text(cell))
	switch {
	case !fault.Message.Empty():
		return lang.Value{}, fault
	case f.Key && isFooter(text):
		return lang.Value{}, notARecord
	}
	v, err := c.schema.ParseCell(c.field, text)
	if err != nil {
		return lang.Value{}, discreet(f, text, err)
	}
	return v, source.Fault{}
}

// isPlain reports whether a byte is a letter or a digit of ASCII.
func isPlain(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// shortestPlain is longer than the words that stand for nothing: 无, null.
const shortestPlain = 5

// quickKey reads a key of ASCII letters and digits alone, which is what it says.
func quickKey(text string) (lang.Value, bool) {
	for i := range len(text) {
		if !isPlain(text[i]) {
			return lang.Value{}, false
		}
	}
	return lang.StringOf(text), len(text) >= shortestPlain
}

// quickText reads a text of ASCII letters and digits and common Chinese
// characters (U+4E00 to U+9FFF) alone, which is what it says.
func quickText(text string) (lang.Value, bool) {
	for i := 0; i < len(text); {
		switch b := text[i]; {
		case isPlain(b):
			i++
		case i+2 < len(text) && isHan(b, text[i+1], text[i+2]):
			i += 3
		default:
			return lang.Value{}, false
		}
	}
	return lang.StringOf(text), len(text) >= shortestPlain
}

// isHan reports whether three bytes are a character from U+4E00 to U+9FFF.
func isHan(a, b, c byte) bool {
	return 0xe4 <= a && a <= 0xe9 && 0x80 <= b && b <= 0xbf && 0x80 <= c && c <= 0xbf && (a > 0xe4 || b >= 0xb8)
}

// Bounds of a quick decimal: its whole digits, and its places.
const (
	quickDigits = 11
	quickPlaces = 4
)

// quickDecimal reads digits with at most four decimal places, or none.
func quickDecimal(text string) (lang.Value, bool) {
	whole, n := quickNumber(text)
	if whole == 0 || whole > quickDigits {
		return lang.Value{}, false
	}
	rest := text[whole:]
	if rest == "" {
		return lang.DecimalOf(lang.Decimal(n) * lang.One), true
	}
	places, frac := quickNumber(rest[1:])
	if rest[0] != '.' || places == 0 || places > quickPlaces || 1+places != len(rest) {
		return lang.Value{}, false
	}
	for range quickPlaces - places {
		frac *= 10
	}
	return lang.DecimalOf(lang.Decimal(n)*lang.One + lang.Decimal(frac)), true
}

// quickNumber reads the digits at the start of a text, no more than it can count.
func quickNumber(text string) (digits int, n int64) {
	for digits < min(len(text), quickDigits+1) && '0' <= text[digits] && text[digits] <= '9' {
		n = n*10 + int64(text[digits]-'0')
		digits++
	}
	return digits, n
}

// quickDate reads 1932-05-01.
func quickDate(text string) (lang.Value, bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return lang.Value{}, false
	}
	years, y := quickNumber(text[:4])
	months, m := quickNumber(text[5:7])
	days, d := quickNumber(text[8:])
	if years+months+days != 8 {
		return lang.Value{}, false
	}
	date, ok := lang.NewDate(int(y), int(m), int(d))
	return lang.DateOf(date), ok
}
