// Package grouped lists the rows of a roster by their groups and puts them in
// order, for what is worked out within each group.
package grouped

import (
	"fmt"
	"iter"
	"math"
)

// None is the group of a row that belongs to none.
const None = -1

// Rows is the rows of every group, rising within each.
type Rows struct {
	rows   []int32
	starts []int // by group: where its rows start; one more at the end
}

// Gather lists the rows by group, but for those of group [None] and those whose
// bit is set in unknown (64 rows a word, the first row lowest; nil: all are
// known). Groups are numbered from 0 and below the count of rows; another number
// is an error.
func Gather(group []int32, unknown []uint64) (*Rows, error) {
	if len(group) > math.MaxInt32 {
		return nil, fmt.Errorf("%d rows are more than can be numbered", len(group))
	}
	if unknown != nil && len(unknown) < (len(group)+63)/64 {
		return nil, fmt.Errorf("%d words say which of %d rows are unknown", len(unknown), len(group))
	}
	member := func(row int) bool {
		return group[row] != None && (unknown == nil || unknown[row/64]>>(row%64)&1 == 0)
	}
	next := make([]int, len(group)+2) // two ahead: it becomes the starts as it is filled
	groups := 0
	for row, g := range group {
		if g < None || int(g) >= len(group) {
			return nil, fmt.Errorf("row %d of %d is of group %d", row, len(group), g)
		}
		if member(row) {
			next[g+2]++
			groups = max(groups, int(g)+1)
		}
	}
	next = next[:groups+2]
	for g := range groups {
		next[g+2] += next[g+1]
	}
	rows := make([]int32, next[groups+1])
	for row, g := range group {
		if member(row) {
			rows[next[g+1]] = int32(row)
			next[g+1]++
		}
	}
	return &Rows{rows, next[:groups+1]}, nil
}

// A Span is some groups that follow each other: a task for one worker, or a
// single group so large that all workers had better share it.
type Span struct {
	of       *Rows
	from, to int // groups
}

// spanRows is how many rows a span has at least, the last one apart; a group of
// wideRows is shared.
const (
	spanRows = 1 << 14
	wideRows = 1 << 16
)

// Spans cuts the groups into tasks, the same for any count of workers.
func (r *Rows) Spans() []Span {
	var spans []Span
	from, groups := 0, len(r.starts)-1
	cut := func(to int) {
		if r.starts[to] > r.starts[from] {
			spans = append(spans, Span{r, from, to})
		}
		from = to
	}
	for g := range groups {
		if r.starts[g+1]-r.starts[g] >= wideRows {
			cut(g)
			cut(g + 1)
		} else if r.starts[g+1]-r.starts[from] >= spanRows {
			cut(g + 1)
		}
	}
	cut(groups)
	return spans
}

// Wide reports whether the span is one group that all workers had better share.
func (s Span) Wide() bool { return s.of.starts[s.to]-s.of.starts[s.from] >= wideRows }

// Groups gives the rows of each group of two persons or more: nobody can be
// compared in a smaller one.
func (s Span) Groups() iter.Seq[[]int32] {
	return func(yield func([]int32) bool) {
		for g := s.from; g < s.to; g++ {
			rows := s.of.rows[s.of.starts[g]:s.of.starts[g+1]]
			if len(rows) > 1 && !yield(rows) {
				return
			}
		}
	}
}
