package risk

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// codes is one column of a batch with its different values numbered.
type codes struct {
	cells  arrow.Array
	codes  []int32 // by row; of an empty cell it means nothing
	values []lang.Value
}

// of gives the number of a row's value, or -1 where the cell is empty.
func (c *codes) of(row int) int {
	if c.cells.IsNull(row) {
		return -1
	}
	return int(c.codes[row])
}

// codesOf numbers the values of a field in a batch. A text that repeats is
// numbered as it is stored.
func codesOf(r *roster.Roster, batch, field int) *codes {
	c := &codes{cells: r.Batches[batch].Column(field)}
	if d, ok := c.cells.(*array.Dictionary); ok {
		c.codes = d.Indices().(*array.Int32).Int32Values()
		words := d.Dictionary().(*array.String)
		for i := range words.Len() {
			c.values = append(c.values, lang.StringOf(words.Value(i)))
		}
		return c
	}
	if ints, ok := c.cells.(*array.Int64); ok {
		number(c, r, batch, field, func(row int) int64 { return ints.Value(row) })
		return c
	}
	from, _ := r.Span(batch)
	number(c, r, batch, field, func(row int) string { return r.Row(from + row).Field(field).String() })
	return c
}

// number numbers the values of a column by keys that tell them apart.
func number[K comparable](c *codes, r *roster.Roster, batch, field int, key func(row int) K) {
	from, to := r.Span(batch)
	c.codes = make([]int32, to-from)
	numbers := map[K]int32{}
	for row := range c.codes {
		if c.cells.IsNull(row) {
			continue
		}
		n, known := numbers[key(row)]
		if !known {
			n = int32(len(c.values))
			numbers[key(row)] = n
			c.values = append(c.values, r.Row(from+row).Field(field))
		}
		c.codes[row] = n
	}
}
