package risk

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

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
func newPeering(ctx context.Context, a *assessment, p Peers) (*peering, error) {
	n := a.size()
	pr := &peering{group: make([]int32, n), keyless: map[int]lang.Value{}}
	keys := make([]string, n)
	keyless := make([]map[int]lang.Value, chunks.Count(n))
	err := chunks.Each(ctx, n, a.subject.Workers, func(c chunks.Chunk) error {
		keyless[c.Index] = map[int]lang.Value{}
		for i := c.From; i < c.To; i++ {
			var key lang.Value
			if keys[i], key = groupKey(p.By, a.row(i)); !key.Known() {
				keyless[c.Index][i] = key
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, part := range keyless {
		maps.Copy(pr.keyless, part)
	}
	pr.divide(keys, len(p.Of))
	if err := pr.gather(ctx, a, p.Of); err != nil {
		return nil, err
	}
	return pr, pr.order(ctx, a.subject.Workers)
}

// groupKey gives a person's key. Where a part of it is not known the value says
// why: it failed, or which fields are missing.
func groupKey(by []*lang.Expr, r *row) (string, lang.Value) {
	var key strings.Builder
	var missing []string
	unknown := false
	for _, x := range by {
		v := x.Eval(r)
		if _, failed := v.Fault(); failed {
			return "", v
		}
		if !v.Known() {
			unknown = true
			missing = append(missing, v.Missing()...)
			continue
		}
		part := v.String()
		key.WriteString(strconv.Itoa(len(part)) + ":" + part) // so that no two keys run together
	}
	if unknown {
		slices.Sort(missing)
		return "", lang.Unknown(slices.Compact(missing)...)
	}
	return key.String(), lang.BoolOf(true)
}

// divide numbers the keys and counts who has them.
func (pr *peering) divide(keys []string, measures int) {
	numbers := map[string]int32{}
	for i, key := range keys {
		if _, ok := pr.keyless[i]; ok {
			pr.group[i] = noGroup
			continue
		}
		g, ok := numbers[key]
		if !ok {
			g = int32(len(pr.groups))
			numbers[key] = g
			pr.groups = append(pr.groups, peerGroup{measures: make([]measure, measures)})
		}
		pr.group[i] = g
		pr.groups[g].count++
	}
}

// gather collects the known values of every measured field. A number too large
// for a decimal (an int of more than 14 digits) counts as not known.
func (pr *peering) gather(ctx context.Context, a *assessment, of []string) error {
	for i := range a.size() {
		if i%chunks.Size == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if pr.group[i] == noGroup {
			continue
		}
		r := a.row(i)
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
