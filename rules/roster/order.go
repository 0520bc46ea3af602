package roster

import (
	"cmp"
	"slices"

	"weiran/rules/lang"
)

// Sorted gives the same persons in the order of their keys, in one batch order
// that no longer depends on how they were read. Persons who share a key are
// ordered by the rest of their cells.
func (r *Roster) Sorted() *Roster {
	order := r.order()
	if slices.IsSorted(order) && r.even == DefaultBatchRows {
		return r
	}
	b := NewBuilder(r.Schema, 0)
	cells := make([]lang.Value, len(r.Schema.Fields))
	for _, i := range order {
		row := r.Row(i)
		for f := range cells {
			cells[f] = row.Field(f)
		}
		b.Append(cells)
	}
	return b.Build()
}

// order gives the rows in the order of their keys.
func (r *Roster) order() []int {
	keys, order := make([]string, r.Len()), make([]int, r.Len())
	for i := range order {
		keys[i], order[i] = r.Person(i), i
	}
	public, private := r.Schema.columns(isPublic), r.Schema.columns(isPrivate)
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(keys[a], keys[b]); c != 0 {
			return c
		}
		return cmp.Or(
			slices.Compare(r.encode(nil, a, public), r.encode(nil, b, public)),
			slices.Compare(r.encode(nil, a, private), r.encode(nil, b, private)))
	})
	return order
}
