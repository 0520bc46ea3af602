package change

import (
	"strings"

	"weiran/rules/roster"
)

// A Renumbering is a person who left under one key beside one who joined under
// another, with the same cells in all public fields.
type Renumbering struct{ From, To string }

// renumber pairs those who left with those who joined. Who is not the only one of
// their cells on either side is paired with nobody, nor is who has a single cell
// or none: the roster does not say whether these are the same person, and neither
// does a pair: that is for the bureau to look up.
func (c *comparison) renumber(left, joined []int) {
	gone := c.byCells(c.from, left, func(f sharedField) int { return f.in })
	came := c.byCells(c.to, joined, func(f sharedField) int { return f.out })
	for _, row := range left {
		cells := c.cells(c.from, row, func(f sharedField) int { return f.in })
		if was, is := gone[cells], came[cells]; len(was) == 1 && len(is) == 1 && cells != "" {
			c.Renumbered = append(c.Renumbered, Renumbering{c.from.Person(row), c.to.Person(is[0])})
		}
	}
}

func (c *comparison) byCells(r *roster.Roster, rows []int, field func(sharedField) int) map[string][]int {
	by := map[string][]int{}
	for _, row := range rows {
		cells := c.cells(r, row, field)
		by[cells] = append(by[cells], row)
	}
	return by
}

// fewestCells are what it takes to know a person by more than a rank.
const fewestCells = 2

// cells writes the known cells of a row in one text; empty where they are too few.
func (c *comparison) cells(r *roster.Roster, row int, field func(sharedField) int) string {
	var b strings.Builder
	cells, known := r.Row(row), 0
	for _, f := range c.shared {
		if v := cells.Field(field(f)); v.Known() {
			known++
			b.WriteString(f.name + "\x00" + v.String() + "\x00")
		}
	}
	if known < fewestCells {
		return ""
	}
	return b.String()
}
