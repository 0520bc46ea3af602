package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// column gives everybody in the batch the stat of their group.
func (s peerSlot) column(sh *sheet, a *assessment, own *buffers) (column.Column, error) {
	pr := &a.peerings[s.peers]
	none := pr.batches[sh.batch].doubts
	switch {
	case s.field == wholeGroup:
		into := own.wide64(sh.rows)
		for row, g := range pr.of(sh) {
			into[row] = 0
			if g != noGroup {
				into[row] = pr.counts[g]
			}
		}
		return column.Ints(into, none), nil
	case s.stat == rank:
		return sh.ranks(a, s, own)
	}
	m := pr.measures[s.field]
	into, values := own.wide64(sh.rows), m.tables[s.stat].values
	for row, g := range pr.of(sh) {
		into[row] = values[g+1]
	}
	if m.tables[s.stat].unknown {
		none = sh.unmeasured(m, none, own)
	}
	if s.stat == count {
		return column.Ints(into, none), nil
	}
	return column.Decimals(into, none), nil
}

// unmeasured adds those in whose group no value is known.
func (sh *sheet) unmeasured(m *measure, none column.Doubts, own *buffers) column.Doubts {
	unknown := cleared(&own.unknown, sh.rows)
	copy(unknown, none.Unknown)
	for row, g := range m.division.of(sh) {
		if g != noGroup && m.known[g] == 0 {
			unknown.Set(row)
		}
	}
	return column.Doubts{Unknown: unknown, Failed: none.Failed}
}

// ranks gives everybody their place in their group. Who has no value, or one too
// large for a decimal, has no place.
func (sh *sheet) ranks(a *assessment, s peerSlot, own *buffers) (column.Column, error) {
	pr := &a.peerings[s.peers]
	none := pr.batches[sh.batch].doubts
	into, unknown := own.wide64(sh.rows), cleared(&own.unknown, sh.rows)
	copy(unknown, none.Unknown)
	err := sh.run(a, a.run(a.group.Peers[s.peers].measured[s.field]), func(values []column.Result) {
		sh.tally.convert(&values[0])
		for row, g := range pr.of(sh) {
			d := sh.tally.numbers[row]
			switch {
			case g == noGroup:
				into[row] = 0
			case !values[0].Known(row) || values[0].Kind() == lang.Int && d == beyond:
				unknown.Set(row)
			default:
				into[row] = pr.measures[s.field].spread(int(g)).rank(d)
			}
		}
	})
	return column.Ints(into, column.Doubts{Unknown: unknown, Failed: none.Failed}), err
}
