package risk

import (
	"context"
	"slices"

	"weiran/rules/column"
	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// twinCost is the field that asks what the difference itself costs.
const twinCost = "cost"

// costs is what everybody would gain more as their twins in what is declared unlike.
type costs struct {
	of   []int64     // of each row, yuan a month in 1/10 000; 0 without a twin
	none column.Bits // of whom it cannot be told, or who have no twin
}

// cost gives what a person would gain more as their twin in what is declared unlike.
func (t *twins) cost(r *row, _ int) lang.Value {
	if t.costs.none.Has(r.index) {
		return lang.Value{}
	}
	return lang.DecimalOf(lang.Decimal(t.costs.of[r.index]))
}

// weigh works the policy out once more for everybody, with what is declared unlike
// as their twins have it and all else their own.
func (t *twins) weigh(ctx context.Context, a *assessment, unlike []*lang.Expr) error {
	c := &costs{of: make([]int64, a.size()), none: column.NewBits(a.size())}
	from := make([]int32, a.size())
	for i, other := range t.of {
		from[i] = other
		if other == twin.None {
			from[i] = int32(i)
			c.none.Set(i)
		}
	}
	t.costs = c
	fields := a.lendable(unlike)
	if len(fields) == 0 {
		return nil
	}
	then, err := a.subject.Policy.ApplyAll(ctx, a.payroll.Lent(fields, from), a.subject.AsOf, a.subject.Workers)
	if err != nil {
		return err
	}
	c.take(a.subject.Outcomes, then)
	return nil
}

// lendable gives the fields of the roster that some expressions read and on which
// the policy's outcomes rest: what it does not ask makes no difference.
func (a *assessment) lendable(unlike []*lang.Expr) (fields []int) {
	asked := a.subject.Policy.Reads()
	for _, x := range unlike {
		for _, field := range x.Reads() {
			if slices.Contains(asked, field) && !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	return fields
}

// take reads what is gained more then than now.
func (c *costs) take(now, then *policy.Outcomes) {
	for i := range c.of {
		if c.none.Has(i) {
			continue
		}
		more, err := then.Delta(i).Sub(now.Delta(i))
		if err != nil || then.Status(i) == policy.CannotTell {
			c.none.Set(i)
			continue
		}
		c.of[i] = int64(more)
	}
}

// twinCosts gives everybody in the batch what their twin's side would bring more.
func (sh *sheet) twinCosts(c *costs, d column.Doubts, own *buffers) column.Column {
	unknown := cleared(&own.unknown, sh.rows)
	copy(unknown, d.Unknown)
	for row := range sh.rows {
		if c.none.Has(sh.first + row) {
			unknown.Set(row)
		}
	}
	return column.Decimals(c.of[sh.first:sh.first+sh.rows], column.Doubts{Unknown: unknown, Failed: d.Failed})
}
