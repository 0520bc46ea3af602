package main

import "weiran/rules/change"

// The types below are the part of "diff --format json" that tells of persons, by
// their keys.
type (
	rosterJSON struct {
		Joined        []string         `json:"joined"`
		Left          []string         `json:"left"`
		Changed       []movedRowJSON   `json:"changed"`
		Renumbered    []renumberedJSON `json:"renumbered"` // who left and seems to have joined under another key
		Fields        []fieldCountJSON `json:"fields"`
		FieldsAdded   []string         `json:"fields_added"`
		FieldsDropped []string         `json:"fields_dropped"`
	}
	movedRowJSON struct {
		Person string   `json:"person"`
		Fields []string `json:"fields"`
	}
	renumberedJSON struct {
		From string `json:"from"`
		To   string `json:"to"`
	}
	fieldCountJSON struct {
		Field   string `json:"field"`
		Persons int    `json:"persons"`
	}
)

func changedRosterJSON(r *change.Rosters) *rosterJSON {
	if r == nil {
		return nil
	}
	x := &rosterJSON{
		Joined: listed(r.Joined), Left: listed(r.Left), Changed: []movedRowJSON{}, Renumbered: []renumberedJSON{}, Fields: []fieldCountJSON{},
		FieldsAdded: listed(r.Added), FieldsDropped: listed(r.Dropped),
	}
	for _, p := range r.Changed {
		x.Changed = append(x.Changed, movedRowJSON{p.Key, p.Fields})
	}
	for _, n := range r.Renumbered {
		x.Renumbered = append(x.Renumbered, renumberedJSON(n))
	}
	for _, f := range r.Fields {
		x.Fields = append(x.Fields, fieldCountJSON(f))
	}
	return x
}
