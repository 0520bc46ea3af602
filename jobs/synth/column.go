package synth

import (
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// nothing is the field of a column that this package cannot fill.
const nothing field = -1

// A column says how a field of the schema is filled.
type column struct {
	field field
	kind  lang.Kind
	words map[int64]word // of a field with allowed values; nil where any will do
	fen   bool           // money has two places, a count of years as many as it needs
}

// A word is an allowed value: as a csv file has it, and as a parquet file does.
type word struct{ label, code string }

// columnsOf gives a column for each field of a schema, and the fields that will be
// filled.
func columnsOf(s *roster.Schema) (columns []column, filled mask) {
	for i := range s.Fields {
		c := columnOf(&s.Fields[i])
		if c.field != nothing {
			filled |= maskOf(c.field)
		}
		columns = append(columns, c)
	}
	return columns, filled
}

func columnOf(f *roster.Field) column {
	c := column{field: nothing, kind: f.Kind}
	for known := range fields {
		m := &meanings[known]
		if !m.means(f) {
			continue
		}
		if m.free() && f.Enum != nil {
			return c // whatever is made up here is not on the schema's list
		}
		return column{field: known, kind: f.Kind, words: m.words(f.Enum), fen: known >= basicField}
	}
	return c
}

// means reports whether a field of a schema is the one that is known here. The key
// may have any name.
func (m *meaning) means(f *roster.Field) bool {
	if f.Key {
		return m.name == meanings[keyField].name
	}
	return m.name == f.Name && m.kind == f.Kind
}

// free reports whether any text will do.
func (m *meaning) free() bool { return m.kind == lang.String && m.codes == nil }

// words pairs the numbers of a field with a schema's allowed values. A value that
// the schema lacks has no word, and its cells stay empty.
func (m *meaning) words(enum []roster.EnumValue) map[int64]word {
	if enum == nil && m.codes == nil {
		return nil
	}
	words := map[int64]word{}
	if enum == nil {
		for number, code := range m.codes {
			words[int64(number)] = word{code, code}
		}
	}
	for _, e := range enum {
		if number, ok := m.number(e.Code); ok {
			words[number] = word{e.Label, e.Code}
		}
	}
	if m.slip != "" {
		words[int64(len(m.codes))] = word{m.slip, m.slip}
	}
	return words
}

// number gives what stands for a code here.
func (m *meaning) number(code string) (int64, bool) {
	if m.kind == lang.Int {
		n, err := strconv.ParseInt(code, 10, 64)
		return n, err == nil
	}
	for number, known := range m.codes {
		if known == code {
			return int64(number), true
		}
	}
	return 0, false
}

// cell gives the number that a person has in the column; ok is false where the
// cell is empty.
func (c *column) cell(p *person) (number int64, ok bool) {
	if c.field == nothing || !p.known.has(c.field) {
		return 0, false
	}
	return p.value[c.field], true
}
