package twin

import (
	"cmp"
	"context"
	"slices"

	"weiran/rules/internal/grouped"
)

// askSpan is how many rows a worker takes to search at a time.
const askSpan = 1 << 12

// ask searches for rows, which are given with their places in the tree and in
// that order: then the next search starts from a good guess.
func (f *finder) ask(ctx context.Context, t *tree, rows []grouped.Key, workers int) error {
	tasks := (len(rows) + askSpan - 1) / askSpan
	return grouped.Share(ctx, tasks, workers, func(task int) {
		f.askAll(t, rows[task*askSpan:min(len(rows), (task+1)*askSpan)])
	})
}

func (f *finder) askAll(t *tree, rows []grouped.Key) {
	s := search{tree: t, found: nobody}
	for from, to := 0, 0; from < len(rows); from = to {
		for to = from + 1; to < len(rows) && rows[to].By == rows[from].By; to++ {
		}
		f.askFrom(&s, rows[from:to])
	}
}

// askFrom searches for the rows of one place. Those of the same code and gain
// have the same twin.
func (f *finder) askFrom(s *search, rows []grouped.Key) {
	if f.Unlike != nil && len(rows) > 1 {
		slices.SortFunc(rows, func(a, b grouped.Key) int {
			return cmp.Or(cmp.Compare(f.Unlike[a.At], f.Unlike[b.At]), cmp.Compare(f.Gain[a.At], f.Gain[b.At]))
		})
	}
	fields := len(f.axes)
	s.from = s.sites[int(rows[0].By)*fields:][:fields]
	for i, k := range rows {
		code, gain := f.code(k.At), f.Gain[k.At]
		if i == 0 || s.code != code || s.gain != gain {
			s.code, s.gain = code, gain
			s.run()
		}
		f.twins[k.At] = s.found.row
	}
}

// A search is for the nearest place where somebody with another code gains more.
type search struct {
	*tree
	from   []int64 // coordinates
	code   int32
	gain   int64
	found  gainer
	where  int32    // the place of who was found
	far    distance // of who was found
	ahead  [64]lead // nodes not yet searched: at most one a depth
	aheads int
}

// A lead is a node and how near it is at least.
type lead struct {
	node int32
	near distance
}

// run searches the tree.
func (s *search) run() {
	guess := s.where
	s.found, s.aheads = nobody, 0
	s.try(guess)
	s.follow(root)
	for s.aheads > 0 {
		s.aheads--
		l := s.ahead[s.aheads]
		nd := &s.nodes[l.node]
		if !s.improves(&nd.peak, l.near) {
			continue
		}
		if int(l.node) >= 1<<s.depth {
			for at := nd.from; at < nd.to; at++ {
				s.try(at)
			}
			continue
		}
		s.follow(2*l.node, 2*l.node+1)
	}
}

// follow puts nodes ahead, the nearest last, so that it is searched first.
func (s *search) follow(nodes ...int32) {
	first := s.aheads
	for _, k := range nodes {
		p := &s.nodes[k].peak
		if p.without(s.code).gain <= s.gain {
			continue // before the bounds are looked up: this is the quicker question
		}
		near, ok := s.toBox(int(k))
		if !ok || !s.improves(p, near) {
			continue
		}
		s.ahead[s.aheads] = lead{k, near}
		s.aheads++
		if s.aheads-first == 2 && s.ahead[first].near.less(near) {
			s.ahead[first], s.ahead[first+1] = s.ahead[first+1], s.ahead[first]
		}
	}
}

// improves reports whether somebody at such a distance would be preferred to who
// was found.
func (s *search) improves(p *peak, near distance) bool {
	g := p.without(s.code)
	if g.gain <= s.gain {
		return false
	}
	return s.found.row == None || near.less(s.far) || near == s.far && g.before(s.found)
}

// try takes who gains most at a place if that one is preferred.
func (s *search) try(at int32) {
	p := &s.peaks[at]
	if p.without(s.code).gain <= s.gain {
		return
	}
	if far, ok := s.toSite(int(at)); ok && s.improves(p, far) {
		s.found, s.where, s.far = p.without(s.code), at, far
	}
}

// toSite gives how far a place is, if it is within the calipers.
func (s *search) toSite(at int) (far distance, ok bool) {
	site := s.sites[at*len(s.axes):][:len(s.axes)]
	for f, ax := range s.axes {
		difference := apart(site[f], s.from[f])
		if difference > ax.within {
			return far, false
		}
		far = far.plus(difference, ax.weight)
	}
	return far, true
}

// toBox gives how far the places of a node are at least, if any can be within
// the calipers.
func (s *search) toBox(k int) (near distance, ok bool) {
	low, high := s.box(k)
	for f, ax := range s.axes {
		var difference uint64
		if v := s.from[f]; v < low[f] {
			difference = apart(low[f], v)
		} else if v > high[f] {
			difference = apart(v, high[f])
		}
		if difference > ax.within {
			return near, false
		}
		near = near.plus(difference, ax.weight)
	}
	return near, true
}
