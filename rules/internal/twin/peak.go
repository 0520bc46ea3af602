package twin

import "math"

// A gainer is a person and what they gain.
type gainer struct {
	gain int64
	row  int32
	code int32 // in which twins differ
}

// nobody gains less than everyone: no search finds them.
var nobody = gainer{math.MinInt64, None, 0}

// before reports whether a gainer is preferred at the same distance.
func (g gainer) before(other gainer) bool {
	if g.gain != other.gain || g.row == None || other.row == None {
		return g.gain > other.gain || g.gain == other.gain && other.row == None && g.row != None
	}
	return g.row < other.row
}

// A peak is who gains most among some persons, and who does of those with
// another code than that one: whatever code is to be avoided, one of both is the
// greatest without it.
type peak struct{ first, second gainer }

var noPeak = peak{nobody, nobody}

func (p *peak) add(g gainer) {
	switch {
	case p.first.row == None:
		p.first = g
	case g.before(p.first):
		if g.code != p.first.code {
			p.second = p.first
		}
		p.first = g
	case g.code != p.first.code && g.before(p.second):
		p.second = g
	}
}

func (p *peak) merge(other *peak) {
	for _, g := range []gainer{other.first, other.second} {
		if g.row != None {
			p.add(g)
		}
	}
}

// without gives who gains most of those with another code.
func (p *peak) without(code int32) gainer {
	if p.first.code != code {
		return p.first
	}
	return p.second
}
