package jobs

import (
	"cmp"
	"slices"

	"weiran/rules/petition"
)

// Missed are the petitions of one category that nobody predicted.
type Missed struct {
	Category  string
	Petitions int
	Persons   []string // keys, sorted
}

// missed gathers by category the petitions of persons without a point, the most
// first. One that followed two policies counts once.
func missed(snapshots []snapshot) []Missed {
	predicted, late := map[string]bool{}, map[string]petition.Record{}
	for _, s := range snapshots {
		points := s.points()
		for person, records := range s.follows {
			for _, r := range records {
				predicted[r.Number] = predicted[r.Number] || points[person] > 0
				late[r.Number] = r
			}
		}
	}
	by := map[string]*Missed{}
	for number, r := range late {
		if predicted[number] {
			continue
		}
		if by[r.Category] == nil {
			by[r.Category] = &Missed{Category: r.Category}
		}
		by[r.Category].Petitions++
		by[r.Category].Persons = append(by[r.Category].Persons, r.Person)
	}
	var all []Missed
	for _, m := range by {
		slices.Sort(m.Persons)
		m.Persons = slices.Compact(m.Persons)
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b Missed) int {
		return cmp.Or(cmp.Compare(b.Petitions, a.Petitions), cmp.Compare(a.Category, b.Category))
	})
	return all
}
