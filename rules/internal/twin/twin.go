// Package twin finds for each person the nearest one who gains more.
//
// The twin of a person is somebody of the same group, whose near fields differ by
// no more than their calipers, who gains more from the change and, where that is
// asked, differs in one more thing: another clause, another payer. Of several the
// nearest is the twin; of equally near ones, who gains most; of those, the lowest
// row.
//
// # Distance
//
// The distance of two persons is the sum over the near fields of their difference
// by the field's unit: with units of a year and of 100 yuan, two years and 50 yuan
// are 2 + 1/2. It is exact: every difference is multiplied by the least common
// multiple of all units over its own unit, and the sum taken in 128 bits. The
// multiple must be at most 2^60 and the fields at most 16, so no sum overflows,
// whatever the values.
//
// # Cost
//
// Persons alike in every near field share a place. A place knows who gains most
// in it, and who of those with another code; whoever has somebody there who gains
// more is answered by that, at distance 0. The places of a group are put into a
// k-d tree of which every node knows its bounds and the same two persons; the
// others search it, nearest part first, past the parts that are too far or in
// which nobody gains enough. For n places that is O(n log n) to build and O(log n)
// a search as a rule. A search takes longer, up to the places within the
// calipers, where very many others are equally near.
package twin

import (
	"context"
	"fmt"
	"math"

	"weiran/rules/internal/grouped"
)

// None is the twin of one who has none.
const None = -1

// Anywhere is the caliper of a field that may differ by any amount: it only says
// who is nearer.
const Anywhere = math.MaxInt64

// A Near is a field in which twins are alike.
type Near struct {
	Values []int64 // a value a row: days, months, 1/10 000 yuan
	Within int64   // the greatest difference there may be; 0: equal; or [Anywhere]
	Unit   int64   // the difference that counts as 1; 0: the greatest there may be
}

// A Question is who is to be compared: a value a row in each slice.
type Question struct {
	Group   []int32  // from 0, below the count of rows; [grouped.None] takes no part
	Unknown []uint64 // rows that take no part, 64 a word, the first row lowest; nil: none
	Near    []Near
	Gain    []int64 // in 1/10 000 yuan a month: the twin gains more
	Unlike  []int32 // a code in which twins differ; nil: they need not
}

// Find gives for each row the row of its twin, or [None]. It fails when slices
// differ in length, when a caliper or unit is impossible, when a group has an
// impossible number and when the context ends. The answer is the same for any
// count of workers (≤ 0 means one a processor).
func Find(ctx context.Context, q Question, workers int) ([]int32, error) {
	if err := q.check(); err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	axes, err := scale(q.Near)
	if err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	rows, err := grouped.Gather(q.Group, q.Unknown)
	if err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	f := finder{q, axes, make([]int32, len(q.Group))}
	for row := range f.twins {
		f.twins[row] = None
	}
	err = grouped.Each(ctx, rows, workers, func(d *desk, rows []int32, workers int) error {
		return f.group(ctx, d, rows, workers)
	})
	if err != nil {
		return nil, fmt.Errorf("twin: %w", err)
	}
	return f.twins, nil
}

// Check reports calipers and units that have no common measure, or that are
// impossible.
func Check(near []Near) error {
	_, err := scale(near)
	return err
}

// check says whether there is a value a row of everything.
func (q Question) check() error {
	n := len(q.Group)
	if len(q.Gain) != n {
		return fmt.Errorf("%d groups and %d gains", n, len(q.Gain))
	}
	if q.Unlike != nil && len(q.Unlike) != n {
		return fmt.Errorf("%d groups and %d codes", n, len(q.Unlike))
	}
	for i, near := range q.Near {
		if len(near.Values) != n {
			return fmt.Errorf("%d groups and %d values of near field %d", n, len(near.Values), i)
		}
	}
	return nil
}
