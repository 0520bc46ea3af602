package risk

import (
	"context"

	"weiran/rules/lang"
)

// A peering is everyone put into groups by one [Peers], and the groups measured.
// Where nothing is read of the peers it is empty.
type peering struct {
	*division
	measures []*measure // one a measured field; nil of those that nothing reads
}

// tabulate works a stat out for every group. A rank is a person's own, and has no
// table.
func (m *measure) tabulate(ctx context.Context, s stat, workers int) error {
	if s == rank || m.tables[s] != nil {
		return nil
	}
	t := &table{values: make([]int64, len(m.known)+1)}
	m.tables[s] = t
	for _, known := range m.known {
		t.unknown = t.unknown || known == 0 && s != count
	}
	return m.division.eachGroup(ctx, workers, func(group int) {
		if s == count || m.known[group] > 0 {
			t.values[group+1] = m.stat(group, s)
		}
	})
}

// stat works out one number about a group of which some value is known: a count,
// or a decimal in 1/10 000.
func (m *measure) stat(group int, s stat) int64 {
	switch s {
	case count:
		return m.known[group]
	case shareTrue:
		return int64(share(m.yes[group], m.known[group]))
	case mean:
		return int64(m.spread(group).mean())
	}
	return int64(m.spread(group).percentile(percent[s]))
}

// percent is which percentile a stat is.
var percent = [...]int{lowest: 0, p10: 10, p50: 50, p90: 90, highest: 100}

// value gives a tabulated stat; of a group in which no value is known, all but
// the count are unknown.
func (m *measure) value(group int32, s stat) lang.Value {
	n := m.tables[s].values[group+1]
	switch {
	case s == count:
		return lang.IntOf(n)
	case m.known[group] == 0:
		return lang.Value{}
	}
	return lang.DecimalOf(lang.Decimal(n))
}
