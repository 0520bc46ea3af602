package twin

import (
	"context"
	"math/bits"

	"weiran/rules/internal/grouped"
)

// A tree is the places of a group in the order of a k-d tree: each node halves
// its places by the field in which they lie widest apart. The children of node k
// are 2k and 2k+1, and all leaves have one depth, so that the places of a node
// follow from its number.
type tree struct {
	axes  []axis
	depth int
	nodes []node
	boxes []int64 // of each node: the least value of each field, then the greatest
	sites []int64 // of each place: its coordinates
	peaks []peak  // of each place: who gains most
	order []int32 // of each place in the tree: its number among the placing
	leaf  []int32 // the other way round
	keys  []grouped.Key
	spare []grouped.Key
}

type node struct {
	from, to int32 // places
	peak     peak
}

const (
	root      = 1
	leafSites = 6 // a leaf has no more places: looking at a few is quicker than parting them
)

// grow builds the tree of some places.
func (t *tree) grow(ctx context.Context, axes []axis, p *placing, workers int) error {
	n := len(p.peaks)
	t.axes, t.depth = axes, bits.Len(uint((n-1)/leafSites))
	t.nodes = grouped.Sized(t.nodes, 2<<t.depth)
	t.boxes = grouped.Sized(t.boxes, len(t.nodes)*2*len(axes))
	t.keys, t.spare = grouped.Sized(t.keys, n), grouped.Sized(t.spare, n)
	t.order = grouped.Sized(t.order, n)
	for i := range t.order {
		t.order[i] = int32(i)
	}
	for depth := range t.depth + 1 {
		err := grouped.Share(ctx, 1<<depth, workers, func(i int) {
			t.bound(1<<depth+i, n, p)
			if depth < t.depth {
				t.halve(1<<depth+i, p)
			}
		})
		if err != nil {
			return err
		}
	}
	t.settle(p)
	return nil
}

// bound gives a node its places and their bounds.
func (t *tree) bound(k, n int, p *placing) {
	depth := bits.Len(uint(k)) - 1
	i := k - 1<<depth
	nd := &t.nodes[k]
	nd.from, nd.to = int32(n*i>>depth), int32(n*(i+1)>>depth)
	fields := len(t.axes)
	low, high := t.box(k)
	for at, place := range t.order[nd.from:nd.to] {
		site := p.sites[int(place)*fields:][:fields]
		if at == 0 {
			copy(low, site)
			copy(high, site)
			continue
		}
		for f, v := range site {
			low[f], high[f] = min(low[f], v), max(high[f], v)
		}
	}
}

// box gives the bounds of a node.
func (t *tree) box(k int) (low, high []int64) {
	fields := len(t.axes)
	box := t.boxes[k*2*fields:][:2*fields]
	return box[:fields], box[fields:]
}

// halve puts the places of a node in order by the field in which they lie widest.
func (t *tree) halve(k int, p *placing) {
	field, ok := t.widest(k)
	if !ok {
		return // a single place
	}
	nd := &t.nodes[k]
	order, keys, spare := t.order[nd.from:nd.to], t.keys[nd.from:nd.to], t.spare[nd.from:nd.to]
	for i, place := range order {
		keys[i] = grouped.Key{By: grouped.Rising(p.sites[int(place)*len(t.axes)+field]), At: place}
	}
	grouped.Sort(keys, &spare)
	for i, key := range keys {
		order[i] = key.At
	}
}

// widest gives the field in which the places of a node lie widest apart. One that
// must be equal comes first: it parts those who can be twins from those who cannot.
func (t *tree) widest(k int) (field int, ok bool) {
	low, high := t.box(k)
	var most distance
	for f, ax := range t.axes {
		if low[f] == high[f] {
			continue
		}
		if ax.within == 0 {
			return f, true
		}
		if wide := (distance{}).plus(apart(low[f], high[f]), ax.weight); !ok || most.less(wide) {
			field, ok, most = f, true, wide
		}
	}
	return field, ok
}

// settle puts the places in the order of the tree and tells each node who gains
// most in it.
func (t *tree) settle(p *placing) {
	n, fields := len(t.order), len(t.axes)
	t.sites, t.peaks = grouped.Sized(t.sites, n*fields), grouped.Sized(t.peaks, n)
	t.leaf = grouped.Sized(t.leaf, n)
	for at, place := range t.order {
		copy(t.sites[at*fields:][:fields], p.sites[int(place)*fields:])
		t.peaks[at], t.leaf[place] = p.peaks[place], int32(at)
	}
	for k := len(t.nodes) - 1; k >= root; k-- {
		nd := &t.nodes[k]
		nd.peak = noPeak
		if k < 1<<t.depth {
			nd.peak.merge(&t.nodes[2*k].peak)
			nd.peak.merge(&t.nodes[2*k+1].peak)
			continue
		}
		for at := nd.from; at < nd.to; at++ {
			nd.peak.merge(&t.peaks[at])
		}
	}
}
