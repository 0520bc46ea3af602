package risk

import (
	"context"
	"strings"

	"weiran/rules/column"
	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// A division is everyone put into groups of peers by a key.
type division struct {
	by      []*lang.Expr // the key
	group   []int32      // of each row; noGroup where the key is not known
	counts  []int64      // by group: how many persons it has
	starts  []int        // by group: how many persons those before it have; one more at the end
	batches []members
	fields  map[int]*measure // by the measured field
}

// members is the persons of one batch by their groups.
type members struct {
	doubts column.Doubts // those without a key
	groups []int32       // that somebody of the batch is in
	places []int         // by the same: where the batch's persons start among all, group by group
}

// keyFailed says that a person has no group because a part of the key failed.
func (d *division) keyFailed(r *row) bool {
	batch, at := r.a.payroll.Roster.Place(r.index)
	return d.batches[batch].doubts.Failed.Has(at)
}

// division gives the groups by a key; another file may have had them made.
func (a *assessment) division(ctx context.Context, by []*lang.Expr) (*division, error) {
	key := keyText(by)
	if d := a.divisions[key]; d != nil {
		return d, nil
	}
	d, err := a.divide(ctx, by)
	a.divisions[key] = d
	return d, err
}

// keyText names a key by its parts: the same words mean the same in every file.
func keyText(by []*lang.Expr) string {
	texts := make([]string, len(by))
	for i, x := range by {
		texts[i] = x.Text()
	}
	return strings.Join(texts, "\x00")
}

func (a *assessment) divide(ctx context.Context, by []*lang.Expr) (*division, error) {
	d := &division{by: by, group: make([]int32, a.size()), batches: make([]members, a.batches()), fields: map[int]*measure{}}
	keys := make([]keyed, a.batches())
	err := a.each(ctx, func(sh *sheet) error {
		return sh.run(a, a.run(by...), func(parts []column.Result) {
			doubts := doubtsOf(parts, sh.rows)
			d.batches[sh.batch].doubts = doubts
			keys[sh.batch] = sh.keying.take(d.of(sh), parts, doubts)
		})
	})
	if err != nil {
		return nil, err
	}
	d.merge(keys)
	return d, d.renumber(ctx, a.study)
}

// of gives the groups of the persons of a batch.
func (d *division) of(sh *sheet) []int32 { return d.group[sh.first : sh.first+sh.rows] }

// merge numbers the keys of all batches, in the order of the roster.
func (d *division) merge(keys []keyed) {
	numbers := map[string]int32{}
	for n, k := range keys {
		m := &d.batches[n]
		for i, key := range k.keys {
			g, ok := numbers[key]
			if !ok {
				g = int32(len(d.counts))
				numbers[key] = g
				d.counts = append(d.counts, 0)
			}
			m.groups, m.places = append(m.groups, g), append(m.places, int(d.counts[g]))
			d.counts[g] += int64(k.counts[i])
		}
	}
	d.starts = make([]int, len(d.counts)+1)
	for g, count := range d.counts {
		d.starts[g+1] = d.starts[g] + int(count)
	}
}

// renumber turns the batches' own numbers into those of all.
func (d *division) renumber(ctx context.Context, st *study) error {
	return st.each(ctx, func(sh *sheet) error {
		m := &d.batches[sh.batch]
		for i, g := range m.groups {
			m.places[i] += d.starts[g]
		}
		for row, key := range d.of(sh) {
			if key != noGroup {
				d.of(sh)[row] = m.groups[key]
			}
		}
		return nil
	})
}

// minSpan is how many persons at least a worker takes on at a time.
const minSpan = 1 << 14

// eachGroup calls do for every group, as many at a time as there are workers.
func (d *division) eachGroup(ctx context.Context, workers int, do func(group int)) error {
	from := []int{0} // where a worker takes over
	for g := range d.counts {
		if d.starts[g+1]-d.starts[from[len(from)-1]] >= minSpan {
			from = append(from, g+1)
		}
	}
	if from[len(from)-1] < len(d.counts) {
		from = append(from, len(d.counts))
	}
	return chunks.Tasks(ctx, len(from)-1, workers, func(task int) error {
		for g := from[task]; g < from[task+1]; g++ {
			do(g)
		}
		return nil
	})
}
