package jobs

import (
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/roster"
)

// A rosterThen is a roster as it was on the day of a snapshot, as far as today's
// can tell. What was paid then, who was promoted since and who has left the roster
// it cannot.
type rosterThen struct {
	roster *roster.Roster
	young  int // who was not yet retired
	dead   int // who had died before the policy took effect
}

// then gives a roster as it was on a day, under a policy that takes effect on
// another. Who retired later was not on it, who died before the effective day has
// nothing to expect, and a death after the day was not known: no rule may see it.
func then(today *roster.Roster, day, effective lang.Date) rosterThen {
	t := rosterThen{roster: today}
	retired, died := today.Schema.Index("retired_on"), today.Schema.Index("died_on")
	on := func(row lang.Row, field int) (lang.Date, bool) {
		if field < 0 {
			return 0, false
		}
		v := row.Field(field)
		return v.Date(), v.Known()
	}
	b, hidden := roster.NewBuilder(today.Schema, 0), false
	cells := make([]lang.Value, len(today.Schema.Fields))
	for i := range today.Len() {
		row := today.Row(i)
		death, dead := on(row, died)
		switch left, known := on(row, retired); {
		case known && left > day:
			t.young++
			continue
		case dead && death < effective && death <= day:
			t.dead++
			continue
		}
		for k := range cells {
			cells[k] = row.Field(k)
		}
		if dead && death > day {
			cells[died], hidden = lang.Value{}, true
		}
		b.Append(cells)
	}
	if t.young+t.dead > 0 || hidden {
		t.roster = b.Build()
	}
	return t
}

// petitionsThen gives the petitions that were known on a day. Their states are
// those of today: which were open then is not known of any, and one that is still
// open would tell who kept petitioning.
func petitionsThen(today *petition.Book, day lang.Date) (*petition.Book, error) {
	records := append([]petition.Record(nil), today.At(day).All()...)
	for i := range records {
		records[i].Status = ""
	}
	return petition.NewBook(records)
}
