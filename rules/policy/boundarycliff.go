package policy

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"weiran/rules/lang"
)

// A Cliff is a person's stand beside a boundary: with the nearest value on the other
// side, all else equal, the policy would bring more, or less to one who stands on
// the right side.
//
// Its cost is what the line makes of that, with the lines before it. What the policy
// brings by degrees on the way there, as a percentage of a pay that is higher, is no
// fault of a line and left out.
type Cliff struct {
	Boundary *Boundary
	Other    lang.Value   // the nearest value on the other side
	Distance lang.Decimal // how far that is, in the boundary's unit; above zero
	Cost     lang.Decimal // how much more it would bring, yuan a month; below zero of who stands on the right side
}

// Near says that the person stands within the window of the boundary's unit.
func (c Cliff) Near() bool { return c.Distance <= c.Boundary.Window }

// Words says what the other side would bring, in Chinese: 出生日期早 2 天（1934-09-30）：+40.00 元/月.
func (c Cliff) Words() string {
	less, more := "少", "多"
	if c.Boundary.Unit == Days {
		less, more = "早", "晚"
	}
	way := less
	if c.Other.Equal(c.Boundary.First) {
		way = more
	}
	far := strings.TrimSpace(c.Distance.String() + " " + c.Boundary.Unit.Label())
	return fmt.Sprintf("%s%s %s（%s）：%s 元/月", c.Boundary.Label, way, far, c.Other, signed(c.Cost))
}

// Line gives the boundary as people name it: the last day that brings more, or of a
// number the rounder one of the two that the line lies between.
func (c Cliff) Line() lang.Value {
	last, first := c.Boundary.Last, c.Boundary.First
	switch {
	case c.Other.Kind() != lang.DecimalKind && c.Cost < 0:
		return c.edge()
	case c.Other.Kind() != lang.DecimalKind:
		return c.Other
	case len(first.String()) < len(last.String()):
		return first
	}
	return last
}

// Across gives the person as they would be on the other side: the nearest value
// there, all else equal. What the policy brings them is more by [Cliff.Cost], and by
// what it brings by degrees on the way.
func (c Cliff) Across(person lang.Row) lang.Row {
	return onOtherSide{person, c.Boundary.Field, c.Other}
}

// Cliffs gives the boundaries on whose wrong side a person stands, however far
// away: the nearest first, as parts of their windows. Of a person who cannot
// be told there is none, nor one that is drawn through an empty cell.
func (p *Policy) Cliffs(person lang.Row, asOf lang.Date) []Cliff {
	return slices.DeleteFunc(p.lines(person, asOf), func(c Cliff) bool { return c.Cost < 0 })
}

// Ledges gives the boundaries on whose right side a person stands, however far
// away, in the order of [Policy.Cliffs].
func (p *Policy) Ledges(person lang.Row, asOf lang.Date) []Cliff {
	return slices.DeleteFunc(p.lines(person, asOf), func(c Cliff) bool { return c.Cost > 0 })
}

// lines gives the boundaries that make a difference to a person, the nearest first.
func (p *Policy) lines(person lang.Row, asOf lang.Date) []Cliff {
	now := p.Apply(person, asOf)
	if now.Status == CannotTell {
		return nil
	}
	var stands []stand
	boundaries := p.Boundaries(asOf)
	for i := range boundaries {
		b := &boundaries[i]
		v := person.Field(b.Field)
		if !v.Known() {
			continue
		}
		other, distance := b.across(v)
		s := stand{Cliff: Cliff{Boundary: b, Other: other, Distance: distance}, now: said(now.Status, now.Delta)}
		s.here, s.there = p.saidAt(person, b.Field, s.edge(), asOf), p.saidAt(person, b.Field, other, asOf)
		stands = append(stands, s)
	}
	cost(stands)
	var lines []Cliff
	for _, s := range stands {
		if s.Cost != 0 {
			lines = append(lines, s.Cliff)
		}
	}
	slices.SortStableFunc(lines, nearer)
	return lines
}

// saidAt works the policy out for a person with another value of one field.
func (p *Policy) saidAt(person lang.Row, field int, v lang.Value, asOf lang.Date) bring {
	o := p.Apply(onOtherSide{person, field, v}, asOf)
	return said(o.Status, o.Delta)
}

// NearestBoundary gives the boundary on whose wrong side a person stands nearest,
// and whether there is any.
func (p *Policy) NearestBoundary(person lang.Row, asOf lang.Date) (Cliff, bool) {
	cliffs := p.Cliffs(person, asOf)
	if len(cliffs) == 0 {
		return Cliff{}, false
	}
	return cliffs[0], true
}

// onOtherSide is a person with the nearest value of one field on the other side of a
// boundary.
type onOtherSide struct {
	lang.Row
	field int
	value lang.Value
}

// Field gives one field of the person.
func (m onOtherSide) Field(index int) lang.Value {
	if index == m.field {
		return m.value
	}
	return m.Row.Field(index)
}

// nearer orders cliffs by how far away they are, as parts of their windows.
func nearer(a, b Cliff) int {
	return cmp.Compare(a.windows(), b.windows())
}

// windows gives the distance as a part of the window, in 1/10 000.
func (c Cliff) windows() lang.Decimal {
	part, err := c.Distance.Div(c.Boundary.Window)
	if err != nil { // more windows away than a decimal can count
		return math.MaxInt64
	}
	return part
}

// worse orders cliffs by what they cost, the greatest cost first, then by how near
// they are.
func worse(a, b Cliff) int {
	return cmp.Or(cmp.Compare(b.Cost, a.Cost), nearer(a, b))
}

// dearer orders those on the right side by what it brings them, the most first, then
// by how near they are to losing it.
func dearer(a, b Cliff) int {
	return cmp.Or(cmp.Compare(a.Cost, b.Cost), nearer(a, b))
}
