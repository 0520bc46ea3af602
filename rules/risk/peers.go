package risk

import (
	"context"
	"maps"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// A peering is everyone put into groups by one [Peers], and the groups measured.
type peering struct {
	group   []int32            // of each row; noGroup where the key is not known
	keyless map[int]lang.Value // what the key of a row without a group came to
	groups  []peerGroup
}

// noGroup is the group of a row whose key is not known.
const noGroup = -1

// A peerGroup is the persons who share a key.
type peerGroup struct {
	count    int64
	measures []measure // one a measured field
}

// A measure is the known values of one field over a group.
type measure struct {
	numbers spread // of a number
	yes, no int64  // of a bool
	stats   [len(stats)]lang.Decimal
}

// newPeering groups the rows of an assessment by one of its file's peers, and
// measures the groups.
func newPeering(ctx context.Context, a *assessment, peers int) (*peering, error) {
	p := a.group.Peers[peers]
	parts, err := a.keys(ctx, peers)
	if err != nil {
		return nil, err
	}
	pr := &peering{group: make([]int32, 0, a.size()), keyless: map[int]lang.Value{}}
	pr.divide(parts, len(p.Of))
	if err := pr.gather(ctx, a, p.Of); err != nil {
		return nil, err
	}
	return pr, pr.order(ctx, a.subject.Workers)
}

// divide numbers the keys of all chunks and counts who has them.
func (pr *peering) divide(parts []keyed, measures int) {
	numbers := map[string]int32{}
	for _, part := range parts {
		maps.Copy(pr.keyless, part.keyless)
		own := make([]int32, len(part.keys)) // the number of each key of the chunk
		for i, key := range part.keys {
			g, ok := numbers[key]
			if !ok {
				g = int32(len(pr.groups))
				numbers[key] = g
				pr.groups = append(pr.groups, peerGroup{measures: make([]measure, measures)})
			}
			own[i] = g
		}
		for _, key := range part.of {
			if key == noGroup {
				pr.group = append(pr.group, noGroup)
				continue
			}
			pr.group = append(pr.group, own[key])
			pr.groups[own[key]].count++
		}
	}
}

// gather collects the known values of every measured field. A number too large
// for a decimal (an int of more than 14 digits) counts as not known.
func (pr *peering) gather(ctx context.Context, a *assessment, of []string) error {
	if len(of) == 0 || a.size() == 0 {
		return nil
	}
	r := a.row(0)
	for i := range a.size() {
		if i%chunks.Size == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if pr.group[i] == noGroup {
			continue
		}
		r.move(i)
		measures := pr.groups[pr.group[i]].measures
		for j, name := range of {
			measures[j].take(r.Field(a.group.layout.index[name]))
		}
	}
	return nil
}

func (m *measure) take(v lang.Value) {
	switch {
	case !v.Known():
	case v.Kind() == lang.Bool && v.Bool():
		m.yes++
	case v.Kind() == lang.Bool:
		m.no++
	default:
		if d, ok := v.Decimal(); ok {
			m.numbers = append(m.numbers, d)
		}
	}
}

// order works out the stats of every group.
func (pr *peering) order(ctx context.Context, workers int) error {
	return chunks.Each(ctx, len(pr.groups), workers, func(c chunks.Chunk) error {
		for g := c.From; g < c.To; g++ {
			for j := range pr.groups[g].measures {
				pr.groups[g].measures[j].order()
			}
		}
		return nil
	})
}

// order works out the stats. The rank is not among them, for it is a person's, not
// the group's.
func (m *measure) order() {
	if known := m.yes + m.no; known > 0 {
		m.stats[shareTrue] = share(m.yes, known)
	}
	if len(m.numbers) == 0 {
		return
	}
	m.numbers = newSpread(m.numbers)
	m.stats[mean] = m.numbers.mean()
	m.stats[lowest] = m.numbers.percentile(0)
	m.stats[p10] = m.numbers.percentile(10)
	m.stats[p50] = m.numbers.percentile(50)
	m.stats[p90] = m.numbers.percentile(90)
	m.stats[highest] = m.numbers.percentile(100)
}

// value gives a stat; of a group in which no value is known, all but the count
// are unknown.
func (m *measure) value(s stat) lang.Value {
	known := int64(len(m.numbers)) + m.yes + m.no
	switch {
	case s == count:
		return lang.IntOf(known)
	case known == 0:
		return lang.Value{}
	}
	return lang.DecimalOf(m.stats[s])
}
