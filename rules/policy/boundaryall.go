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

// A Brink is what a few days, or yuan, cost a person and bring them.
type Brink struct {
	Row    int     // of the roster
	Cliffs []Cliff // near boundaries on whose wrong side they stand: what costs most first, then the nearest
	Ledges []Cliff // near those on whose right side they stand, as one just born in time: what brings most first
}

// Brinks gives everyone on a payroll who stands near a boundary of the policy, on
// either side of it, in the order of the roster. Cliffs are what [Policy.Cliffs]
// gives, as far as it is [Cliff.Near]. The outcomes are those of the policy.
//
// Who stands near is read from whole columns. For them the policy is worked out
// twice more, by columns as well, with the nearest values on both sides of the line.
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
	cost(stands)
	return brinksOf(stands), nil
}

// stands gives the persons of a batch who stand near a boundary and can be told.
func (p *Payroll) stands(batch int, b *Boundary, part *Part) []stand {
	if pays, changed := p.changed[b.Field]; changed {
		return near(p, batch, b, part, pays[batch].amounts, pays[batch].known)
	}
	switch cells := p.Roster.Batches[batch].Column(b.Field).(type) {
	case *array.Date32:
		return near(p, batch, b, part, cells.Date32Values(), cells.IsValid)
	case *array.Int64:
		return near(p, batch, b, part, cells.Int64Values(), cells.IsValid)
	}
	return nil // no column of a kind that has boundaries
}

// near looks through the numbers of a column. Few are in the window, so that all
// else is asked of these alone: whether there is a cell at all, too.
func near[N ~int32 | ~int64](p *Payroll, batch int, b *Boundary, part *Part, numbers []N, known func(row int) bool) (found []stand) {
	first, _ := p.Roster.Span(batch)
	from, to := b.near()
	width := uint64(to - from)
	for row, n := range numbers {
		if uint64(int64(n)-from) > width || !known(row) || part.Status[row] == CannotTell {
			continue
		}
		other, distance := b.across(ofOrdinal(b.First.Kind(), int64(n)))
		found = append(found, stand{row: first + row, Cliff: Cliff{Boundary: b, Other: other, Distance: distance}})
	}
	return found
}

// crossing is how many stands are worked out at a time.
const crossing = 4096

// cross works out what each stand costs.
func (p *Policy) cross(ctx context.Context, stands []stand, of *Outcomes, asOf lang.Date, workers int) error {
	parts := slices.Collect(slices.Chunk(stands, crossing))
	return chunks.Tasks(ctx, len(parts), workers, func(n int) error {
		for _, side := range sides {
			if err := p.crossTo(ctx, side, parts[n], of, asOf); err != nil {
				return fmt.Errorf("on both sides of the boundaries: %w", err)
			}
		}
		return nil
	})
}

// crossTo works out what the policy brings each of some stands on one side of their
// lines.
func (p *Policy) crossTo(ctx context.Context, side side, stands []stand, of *Outcomes, asOf lang.Date) error {
	others, failed := of.Payroll().across(stands, side, p.Reads())
	then, err := p.ApplyAll(ctx, others, asOf, 1)
	if err != nil {
		return err
	}
	for i := range stands {
		stands[i].now = said(of.Status(stands[i].row), of.Delta(stands[i].row))
		*side.into(&stands[i]) = said(then.Status(i), then.Delta(i))
	}
	for _, i := range failed {
		s := &stands[i]
		*side.into(s) = p.saidAt(of.Payroll().Row(s.row), s.Boundary.Field, side.at(s), asOf)
	}
	return nil
}

// Reads gives the fields of the roster that the policy's outcomes rest on, in the order
// of the schema.
func (p *Policy) Reads() []int {
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

// across gives the persons of some stands, each on one side of the line, as a payroll
// of their own with some of the fields. A roster has no cell for what an earlier
// policy could not work out: the stands with such a field are named.
func (p *Payroll) across(stands []stand, side side, fields []int) (others *Payroll, failed []int) {
	b := roster.NewBuilder(p.Roster.Schema, len(stands))
	cells := make([]lang.Value, len(p.Roster.Schema.Fields))
	for i := range stands {
		person, doubtful := p.Row(stands[i].row), false
		for _, field := range fields {
			cells[field] = person.Field(field)
			_, fault := cells[field].Fault()
			doubtful = doubtful || fault
		}
		cells[stands[i].Boundary.Field] = side.at(&stands[i])
		b.Append(cells)
		if doubtful {
			failed = append(failed, i)
		}
	}
	return NewPayroll(b.Build()), failed
}

// brinksOf gathers the stands that make a difference, by person.
func brinksOf(stands []stand) []Brink {
	stands = slices.DeleteFunc(stands, func(s stand) bool { return s.Cost == 0 })
	slices.SortStableFunc(stands, func(a, b stand) int { return cmp.Compare(a.row, b.row) })
	var brinks []Brink
	all := make([]Cliff, len(stands)) // one memory for all
	for i, s := range stands {
		all[i] = s.Cliff
	}
	for i := 0; i < len(stands); {
		end := i + 1
		for end < len(stands) && stands[end].row == stands[i].row {
			end++
		}
		brinks = append(brinks, brinkOf(stands[i].row, all[i:end:end]))
		i = end
	}
	return brinks
}

// brinkOf puts the lines of one person in order, those that cost before those that
// bring.
func brinkOf(row int, lines []Cliff) Brink {
	slices.SortStableFunc(lines, worse)
	costly := 0
	for costly < len(lines) && lines[costly].Cost > 0 {
		costly++
	}
	b := Brink{Row: row, Cliffs: lines[:costly], Ledges: lines[costly:]}
	slices.SortStableFunc(b.Ledges, dearer)
	return b
}
