package twin

import (
	"context"
	"slices"

	"weiran/rules/internal/grouped"
)

// A finder answers a question, group by group.
type finder struct {
	Question
	axes  []axis
	twins []int32
}

// A desk is what a worker needs for a group, kept for the next one.
type desk struct {
	places placing
	tree   tree
	asking []grouped.Key // rows that must search, by their place in the tree
}

// placing puts the persons of a group at places, numbered as they are met.
type placing struct {
	table []int32 // places by the hash of their coordinates; free ones are None
	at    []int32 // of each person of the group: the place
	sites []int64 // of each place: its coordinates
	peaks []peak  // of each place: who gains most
}

// group answers the question for one group.
func (f *finder) group(ctx context.Context, d *desk, rows []int32, workers int) error {
	d.places.place(f, rows)
	asking := d.asking[:0]
	for i, row := range rows {
		switch g := d.places.peaks[d.places.at[i]].without(f.code(row)); {
		case g.gain > f.Gain[row]:
			f.twins[row] = g.row
		default:
			asking = append(asking, grouped.Key{By: uint64(d.places.at[i]), At: row})
		}
	}
	d.asking = asking
	if len(d.places.peaks) < 2 {
		return nil
	}
	if err := d.tree.grow(ctx, f.axes, &d.places, workers); err != nil {
		return err
	}
	asking = d.keepHopeful(f)
	for i := range asking {
		asking[i].By = uint64(d.tree.leaf[asking[i].By])
	}
	grouped.Sort(asking, &d.tree.spare)
	return f.ask(ctx, &d.tree, asking, workers)
}

// keepHopeful leaves those below somebody of the group: the rest need no search.
func (d *desk) keepHopeful(f *finder) []grouped.Key {
	top := &d.tree.nodes[root].peak
	d.asking = slices.DeleteFunc(d.asking, func(k grouped.Key) bool {
		return top.without(f.code(k.At)).gain <= f.Gain[k.At]
	})
	return d.asking
}

// code is what the twin of a row must not have. Where twins need not differ, all
// have one code and avoid another.
func (f *finder) code(row int32) int32 {
	if f.Unlike == nil {
		return 1
	}
	return f.Unlike[row]
}

func (f *finder) gainer(row int32) gainer {
	g := gainer{gain: f.Gain[row], row: row}
	if f.Unlike != nil {
		g.code = f.Unlike[row]
	}
	return g
}

// place puts the persons of a group at places.
func (p *placing) place(f *finder, rows []int32) {
	size := 4
	for size < 2*len(rows) {
		size *= 2
	}
	p.table = grouped.Sized(p.table, size)
	for i := range p.table {
		p.table[i] = None
	}
	p.at = grouped.Sized(p.at, len(rows))
	p.sites, p.peaks = p.sites[:0], p.peaks[:0]
	for i, row := range rows {
		at := p.find(f, row)
		p.at[i] = at
		p.peaks[at].add(f.gainer(row))
	}
}

// find gives the place of a row, a new one where there is none.
func (p *placing) find(f *finder, row int32) int32 {
	hash := uint64(0)
	for _, field := range f.Near {
		hash = (hash ^ uint64(field.Values[row])) * 0x9e3779b97f4a7c15 // the golden ratio: bits spread
		hash ^= hash >> 32
	}
	mask := uint64(len(p.table) - 1)
	for slot := hash & mask; ; slot = (slot + 1) & mask {
		at := p.table[slot]
		if at == None {
			p.table[slot] = int32(len(p.peaks))
			p.peaks = append(p.peaks, noPeak)
			for _, field := range f.Near {
				p.sites = append(p.sites, field.Values[row])
			}
			return p.table[slot]
		}
		if p.is(f, at, row) {
			return at
		}
	}
}

// is reports whether a row belongs to a place.
func (p *placing) is(f *finder, at, row int32) bool {
	site := p.sites[int(at)*len(f.Near):]
	for i, field := range f.Near {
		if site[i] != field.Values[row] {
			return false
		}
	}
	return true
}
