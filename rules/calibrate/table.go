package calibrate

import (
	"cmp"
	"slices"
	"strconv"
)

// A Cell is what a person shows of one column of a table: 1 for a rule that found
// them, less than 1 for a petition that is fading into the past.
type Cell struct {
	Column int
	Value  float64
}

// A Pattern is how many persons of one block show the same cells, and how many of
// them petitioned. What does not stand in Cells is 0.
type Pattern struct {
	Block   int    // snapshots in the order of time
	Cells   []Cell // by column
	Persons float64
	Events  float64
}

// A Table is a history by patterns: a million persons show few hundred of them.
type Table struct {
	Columns  []string
	Patterns []Pattern

	// Settled says of each block how many of the first blocks it may be told by:
	// those whose twelve months were over on its day. Nil means all before it.
	Settled []int
}

// settled gives how many of the first blocks were over by a block.
func (t Table) settled(block int) int {
	if t.Settled == nil {
		return block
	}
	return t.Settled[block]
}

// A Tally gathers persons into a table.
type Tally struct {
	columns []string
	at      map[string]int
	table   Table
	key     []byte
}

// NewTally begins a table of columns.
func NewTally(columns []string) *Tally {
	return &Tally{columns: columns, at: map[string]int{}, table: Table{Columns: columns}}
}

// Add counts persons of a block who show the cells, in the order of their columns.
func (t *Tally) Add(block int, cells []Cell, persons, events float64) {
	t.key = strconv.AppendInt(t.key[:0], int64(block), 10)
	for _, c := range cells {
		t.key = append(strconv.AppendInt(append(t.key, ' '), int64(c.Column), 10), '=')
		t.key = strconv.AppendFloat(t.key, c.Value, 'g', -1, 64)
	}
	i, known := t.at[string(t.key)]
	if !known {
		i = len(t.table.Patterns)
		t.at[string(t.key)] = i
		t.table.Patterns = append(t.table.Patterns, Pattern{Block: block, Cells: slices.Clone(cells)})
	}
	t.table.Patterns[i].Persons += persons
	t.table.Patterns[i].Events += events
}

// Table gives what was gathered, in an order of its own: sums of floats then come
// out the same whatever the order in which persons were added.
func (t *Tally) Table() Table {
	slices.SortFunc(t.table.Patterns, comparePatterns)
	return t.table
}

func comparePatterns(a, b Pattern) int {
	return cmp.Or(cmp.Compare(a.Block, b.Block), slices.CompareFunc(a.Cells, b.Cells, func(x, y Cell) int {
		return cmp.Or(cmp.Compare(x.Column, y.Column), cmp.Compare(x.Value, y.Value))
	}))
}

// Counts gives the persons of a table and how many of them petitioned.
func (t Table) Counts() (persons, events float64) {
	for _, p := range t.Patterns {
		persons += p.Persons
		events += p.Events
	}
	return persons, events
}

// EventsOf counts, column by column, the petitions of those who show it.
func (t Table) EventsOf() []float64 {
	events := make([]float64, len(t.Columns))
	for _, p := range t.Patterns {
		for _, c := range p.Cells {
			if c.Value > 0 {
				events[c.Column] += p.Events
			}
		}
	}
	return events
}

// Only gives the part of a table in some blocks.
func (t Table) Only(in func(block int) bool) Table {
	part := Table{Columns: t.Columns, Settled: t.Settled}
	for _, p := range t.Patterns {
		if in(p.Block) {
			part.Patterns = append(part.Patterns, p)
		}
	}
	return part
}

// Scored gives the table of one column: what the weights come to of each pattern.
func (t Table) Scored(weights []float64) Table {
	tally := NewTally([]string{"score"})
	for _, p := range t.Patterns {
		tally.Add(p.Block, []Cell{{0, dot(p.Cells, weights)}}, p.Persons, p.Events)
	}
	return tally.Table()
}

func dot(cells []Cell, weights []float64) float64 {
	sum := 0.0
	for _, c := range cells {
		sum += float64(c.Value * weights[c.Column])
	}
	return sum
}
