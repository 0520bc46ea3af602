package reports

import (
	"cmp"
	"slices"

	"weiran/rules/source"
)

// A Gap is one reason why something about some persons cannot be told: an empty
// field that would tell, or what failed, such as a table without a row.
type Gap struct {
	Field   string      // dotted name of the field; empty where something failed
	What    source.Text // label of the field, or what failed
	Persons []string    // their keys, in order; none where it is about a policy itself
}

// gaps gathers what cannot be told, those of most persons first.
func (m *Model) gaps() []Gap {
	at := map[[2]string]*Gap{}
	for u := range m.allUnknowns() {
		key := [2]string{u.field}
		if u.field == "" {
			key[1] = u.reason.EN
		}
		if at[key] == nil {
			at[key] = &Gap{Field: u.field, What: m.whatIsUnknown(u)}
		}
		if u.person != "" {
			at[key].Persons = append(at[key].Persons, u.person)
		}
	}
	var all []Gap
	for _, g := range at {
		slices.Sort(g.Persons)
		g.Persons = slices.Compact(g.Persons)
		all = append(all, *g)
	}
	slices.SortFunc(all, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(len(b.Persons), len(a.Persons)), cmp.Compare(a.Field, b.Field), cmp.Compare(a.What.EN, b.What.EN))
	})
	return all
}

func (m *Model) whatIsUnknown(u unknown) source.Text {
	if u.field == "" {
		return u.reason
	}
	label := m.census.fieldLabel(u.field)
	return source.Text{EN: label, ZH: label}
}
