package jobs

import (
	"context"

	"weiran/jobs/intake"
	"weiran/rules/lang"
)

// An Import is a roster to be made the store's latest.
type Import struct {
	From   string // what the store calls its source: the path of the file
	Schema string // empty means the shipped schema
	AsOf   lang.Date
	People People
}

// Import reads a roster and makes it the store's latest. One without a row that
// could be read is refused, so that it takes the place of no other.
func (d *Desk) Import(ctx context.Context, i Import) (*intake.Table, error) {
	books := &Books{}
	if err := books.openSchema(i.Schema); err != nil {
		return nil, err
	}
	table, err := i.People(ctx, books.Schema, intake.Options{AsOf: i.AsOf, Progress: d.Progress.at(Reading)})
	if err != nil {
		return nil, err
	}
	if table.Roster.Len() == 0 {
		return nil, nobody(table)
	}
	_, err = d.Store.SaveRoster(ctx, table.Roster, i.From, d.Now())
	return table, err
}
