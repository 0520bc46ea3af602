package risk

import (
	"context"

	"weiran/rules/column"
	"weiran/rules/internal/grouped"
	"weiran/rules/lang"
)

// A pairing is everyone who can be held beside others: their groups, and numbers
// of each.
type pairing struct {
	same    *division
	group   []int32         // of each row; grouped.None of who takes no part
	doubts  []column.Doubts // by batch: of whom what they are compared by is not known, or failed
	dead    []column.Bits   // likewise: who died before the policy takes effect
	numbers [][]int64       // of each row, one slice an expression
}

// pair puts everyone into groups by a key and works out some dates or numbers of
// each. Who lacks one of them, or cannot be told of, takes no part. Nor does who
// died before the policy takes effect: they stand beside nobody, which is known.
func (a *assessment) pair(ctx context.Context, same, numbers []*lang.Expr) (*pairing, error) {
	d, err := a.division(ctx, same)
	if err != nil {
		return nil, err
	}
	p := &pairing{
		same: d, group: append([]int32(nil), d.group...),
		doubts: make([]column.Doubts, a.batches()), dead: make([]column.Bits, a.batches()), numbers: make([][]int64, len(numbers)),
	}
	for i := range numbers {
		p.numbers[i] = make([]int64, a.size())
	}
	err = a.each(ctx, func(sh *sheet) error { return p.take(sh, a, numbers) })
	return p, err
}

// take reads the numbers of a batch.
func (p *pairing) take(sh *sheet, a *assessment, numbers []*lang.Expr) error {
	doubts := p.same.batches[sh.batch].doubts
	doubts = column.Doubts{Unknown: joined(nil, doubts.Unknown, sh.rows), Failed: joined(nil, doubts.Failed, sh.rows)}
	if len(numbers) > 0 {
		err := sh.run(a, a.run(numbers...), func(values []column.Result) {
			more := doubtsOf(values, sh.rows)
			doubts.Unknown, doubts.Failed = joined(doubts.Unknown, more.Unknown, sh.rows), joined(doubts.Failed, more.Failed, sh.rows)
			for i := range values {
				readNumbers(p.numbers[i][sh.first:sh.first+sh.rows], &values[i])
			}
		})
		if err != nil {
			return err
		}
	}
	p.dead[sh.batch] = a.deaths(sh.batch).before(a.subject.Policy.Effective)
	p.leave(sh, doubts)
	return nil
}

// leave takes out the dead, and who has a doubt or cannot be told of: the last
// comes first, and of others what failed comes before what is unknown. Of the dead
// nothing is in doubt.
func (p *pairing) leave(sh *sheet, d column.Doubts) {
	dead := p.dead[sh.batch]
	for row := range sh.rows {
		if d.Unknown.Has(row) || d.Failed.Has(row) || sh.untold.Has(row) || dead.Has(row) {
			p.group[sh.first+row] = grouped.None
		}
	}
	d.Unknown = joined(d.Unknown, sh.untold, sh.rows)
	strike(d.Failed, sh.untold)
	strike(d.Unknown, d.Failed)
	strike(d.Failed, dead)
	strike(d.Unknown, dead)
	p.doubts[sh.batch] = d
}

// strike takes some rows out of others; either may be nil, for none.
func strike(from, rows column.Bits) {
	for i := range min(len(from), len(rows)) {
		from[i] &^= rows[i]
	}
}

// readNumbers reads dates as days and decimals in 1/10 000.
func readNumbers(into []int64, v *column.Result) {
	if v.Kind() == lang.DateKind {
		for row, n := range v.Dates() {
			into[row] = int64(n)
		}
		return
	}
	copy(into, v.Ints())
}

// out says why it is not known beside whom a person stands: nothing of who takes
// part, and nothing of the dead.
func (p *pairing) out(r *row, name string, exprs ...[]*lang.Expr) (lang.Value, bool) {
	batch, at := r.a.payroll.Roster.Place(r.index)
	if p.group[r.index] != grouped.None || p.dead[batch].Has(at) {
		return lang.Value{}, false
	}
	if p.doubts[batch].Failed.Has(at) {
		return r.whyNot(exprs), true
	}
	return lang.Unknown(name), true
}

// whyNot gives the fault of the first of some expressions that failed, else the
// fields that are missing in all of them.
func (r *row) whyNot(exprs [][]*lang.Expr) lang.Value {
	var all []*lang.Expr
	for _, x := range exprs {
		all = append(all, x...)
	}
	return keyFault(all, r)
}
