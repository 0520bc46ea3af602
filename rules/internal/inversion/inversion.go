// Package inversion finds whom a change of pay puts below their juniors.
//
// A junior of a person is one of the same group who stands strictly below. The
// person is inverted against the junior who was not paid more before the change
// and is paid more after it:
//
//	Senior[j] < Senior[i],  Before[j] <= Before[i],  After[j] > After[i]
//
// One who was above already is no inversion: the change did not make it.
//
// # Cost
//
// Of the n persons of a group, those who have nobody lower in standing paid more
// after, and are paid more than nobody higher, are put aside in a pass over the
// group in order of standing; where that is everyone the group is done. The rest
// are halved by standing, again and again, and each time the lower half is
// counted against the higher: three conditions in O(n log n log levels) with 64
// persons a machine word, where levels is how many different standings there
// are. That is n log n for a few ranks, n log² n for days of joining.
package inversion

import (
	"context"
	"fmt"

	"weiran/rules/internal/grouped"
)

// None is the worst junior of one who has none.
const None = -1

// A Question is who is to be compared: a value a row in each slice.
type Question struct {
	Group   []int32  // from 0, below the count of rows; [grouped.None] takes no part
	Unknown []uint64 // rows that take no part, 64 a word, the first row lowest; nil: none
	Senior  []int64  // the greater stands above
	Before  []int64  // pay before, in 1/10 000 yuan a month
	After   []int64  // pay after, in 1/10 000 yuan a month
}

// An Answer tells of every row which juniors came above it.
type Answer struct {
	Count []int32 // how many
	Gap   []int64 // by how much the worst, in 1/10 000 yuan a month; 0 where there is none
	Worst []int32 // who is most above, of several the lowest row; [None] where there is none
}

// Find counts the inversions. A gap beyond int64 is given as the greatest int64.
// It fails when slices differ in length, when a group has an impossible number
// and when the context ends. The answer is the same for any count of workers (≤ 0
// means one a processor).
func Find(ctx context.Context, q Question, workers int) (*Answer, error) {
	n := len(q.Group)
	if len(q.Senior) != n || len(q.Before) != n || len(q.After) != n {
		return nil, fmt.Errorf("inversion: %d groups, %d standings, %d pays before and %d after",
			n, len(q.Senior), len(q.Before), len(q.After))
	}
	rows, err := grouped.Gather(q.Group, q.Unknown)
	if err != nil {
		return nil, fmt.Errorf("inversion: %w", err)
	}
	f := finder{q, &Answer{make([]int32, n), make([]int64, n), make([]int32, n)}, make([]uint64, n)}
	for row := range n {
		f.answer.Worst[row], f.leads[row] = None, noLead
	}
	err = grouped.Each(ctx, rows, workers, func(d *desk, rows []int32, workers int) error {
		return f.group(ctx, d, rows, workers)
	})
	if err != nil {
		return nil, fmt.Errorf("inversion: %w", err)
	}
	return f.answer, nil
}
