package intake

import (
	"context"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A reading is one passage through the rows of a document.
type reading struct {
	ctx      context.Context
	schema   *roster.Schema
	head     header
	doc      document
	table    *Table
	workers  int
	progress progress

	good              *roster.Joiner
	bad               *roster.Builder
	goodRows, badRows []int // the row in the file of each row of the builders
}

// run reads all rows, then checks them.
func (r *reading) run(asOf lang.Date) error {
	r.good, r.bad = roster.NewJoiner(r.schema), roster.NewBuilder(r.schema, 0)
	err := r.inBlocks(func(b *block) {
		r.take(b.part)
		r.progress.reach(b.done)
	})
	if err != nil {
		return err
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if err := r.validate(asOf); err != nil {
		return err
	}
	slices.SortStableFunc(r.table.Rejects, func(a, b Reject) int { return a.compare(b) })
	r.progress.end()
	return nil
}

// take adds what the next block holds.
func (r *reading) take(p part) {
	r.table.Rows += p.rows
	r.good.Add(p.good, nil)
	r.goodRows = append(r.goodRows, p.goodRows...)
	for _, bad := range p.bad {
		for _, why := range bad.why {
			r.reject(why, bad.texts)
		}
		if bad.values != nil {
			r.bad.Append(bad.values)
			r.badRows = append(r.badRows, bad.row)
		}
	}
}
