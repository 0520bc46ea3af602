package inversion

import (
	"context"
	"math"

	"weiran/rules/internal/grouped"
)

// A finder answers a question, group by group.
type finder struct {
	Question
	answer *Answer
	leads  []uint64 // of each row: the best paid junior found so far
}

// A desk is what a worker needs for a group, kept for the next one.
type desk struct {
	standing       []grouped.Key // those who matter, by standing
	before, after  []grouped.Key // the same, by what they were and are paid
	spare, another []grouped.Key
	asks           []bool
	starts         []int // of each level of standing among those who matter; one more at the end
	halving
}

// group answers the question for one group.
func (f *finder) group(ctx context.Context, d *desk, rows []int32, workers int) error {
	d.standing = grouped.Sized(d.standing, len(rows))
	for i, row := range rows {
		d.standing[i] = grouped.Key{By: grouped.Rising(f.Senior[row]), At: row}
	}
	grouped.Sort(d.standing, &d.spare)
	f.putAside(d)
	if len(d.standing) == 0 {
		return nil
	}
	d.level()
	if err := f.order(ctx, d, workers); err != nil {
		return err
	}
	if err := f.halve(ctx, d, workers); err != nil {
		return err
	}
	for _, k := range d.standing {
		f.tell(k.At)
	}
	return nil
}

// putAside leaves those who are paid less after than somebody who stands lower,
// and those who are paid more than somebody who stands higher.
func (f *finder) putAside(d *desk) {
	d.asks = grouped.Sized(d.asks, len(d.standing))
	most := int64(math.MinInt64) // of the lower levels
	for from, to := 0, 0; from < len(d.standing); from = to {
		best := most
		for to = from; to < len(d.standing) && d.standing[to].By == d.standing[from].By; to++ {
			paid := f.After[d.standing[to].At]
			d.asks[to] = most > paid
			best = max(best, paid)
		}
		most = best
	}
	least := int64(math.MaxInt64) // of the higher levels
	for to := len(d.standing); to > 0; {
		worst, from := least, to
		for ; from > 0 && d.standing[from-1].By == d.standing[to-1].By; from-- {
			paid := f.After[d.standing[from-1].At]
			d.asks[from-1] = d.asks[from-1] || least < paid
			worst = min(worst, paid)
		}
		least, to = worst, from
	}
	left := d.standing[:0]
	for i, k := range d.standing {
		if d.asks[i] {
			left = append(left, k)
		}
	}
	d.standing = left
}

// level says where each level of standing starts.
func (d *desk) level() {
	d.starts = d.starts[:0]
	for i, k := range d.standing {
		if i == 0 || d.standing[i-1].By != k.By {
			d.starts = append(d.starts, i)
		}
	}
	d.starts = append(d.starts, len(d.standing))
}

// order lists those who matter by what they are paid after, the best paid first,
// with their places by what they were paid before. A junior comes later than a
// senior paid the same after, and earlier than one paid the same before: so
// whoever comes earlier in both lists and stands lower is an inversion.
func (f *finder) order(ctx context.Context, d *desk, workers int) error {
	n := len(d.standing)
	d.before, d.after = grouped.Sized(d.before, n), grouped.Sized(d.after, n)
	for level := range len(d.starts) - 1 {
		for i := d.starts[level]; i < d.starts[level+1]; i++ {
			row := d.standing[i].At
			d.before[i] = grouped.Key{By: grouped.Rising(f.Before[row]), At: int32(i)}
			d.after[n-1-i] = grouped.Key{By: grouped.Falling(f.After[row]), At: int32(i)}
		}
	}
	err := grouped.Share(ctx, 2, workers, func(task int) {
		if task == 0 {
			grouped.Sort(d.before, &d.another)
		} else {
			grouped.Sort(d.after, &d.spare)
		}
	})
	d.list()
	return err
}

// list makes the persons to halve out of the two orders.
func (d *desk) list() {
	n := len(d.standing)
	d.halving.size(n)
	for place, k := range d.before {
		d.places[k.At] = int32(place)
	}
	for level := range len(d.starts) - 1 {
		for i := d.starts[level]; i < d.starts[level+1]; i++ {
			d.levels[i] = int32(level)
		}
	}
	pay := int32(0)
	for i, k := range d.after {
		if i > 0 && d.after[i-1].By != k.By {
			pay++
		}
		d.people[i] = person{
			place: d.places[k.At], level: d.levels[k.At], pay: pay, row: d.standing[k.At].At,
		}
	}
}

// tell writes down the worst junior of a row.
func (f *finder) tell(row int32) {
	lead := f.leads[row]
	if lead == noLead {
		return
	}
	worst := int32(uint32(lead))
	f.answer.Worst[row] = worst
	gap := uint64(f.After[worst]) - uint64(f.After[row]) // of two int64 it is below 2^64
	f.answer.Gap[row] = int64(min(gap, math.MaxInt64))
}
