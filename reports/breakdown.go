package reports

import (
	"cmp"
	"fmt"
	"slices"

	"weiran/rules/policy"
)

// A breakdown parts the total of a policy among groups of persons, such that
// every amount in it comes from enough persons to be shown.
type breakdown struct {
	grouping grouping
	rows     []breakdownRow

	hidesDeaths bool // the arrears are those as if nobody had died
	hidesSigns  bool // how many gain and how many lose is not told
	hidesRest   bool // how many are not affected is not told
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
// checked together with those before it, so that no reader can take rows of some
// tables from rows of others and be left with a few persons.
type breaker struct {
	policy   policyView
	atLeast  int     // fewest persons behind an amount
	concerns []uint8 // matters that concern each person, a bit each
	parting  parting // by the tables so far
	tables   int
	told     [matters][]int // places of the tables that tell of a matter
}

func newBreaker(v policyView, persons, atLeast int) *breaker {
	b := &breaker{policy: v, atLeast: atLeast, concerns: make([]uint8, persons)}
	for person := range persons {
		b.concerns[person] = v.concerns(person)
	}
	b.parting = whole(persons)
	return b
}

// concerns gives the matters that concern a person.
func (v policyView) concerns(person int) (bits uint8) {
	e := v.effect(person)
	if e.status != policy.Affected {
		return 1 << rest
	}
	bits = 1 << changes
	if e.paid {
		bits |= 1 << pay
	}
	if v.cut.has(person) {
		bits |= 1 << deaths
	}
	if e.delta > 0 {
		bits |= 1 << gains
	}
	if e.delta < 0 {
		bits |= 1 << losses
	}
	return bits
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
	b.hideIn(&table)
	if table.hidesDeaths {
		err = b.pretendNobodyDied(table)
	}
	return table, true, err
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

// rowOfGroup gives the row that each group of the grouping is in.
func (b breakdown) rowOfGroup() []int32 {
	in := make([]int32, len(b.grouping.groups))
	for i, row := range b.rows {
		for _, group := range row.groups {
			in[group] = int32(i)
		}
	}
	return in
}

// admits reports whether the amounts of a table can stand beside those before it,
// and then counts it among them.
func (b *breaker) admits(table breakdown) bool {
	finer := b.parting.by(table, b.concerns)
	if finer.tells(changes, append(b.told[changes], b.tables), b.atLeast) {
		return false
	}
	b.told[changes] = append(b.told[changes], b.tables)
	b.parting = finer
	b.tables++
	return true
}

// hideIn leaves out of the table last admitted what would tell of a few.
func (b *breaker) hideIn(table *breakdown) {
	table.hidesDeaths = !b.mayTell(deaths)
	table.hidesSigns = !b.mayTell(gains) || !b.mayTell(losses)
	table.hidesRest = !b.mayTell(rest)
	if !b.mayTell(pay) {
		for i := range table.rows {
			table.rows[i].tally.paid = 0
		}
	}
}

// mayTell reports whether the table last admitted may tell of a matter, and then
// counts it among those that do.
func (b *breaker) mayTell(m matter) bool {
	tables := append(b.told[m], b.tables-1)
	if b.parting.tells(m, tables, b.atLeast) {
		return false
	}
	b.told[m] = tables
	return true
}
