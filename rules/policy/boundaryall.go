package policy

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A Brink is what a person near some boundaries stands to lose.
type Brink struct {
	Row    int     // of the roster
	Cliffs []Cliff // within their windows: what costs most first, then the nearest
}

// Brinks gives everyone on a payroll who stands near a boundary of the policy, on
// its wrong side, in the order of the roster: what [Policy.Cliffs] gives, as far as
// it is [Cliff.Near]. The outcomes are those of the policy.
//
// Who stands near is read from whole columns. For them the policy is worked out
// once more, by columns as well, with the nearest value on the other side.
func (p *Policy) Brinks(ctx context.Context, of *Outcomes, asOf lang.Date, workers int) ([]Brink, error) {
	boundaries := p.Boundaries(asOf)
	payroll := of.Payroll()
	found := make([][]stand, len(payroll.Roster.Batches))
	err := chunks.Tasks(ctx, len(found), workers, func(batch int) error {
		for i := range boundaries {
			found[batch] = append(found[batch], payroll.stands(batch, &boundaries[i], of.Part(batch))...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	stands := slices.Concat(found...)
	if err := p.cross(ctx, stands, of, asOf, workers); err != nil {
		return nil, err
	}
	return brinksOf(stands), nil
}

// A stand is one person near one boundary, on either side of it.
type stand struct {
	row int
	Cliff
}

// stands gives the persons of a batch who stand near a boundary and can be told.
func (p *Payroll) stands(batch int, b *Boundary, part *Part) []stand {
	var stands []stand
	from, _ := p.Roster.Span(batch)
	for _, row := range p.near(batch, b) {
		v := p.Row(from + int(row)).Field(b.Field)
		if !v.Known() || part.Status[row] == CannotTell {
			continue
		}
		other, distance := b.across(v)
		stands = append(stands, stand{row: from + int(row), Cliff: Cliff{Boundary: b, Other: other, Distance: distance}})
	}
	return stands
}

// near gives the rows of a batch whose cell, or whatever lies in memory where it is
// empty, is near a boundary.
func (p *Payroll) near(batch int, b *Boundary) []int32 {
	from, to := b.near()
	if pays, changed := p.changed[b.Field]; changed {
		return between(pays[batch].amounts, from, to)
	}
	switch cells := p.Roster.Batches[batch].Column(b.Field).(type) {
	case *array.Date32:
		return between(cells.Date32Values(), from, to)
	case *array.Int64:
		return between(cells.Int64Values(), from, to)
	}
	return nil // no column of a kind that has boundaries
}

// between gives the indexes of the numbers in a range, both ends included.
func between[N ~int32 | ~int64](numbers []N, from, to int64) (at []int32) {
	width := uint64(to - from)
	for i, n := range numbers {
		if uint64(int64(n)-from) <= width {
			at = append(at, int32(i))
		}
	}
	return at
}

// crossing is how many stands are worked out at a time.
const crossing = 4096

// cross works out what each stand costs; of those that cannot be told on the other
// side, nothing.
func (p *Policy) cross(ctx context.Context, stands []stand, of *Outcomes, asOf lang.Date, workers int) error {
	parts := slices.Collect(slices.Chunk(stands, crossing))
	fields := p.fieldsRead()
	return chunks.Tasks(ctx, len(parts), workers, func(n int) error {
		others, failed := of.Payroll().across(parts[n], fields)
		then, err := p.ApplyAll(ctx, others, asOf, 1)
		if err != nil {
			return fmt.Errorf("on the other side of the boundaries: %w", err)
		}
		for i := range parts[n] {
			parts[n][i].settle(then.Status(i), then.Delta(i), of)
		}
		for _, i := range failed {
			o := p.Apply(of.Payroll().other(&parts[n][i]), asOf)
			parts[n][i].settle(o.Status, o.Delta, of)
		}
		return nil
	})
}

// settle notes what a stand costs, given what it would be on the other side.
func (s *stand) settle(status Status, delta lang.Decimal, of *Outcomes) {
	s.Cost = 0
	if cost, err := delta.Sub(of.Delta(s.row)); status != CannotTell && err == nil {
		s.Cost = cost
	}
}

// fieldsRead gives the fields of the roster that the policy's outcomes rest on.
func (p *Policy) fieldsRead() []int {
	var fields []int
	for _, x := range p.exprs() {
		for _, field := range x.Reads() {
			if field < len(p.layout.fields) {
				fields = append(fields, field)
			}
		}
	}
	for _, slot := range p.met {
		fields = append(fields, p.layout.paid[slot])
	}
	if p.layout.died >= 0 {
		fields = append(fields, p.layout.died)
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// other gives the person of a stand on the other side.
func (p *Payroll) other(s *stand) lang.Row {
	return onOtherSide{p.Row(s.row), s.Boundary.Field, s.Other}
}

// across gives the persons of some stands, each on the other side, as a payroll of
// their own with some of the fields. A roster has no cell for what an earlier
// policy could not work out: the stands with such a field are named.
func (p *Payroll) across(stands []stand, fields []int) (others *Payroll, failed []int) {
	b := roster.NewBuilder(p.Roster.Schema, len(stands))
	cells := make([]lang.Value, len(p.Roster.Schema.Fields))
	for i := range stands {
		person, doubtful := p.other(&stands[i]), false
		for _, field := range fields {
			cells[field] = person.Field(field)
			_, fault := cells[field].Fault()
			doubtful = doubtful || fault
		}
		b.Append(cells)
		if doubtful {
			failed = append(failed, i)
		}
	}
	return NewPayroll(b.Build()), failed
}

// brinksOf gathers the stands that cost something, by person.
func brinksOf(stands []stand) []Brink {
	stands = slices.DeleteFunc(stands, func(s stand) bool { return s.Cost <= 0 })
	slices.SortStableFunc(stands, func(a, b stand) int {
		return cmp.Or(cmp.Compare(a.row, b.row), worse(a.Cliff, b.Cliff))
	})
	var brinks []Brink
	for _, s := range stands {
		if n := len(brinks); n == 0 || brinks[n-1].Row != s.row {
			brinks = append(brinks, Brink{Row: s.row})
		}
		last := &brinks[len(brinks)-1]
		last.Cliffs = append(last.Cliffs, s.Cliff)
	}
	return brinks
}
