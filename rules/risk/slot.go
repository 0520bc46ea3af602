package risk

import (
	"context"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A slot is one measure of what a rule file declares, such as a stat of its peers
// or the gap to a twin: of one row, and by columns. The columns must give what
// the rows do.
type slot interface {
	// key tells what is measured: what two files write alike is one column.
	key(g *Group) string

	// runs gives the expressions that are computed of everybody for it, those
	// together that one engine runs.
	runs(g *Group) [][]*lang.Expr

	// prepare works out what the measure is read from.
	prepare(ctx context.Context, a *assessment) error

	// of gives the measure of a person; name is the field's own.
	of(r *row, name string) lang.Value

	// column gives it of everybody in a batch.
	column(sh *sheet, a *assessment, own *buffers) (column.Column, error)

	// deciders gives the fields that would decide it where it is unknown; none
	// where nobody could fill anything in.
	deciders(r *row) []string
}

// prepare works out all that the file reads of what it declares.
func (a *assessment) prepare(ctx context.Context) error {
	for _, n := range a.slots {
		if err := a.group.layout.slots[n].prepare(ctx, a); err != nil {
			return err
		}
	}
	return nil
}
