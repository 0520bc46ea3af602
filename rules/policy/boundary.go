package policy

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Boundary is a line that a policy draws through one field of the roster: its
// expressions treat those on the two sides differently.
//
// Lines are drawn by <, <=, > and >= between a field and a constant, by ==, != and
// in (two lines: one on either side of the value), by every edge of a band, and about
// every key of a table that is looked up by a day or an amount. For the field there
// may stand what rises or falls with it alone:
// age_on, years and months with a constant, sums, differences, products and
// quotients with constants, ceil, floor, round, min, max and coalesce. Constants
// are literals, the policy's head and values, and as_of. A line of an age is one
// of the date of birth.
//
// A field whose values are codes, such as a rank, has no lines: codes have an
// order and no distance, and one rank higher is no accident of days. A field of
// whole numbers has none about a number that it must equal: that is a class. Nor
// have texts and bools, what depends on two fields at once or chooses between them,
// or the running value of a pay item. An amount that rises with a field by steps,
// so much for each full year, draws no line by its steps.
type Boundary struct {
	Field    int // of the schema
	Label    string
	Unit     Unit
	Window   lang.Decimal // up to which distance somebody stands near the line: [Policy.Near] of the unit
	Last     lang.Value   // the last value on the lower side
	First    lang.Value   // the first on the upper side
	Mentions []Mention    // where the policy draws the line, in the order of its clauses
}

// A Mention is one place where a policy draws a boundary.
type Mention struct {
	Item  int // index into Policy.Items; -1 for the scope
	Cite  string
	Text  string // person.retired_on <= date("2014-09-30")
	Pos   source.Pos
	Width int // characters
}

// Boundaries gives every line that the policy draws on a day, each once, by field
// and value. They must not be changed.
func (p *Policy) Boundaries(asOf lang.Date) []Boundary {
	p.surveys.Lock()
	defer p.surveys.Unlock()
	found, ok := p.surveys.boundaries[asOf]
	if !ok {
		found = p.survey(asOf)
		p.surveys.boundaries[asOf] = found
	}
	return found
}

// surveys keeps the boundaries of a policy by the day: whoever explains a roster
// asks for them again and again.
type surveys struct {
	sync.Mutex
	boundaries map[lang.Date][]Boundary
}

func newSurveys() *surveys { return &surveys{boundaries: map[lang.Date][]Boundary{}} }

// survey looks for the boundaries.
func (p *Policy) survey(asOf lang.Date) []Boundary {
	s := &surveyor{policy: p, asOf: asOf}
	s.survey(p.Scope.When, -1, p.Scope.Cite)
	for i, item := range p.Items {
		s.survey(item.When, i, item.Cite)
		s.survey(item.Amount, i, item.Cite)
	}
	slices.SortStableFunc(s.found, func(a, b Boundary) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Last.Ordinal(), b.Last.Ordinal()))
	})
	return s.found
}

// add notes a line; several mentions of one are one boundary.
func (s *surveyor) add(field int, first int64, m Mention) {
	kind := s.policy.layout.fields[field].Kind
	upper := ofOrdinal(kind, first)
	at := slices.IndexFunc(s.found, func(b Boundary) bool { return b.Field == field && b.First.Equal(upper) })
	if at < 0 {
		at = len(s.found)
		unit := s.policy.unitOf(field)
		s.found = append(s.found, Boundary{
			Field: field, Label: s.policy.layout.fields[field].Label, Unit: unit, Window: s.policy.Near[unit],
			Last: ofOrdinal(kind, first-1), First: upper,
		})
	}
	if !slices.Contains(s.found[at].Mentions, m) {
		s.found[at].Mentions = append(s.found[at].Mentions, m)
	}
}

// ofOrdinal gives the value of a kind that orders like a number.
func ofOrdinal(kind lang.Kind, n int64) lang.Value {
	switch kind {
	case lang.DateKind:
		return lang.DateOf(lang.Date(n))
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(n))
	}
	return lang.IntOf(n)
}

// across gives the value nearest to one on the other side of the line, and how far
// away that is.
func (b *Boundary) across(v lang.Value) (other lang.Value, distance lang.Decimal) {
	if v.Ordinal() < b.First.Ordinal() {
		return b.First, b.distance(v.Ordinal(), b.First.Ordinal())
	}
	return b.Last, b.distance(b.Last.Ordinal(), v.Ordinal())
}

// distance gives how far one value is from a greater one, in the boundary's unit;
// what no decimal holds is the greatest of them, and as far away.
func (b *Boundary) distance(from, to int64) lang.Decimal {
	steps := to - from
	if steps < 0 {
		return math.MaxInt64
	}
	if b.First.Kind() == lang.DecimalKind {
		return lang.Decimal(steps)
	}
	if d, ok := lang.DecimalFromInt(steps); ok {
		return d
	}
	return math.MaxInt64
}

// near gives the values that stand near the line, in order numbers.
func (b *Boundary) near() (from, to int64) {
	window := int64(b.Window)
	if b.First.Kind() != lang.DecimalKind {
		window /= int64(lang.One)
	}
	return b.First.Ordinal() - window, b.Last.Ordinal() + window
}

// Cite gives the clause that draws the line: the first of several.
func (b *Boundary) Cite() string { return b.Mentions[0].Cite }
