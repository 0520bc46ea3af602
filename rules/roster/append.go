package roster

import "weiran/rules/lang"

// AppendRows adds the persons of a roster under the same schema whose rows are
// kept, in their order; keep nil keeps all. So rosters that were made side by side
// become one, and rows that cannot be used are left out.
func (b *Builder) AppendRows(from *Roster, keep func(row int) bool) {
	cells := make([]lang.Value, len(b.schema.Fields))
	for i := range from.Len() {
		if keep != nil && !keep(i) {
			continue
		}
		person := from.Row(i)
		for f := range cells {
			cells[f] = person.Field(f)
		}
		b.Append(cells)
	}
}
