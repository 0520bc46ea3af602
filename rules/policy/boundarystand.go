package policy

import (
	"cmp"
	"slices"

	"weiran/rules/lang"
)

// A stand is one person before one boundary, on either side of it.
type stand struct {
	row int
	Cliff
	now, here, there bring // with their own value, and with those on both sides of the line
}

// A bring is what the policy brings, yuan a month, where it can be told.
type bring struct {
	delta lang.Decimal
	known bool
}

func said(status Status, delta lang.Decimal) bring { return bring{delta, status != CannotTell} }

// to gives how much more another brings.
func (b bring) to(other bring) (more lang.Decimal, ok bool) {
	more, err := other.delta.Sub(b.delta)
	return more, b.known && other.known && err == nil
}

// A side is one of the two sides of a line, as seen by a person.
type side struct {
	at   func(s *stand) lang.Value
	into func(s *stand) *bring
}

var sides = []side{
	{func(s *stand) lang.Value { return s.edge() }, func(s *stand) *bring { return &s.here }},
	{func(s *stand) lang.Value { return s.Other }, func(s *stand) *bring { return &s.there }},
}

// edge gives the last value on the person's own side.
func (c Cliff) edge() lang.Value {
	if c.upwards() {
		return c.Boundary.Last
	}
	return c.Boundary.First
}

// upwards says that the other side is the upper one.
func (c Cliff) upwards() bool { return c.Other.Equal(c.Boundary.First) }

// cost works out what each stand costs: what the other side would bring more, less
// what comes by degrees between the lines on the way; below zero where it brings
// less. Where that cannot be told on the other side there is no cost; where it cannot
// on the way, all counts.
func cost(stands []stand) {
	slices.SortStableFunc(stands, func(a, b stand) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.Boundary.Field, b.Boundary.Field),
			cmp.Compare(a.heading(), b.heading()), cmp.Compare(a.Distance, b.Distance))
	})
	var last bring
	var drift lang.Decimal
	for i := range stands {
		s := &stands[i]
		if i == 0 || !s.follows(&stands[i-1]) {
			last, drift = s.now, 0
		}
		if more, ok := last.to(s.here); ok {
			drift += more
		}
		s.Cost, last = 0, s.there
		if more, ok := s.now.to(s.there); ok && more >= drift {
			s.Cost = s.Boundary.worth(more - drift)
		} else if ok {
			s.Cost = -s.Boundary.worth(drift - more)
		}
	}
}

// heading tells the two directions apart.
func (c Cliff) heading() int {
	if c.upwards() {
		return 1
	}
	return 0
}

// follows reports whether a stand is on the way beyond another.
func (s *stand) follows(other *stand) bool {
	return s.row == other.row && s.Boundary.Field == other.Boundary.Field && s.upwards() == other.upwards()
}

// worth gives what a line makes in yuan. A step of 1/10 000 from one side of a line
// of decimals to the other may bring a fen by degrees: that is no line's.
func (b *Boundary) worth(more lang.Decimal) lang.Decimal {
	const fen = lang.One / 100
	if b.First.Kind() != lang.DecimalKind {
		return more
	}
	rounded, err := more.Round(fen, lang.HalfUp)
	if err != nil || rounded <= fen {
		return 0
	}
	return rounded
}
