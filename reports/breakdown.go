package reports

import (
	"cmp"
	"fmt"
	"slices"
)

// A breakdown parts the total of a policy among groups of persons, such that
// every amount in it comes from enough persons to be shown.
type breakdown struct {
	grouping grouping
	rows     []breakdownRow

	hidesDeaths bool // the arrears are those as if nobody had died
}

// A breakdownRow is a group, or several small ones under one name.
type breakdownRow struct {
	label  string
	merged int   // groups in it; 1 for a group of its own
	groups []int // their places in the grouping
	tally  tally
}

// mostRows is how many groups a table of the report shows by themselves. More
// are for the ledger.
const mostRows = 20

// A breaker makes the breakdowns of one policy's section. Each breakdown is
// checked against those before it, so that no reader can subtract a group in
// one table from a group in another and be left with a few persons.
type breaker struct {
	policy   policyView
	atLeast  int // fewest persons behind an amount
	sets     [][]personSet
	cuts     [][]personSet // of those whose arrears end with their death, where arrears show it
	everyone personSet
}

func newBreaker(v policyView, persons, atLeast int) *breaker {
	b := &breaker{policy: v, atLeast: atLeast, everyone: newPersonSet(persons)}
	for i := range persons {
		b.everyone.add(i)
	}
	b.sets = [][]personSet{{b.everyone}}
	b.cuts = [][]personSet{{v.cut}}
	return b
}

// breakdown parts the total by a grouping. ok is false where the table would
// tell nothing beyond the total, or too much.
func (b *breaker) breakdown(g grouping) (table breakdown, ok bool, err error) {
	table = breakdown{grouping: g}
	tallies, err := b.policy.tallies(g)
	if err != nil {
		return table, false, err
	}
	var small []breakdownRow
	for i, group := range g.groups {
		row := breakdownRow{label: group.label, merged: 1, groups: []int{i}, tally: tallies[i]}
		if b.shows(row.tally) {
			table.rows = append(table.rows, row)
		} else {
			small = append(small, row)
		}
	}
	table.rows, small = keepLargest(table.rows, small)
	if err := b.merge(&table, small); err != nil {
		return table, false, err
	}
	if len(table.rows) < 2 || !b.admits(table) {
		return table, false, nil
	}
	return table, true, b.hideDeathsIn(&table)
}

// shows reports whether the amounts of a tally come from enough persons.
func (b *breaker) shows(t tally) bool { return t.shows(b.atLeast) }

// keepLargest moves all but the largest groups to the small ones. Of so many
// the order is by size.
func keepLargest(rows, small []breakdownRow) (kept, rest []breakdownRow) {
	if len(rows) <= mostRows {
		return rows, small
	}
	slices.SortStableFunc(rows, func(a, b breakdownRow) int { return fewerPersons(b, a) })
	return rows[:mostRows:mostRows], append(small, rows[mostRows:]...)
}

// merge puts the small groups into one row, and the smallest of the others
// with them until the row can be shown and no group in it stands alone.
func (b *breaker) merge(table *breakdown, small []breakdownRow) error {
	if len(small) == 0 {
		return nil
	}
	for {
		row, err := join(small)
		if err != nil {
			return err
		}
		if len(small) > 1 && b.shows(row.tally) || len(table.rows) == 0 {
			table.rows = append(table.rows, row)
			return nil
		}
		least := leastPersons(table.rows)
		small = append(small, table.rows[least])
		table.rows = slices.Delete(table.rows, least, least+1)
	}
}

// leastPersons gives the index of the first row with the fewest persons.
func leastPersons(rows []breakdownRow) int {
	least := 0
	for i, row := range rows {
		if fewerPersons(row, rows[least]) < 0 {
			least = i
		}
	}
	return least
}

func fewerPersons(a, b breakdownRow) int { return cmp.Compare(a.tally.persons, b.tally.persons) }

func join(rows []breakdownRow) (breakdownRow, error) {
	joined := breakdownRow{label: "其他（合并）", merged: len(rows)}
	for _, row := range rows {
		joined.groups = append(joined.groups, row.groups...)
		if err := joined.tally.join(row.tally); err != nil {
			return joined, fmt.Errorf("total of %s: %w", joined.label, err)
		}
	}
	joined.tally.close()
	return joined, nil
}

// sets gives the persons of each row.
func (b breakdown) sets() []personSet {
	sets, in := make([]personSet, len(b.rows)), make([]int, len(b.grouping.groups))
	for i, row := range b.rows {
		sets[i] = newPersonSet(len(b.grouping.of))
		for _, group := range row.groups {
			in[group] = i
		}
	}
	for person, group := range b.grouping.of {
		sets[in[group]].add(person)
	}
	return sets
}

// admits reports whether a table can stand beside those before it, and then
// counts it among them.
func (b *breaker) admits(table breakdown) bool {
	sets := table.sets()
	for _, shown := range b.sets {
		if b.tellsApart(shown, sets) || b.tellsApart(sets, shown) {
			return false
		}
	}
	b.sets = append(b.sets, sets)
	return true
}

// tellsApart reports whether a row of one table, less the rows of another that
// lie inside it, or what covers it less the row, leaves only a few persons.
func (b *breaker) tellsApart(rows, others []personSet) bool {
	for _, row := range rows {
		inside, cover := newPersonSet(row.size()), newPersonSet(row.size())
		for _, other := range others {
			if other.less(row) == 0 {
				inside.join(other)
			}
			if other.less(row) < other.count() {
				cover.join(other)
			}
		}
		if b.few(row.less(inside)) || b.few(cover.less(row)) {
			return true
		}
	}
	return false
}

func (b *breaker) few(persons int) bool { return 0 < persons && persons < b.atLeast }
