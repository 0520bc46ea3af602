package petition

import (
	"maps"
	"slices"

	"weiran/rules/lang"
)

// Persons gives who has a record, sorted. A nil book has nobody.
func (b *Book) Persons() []string {
	if b == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(b.persons))
}

// Last gives the day of a person's last record up to a day; ok is false where
// there is none.
func (b *Book) Last(person string, asOf lang.Date) (day lang.Date, ok bool) {
	if b == nil {
		return 0, false
	}
	of := b.persons[person]
	for i := of.from; i < of.to && b.records[i].Date <= asOf; i++ {
		day, ok = b.records[i].Date, true
	}
	return day, ok
}
