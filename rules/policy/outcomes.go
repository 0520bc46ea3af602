package policy

import (
	"context"
	"iter"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// Outcomes is what a policy means for everyone on a payroll, in the order of the
// roster. It is immutable and safe for concurrent use.
//
// It is kept by columns, in some forty bytes a person, and put into words only
// for those who are asked about.
type Outcomes struct {
	policy  *Policy
	payroll *Payroll // what was paid before; nil where [Gather] made the outcomes
	rows    int
	even    int       // rows of every part but the last
	parts   []Part    // one a batch of the roster
	books   []book    // likewise: what the columns of a part leave out
	list    []Outcome // of [Gather]
}

// A book is what the outcomes for a batch say beside their columns.
type book struct {
	items  []postings
	stood  []postings // by slot: the standards of the day before that stand for unknown pay; nil for none
	doubts doubts
}

// ApplyAll works out the policy for everyone on a payroll, as [Policy.Apply] does
// for one, a batch of the roster at a time. The outcomes do not depend on the
// count of workers (≤ 0 means one a processor). The context ends it early; any
// other error is a mistake of this package.
func (p *Policy) ApplyAll(ctx context.Context, on *Payroll, asOf lang.Date, workers int) (*Outcomes, error) {
	e, err := p.engine()
	if err != nil {
		return nil, err
	}
	batches := len(on.Roster.Batches)
	o := &Outcomes{
		policy: p, payroll: on, rows: on.Roster.Len(),
		parts: make([]Part, batches), books: make([]book, batches),
	}
	if batches > 0 {
		_, o.even = on.Roster.Span(0)
	}
	err = chunks.Tasks(ctx, batches, workers, func(batch int) error {
		s := e.sheets.Get().(*sheet)
		defer e.sheets.Put(s)
		s.open(on, batch, asOf)
		err := s.work(e.stages)
		if err == nil {
			o.parts[batch], o.books[batch], err = s.close()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

// close settles what is open and gives the outcomes for the batch.
func (s *sheet) close() (Part, book, error) {
	open, err := s.settle()
	b := book{items: make([]postings, len(s.deltas)), doubts: open}
	for i, applies := range s.applies {
		for w := range applies {
			applies[w] &= s.in[w]
		}
		b.items[i] = newPostings(applies, s.deltas[i], &s.packer)
	}
	b.stood = s.standing()
	return s.part(open), b, err
}

// Len gives the count of persons.
func (o *Outcomes) Len() int { return o.rows }

// Payroll gives what was paid before the policy.
func (o *Outcomes) Payroll() *Payroll { return o.payroll }

// Part gives the outcomes for one batch of the roster; all of them are one part
// where [Gather] made them. It must not be changed.
func (o *Outcomes) Part(batch int) *Part { return &o.parts[batch] }

// At gives the outcome for the person at a row, exactly as [Policy.Apply] does.
// For one row after another [Outcomes.All] is quicker.
func (o *Outcomes) At(row int) Outcome {
	if o.policy == nil {
		return o.list[row]
	}
	return o.readerAt(row/o.even, row%o.even).read()
}

// All gives every row with its outcome.
func (o *Outcomes) All() iter.Seq2[int, Outcome] {
	return func(yield func(int, Outcome) bool) {
		for i, outcome := range o.list {
			if !yield(i, outcome) {
				return
			}
		}
		for batch := range o.books {
			r := o.readerAt(batch, 0)
			r.browse()
			for ; r.row < len(r.part.Status); r.row++ {
				if !yield(r.from+r.row, r.read()) {
					return
				}
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
