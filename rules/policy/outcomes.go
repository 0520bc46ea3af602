package policy

import (
	"context"
	"iter"

	"weiran/rules/column"
	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// Outcomes is what a policy means for everyone on a payroll, in the order of the
// roster. It is immutable and safe for concurrent use.
type Outcomes struct {
	payroll *Payroll // what was paid before; nil where [Gather] made the outcomes
	even    int      // rows of every part but the last
	parts   []Part   // one a batch of the roster
	list    []Outcome
}

// A Part is the outcomes for one batch of the roster, by columns. Amounts count
// 1/10 000 yuan.
type Part struct {
	Status   []Status
	Before   []int64     // yuan a month; 0 where it is not known
	NoBefore column.Bits // the rows whose Before is not known; nil where there is none
	Delta    []int64     // yuan a month
	Arrears  []int64     // yuan in all
	Months   []int32     // months of arrears
}

// ApplyAll works out the policy for everyone on a payroll, as [Policy.Apply] does
// for one. The outcomes do not depend on the count of workers (≤ 0 means one a
// processor). The context ends it early, which is the only error.
func (p *Policy) ApplyAll(ctx context.Context, on *Payroll, asOf lang.Date, workers int) (*Outcomes, error) {
	list := make([]Outcome, on.Roster.Len())
	err := chunks.Each(ctx, len(list), workers, func(c chunks.Chunk) error {
		for i := c.From; i < c.To; i++ {
			list[i] = p.Apply(on.Row(i), asOf)
		}
		return nil
	})
	o := &Outcomes{payroll: on, list: list, even: len(list)}
	for n := range on.Roster.Batches {
		from, to := on.Roster.Span(n)
		if n == 0 {
			o.even = to
		}
		o.parts = append(o.parts, partOf(list[from:to]))
	}
	return o, err
}

// Gather makes Outcomes of outcomes that were worked out one by one.
func Gather(list []Outcome) *Outcomes {
	return &Outcomes{list: list, even: max(1, len(list)), parts: []Part{partOf(list)}}
}

func partOf(list []Outcome) Part {
	n := len(list)
	p := Part{
		Status: make([]Status, n), Before: make([]int64, n),
		Delta: make([]int64, n), Arrears: make([]int64, n), Months: make([]int32, n),
	}
	for i, o := range list {
		p.Status[i], p.Months[i] = o.Status, int32(o.Months)
		p.Delta[i], p.Arrears[i] = int64(o.Delta), int64(o.Arrears)
		if d, ok := o.Before.Decimal(); ok && o.Before.Known() {
			p.Before[i] = int64(d)
			continue
		}
		if p.NoBefore == nil {
			p.NoBefore = make(column.Bits, (n+63)/64)
		}
		p.NoBefore[i/64] |= 1 << (i % 64)
	}
	return p
}

// Len gives the count of persons.
func (o *Outcomes) Len() int { return len(o.list) }

// Payroll gives what was paid before the policy.
func (o *Outcomes) Payroll() *Payroll { return o.payroll }

// Part gives the outcomes for one batch of the roster.
func (o *Outcomes) Part(batch int) *Part { return &o.parts[batch] }

// At gives the outcome for the person at a row, exactly as [Policy.Apply] does.
func (o *Outcomes) At(row int) Outcome { return o.list[row] }

// All gives every row with its outcome.
func (o *Outcomes) All() iter.Seq2[int, Outcome] {
	return func(yield func(int, Outcome) bool) {
		for i := range o.Len() {
			if !yield(i, o.At(i)) {
				return
			}
		}
	}
}

// Status gives the status of the person at a row.
func (o *Outcomes) Status(row int) Status { return o.parts[row/o.even].Status[row%o.even] }

// Delta gives what the pay of the person at a row changes by, in yuan a month.
func (o *Outcomes) Delta(row int) lang.Decimal {
	return lang.Decimal(o.parts[row/o.even].Delta[row%o.even])
}

// Arrears gives what the person at a row is owed in all, in yuan.
func (o *Outcomes) Arrears(row int) lang.Decimal {
	return lang.Decimal(o.parts[row/o.even].Arrears[row%o.even])
}

// Before gives what the person at a row was paid before the policy over the pay
// items that it changes, in yuan a month, and whether that is known.
func (o *Outcomes) Before(row int) (lang.Decimal, bool) {
	part, at := &o.parts[row/o.even], row%o.even
	return lang.Decimal(part.Before[at]), !part.NoBefore.Has(at)
}
