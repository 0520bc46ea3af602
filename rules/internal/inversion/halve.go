package inversion

import (
	"context"
	"math"
	"math/bits"
	"slices"

	"weiran/rules/internal/grouped"
)

// A person is one of those who are halved.
type person struct {
	place int32 // by pay before, from 0, among those of the same part
	level int32 // of standing
	pay   int32 // after, from 0: the greatest
	row   int32
}

// A lead is a pay and the row that has it, in one number: the less the better,
// the lower row before the higher.
func (p person) lead() uint64 { return uint64(p.pay)<<32 | uint64(uint32(p.row)) }

const noLead = math.MaxUint64

// A part is some levels of standing that are counted against each other.
type part struct{ from, to int }

// halving is what is needed to halve a group.
type halving struct {
	people, halved []person // of each part together, the best paid after first
	places, levels []int32
	words          []uint64 // 64 places a word: those of juniors met so far
	sums           []int32  // of the words: a tree of partial sums
	parts, next    []part
}

func (h *halving) size(n int) {
	h.people, h.halved = grouped.Sized(h.people, n), grouped.Sized(h.halved, n)
	h.places, h.levels = grouped.Sized(h.places, n), grouped.Sized(h.levels, n)
	// The words of a part are counted from the word its first person would be in:
	// with another one a part, of two persons at least, they never overlap.
	h.words, h.sums = grouped.Sized(h.words, n/64+n/2+1), grouped.Sized(h.sums, n/64+n/2+1)
}

// halve counts all levels of standing against each other: the lower half of
// them against the higher, then each half for itself.
func (f *finder) halve(ctx context.Context, d *desk, workers int) error {
	d.parts = append(d.parts[:0], part{0, len(d.starts) - 1})
	for len(d.parts) > 0 {
		err := grouped.Share(ctx, len(d.parts), workers, func(i int) { f.count(d.open(i)) })
		if err != nil {
			return err
		}
		d.next = d.next[:0]
		for _, p := range d.parts {
			middle := d.middle(p)
			for _, half := range []part{{p.from, middle}, {middle, p.to}} {
				if half.to-half.from > 1 {
					d.next = append(d.next, half)
				}
			}
		}
		d.parts, d.next = d.next, d.parts
		d.people, d.halved = d.halved, d.people
	}
	return nil
}

// middle is the level that parts the persons of a part most evenly.
func (d *desk) middle(p part) int {
	half := (d.starts[p.from] + d.starts[p.to]) / 2
	at, _ := slices.BinarySearch(d.starts[p.from+1:p.to], half)
	level := p.from + 1 + at
	if level == p.to || level > p.from+1 && half-d.starts[level-1] < d.starts[level]-half {
		level--
	}
	return level
}

// An opened part has its own stretch of everything.
type opened struct {
	people, halved []person
	order          []int32 // by place: which of the people
	words          []uint64
	sums           []int32
	middle         int32 // level
	lower          int   // how many stand below it
}

func (d *desk) open(i int) opened {
	p := d.parts[i]
	from, to, middle := d.starts[p.from], d.starts[p.to], d.middle(p)
	first := from/64 + i
	words := (to-from)/64 + 1
	o := opened{
		people: d.people[from:to], halved: d.halved[from:to], order: d.places[from:to],
		words: d.words[first : first+words], sums: d.sums[first : first+words],
		middle: int32(middle), lower: d.starts[middle] - from,
	}
	clear(o.words)
	clear(o.sums)
	return o
}

// count counts the lower half of a part against the higher, and sorts the people
// into the halves.
func (f *finder) count(o opened) {
	f.lead(o)
	lower, higher := o.halved[:0:o.lower], o.halved[o.lower:o.lower]
	for _, p := range o.people {
		place := o.order[p.place]
		if p.level < o.middle {
			o.meet(p.place)
			p.place = place
			lower = append(lower, p)
			continue
		}
		if len(lower) > 0 {
			if n := o.met(p.place); n > 0 {
				f.answer.Count[p.row] += n
			}
		}
		p.place = place
		higher = append(higher, p)
	}
}

// lead finds for each of the higher half the best paid of the lower who was not
// paid more before, if that one is paid more now; and turns the order into the
// places within the halves.
func (f *finder) lead(o opened) {
	for i, p := range o.people {
		o.order[p.place] = int32(i)
	}
	best := uint64(noLead)
	var lower, higher int32
	for at, i := range o.order {
		p := o.people[i]
		if p.level < o.middle {
			best = min(best, p.lead())
			o.order[at] = lower
			lower++
			continue
		}
		if best < uint64(p.pay)<<32 && best < f.leads[p.row] {
			f.leads[p.row] = best
		}
		o.order[at] = higher
		higher++
	}
}

// meet marks a place.
func (o *opened) meet(place int32) {
	word := int(place / 64)
	o.words[word] |= 1 << (place % 64)
	for at := word + 1; at < len(o.sums); at += at & -at {
		o.sums[at]++
	}
}

// met gives how many places below one are marked. sums[i] is of the words from
// the one at i less its lowest bit to the one before i.
func (o *opened) met(place int32) int32 {
	word := int(place / 64)
	n := int32(bits.OnesCount64(o.words[word] & (1<<(place%64) - 1)))
	for at := word; at > 0; at &= at - 1 {
		n += o.sums[at]
	}
	return n
}
