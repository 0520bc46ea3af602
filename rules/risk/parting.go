package risk

import (
	"weiran/rules/column"
	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A parting is what is told of the difference between a person and their twin.
type parting struct {
	gap             lang.Decimal
	clause, because string
}

// parting says why a person's twin gains more. Where a condition asks that of
// everybody it is known already: the policy was worked out several times for it.
func (t *twins) parting(r *row, other int) *parting {
	batch, at := r.a.payroll.Roster.Place(r.index)
	if told := t.told[batch]; told != nil && told[at] != nil {
		return told[at]
	}
	d := r.beside(other)
	return &parting{d.Gap, d.Cite, d.Words()}
}

// tell keeps the partings of a batch, for the conditions that ask of everybody and
// for the words of those whom they then find.
func (t *twins) tell(sh *sheet, a *assessment) {
	if t.told[sh.batch] != nil {
		return
	}
	told := make([]*parting, sh.rows)
	r := &row{a: a}
	for i, other := range t.of[sh.first : sh.first+sh.rows] {
		if other == twin.None {
			continue
		}
		if r.move(sh.first + i); r.status() != policy.CannotTell {
			told[i] = t.parting(r, int(other))
		}
	}
	t.told[sh.batch] = told
}

// partings gives what a field says of everybody's difference to their twin. Only of
// those in doubt is the row asked: it knows of what they are.
func (sh *sheet) partings(a *assessment, s twinSlot) column.Column {
	t, f := a.twins[s.twins], &twinFields[s.field]
	t.tell(sh, a)
	told, doubts := t.told[sh.batch], t.doubts[sh.batch]
	values, nobody, r := make([]lang.Value, sh.rows), lang.Unknown(""), &row{a: a}
	for i := range values {
		switch {
		case told[i] != nil:
			r.move(sh.first + i)
			values[i] = f.of(t, r, int(t.of[r.index]))
		case doubts.Unknown.Has(i) || doubts.Failed.Has(i):
			r.move(sh.first + i)
			values[i] = s.of(r, "")
		default:
			values[i] = nobody
		}
	}
	return column.Values(f.Kind, values)
}
