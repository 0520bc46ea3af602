package petition

import (
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A Measure is a number for everybody on a roster, in the order of its rows.
type Measure struct {
	Values  []int64
	Unknown column.Bits // whose number is not known, whatever Values has
}

// Column gives the measure of the rows from one up to another, as a column of
// ints. The first is a multiple of 64, as that of every batch of a sorted roster.
func (m Measure) Column(from, to int) column.Column {
	return column.Ints(m.Values[from:to], column.Doubts{Unknown: m.Unknown[from/64 : (to+63)/64]})
}

// History is what petitions come to for everybody on a roster.
type History struct {
	Count      Measure
	Open       Measure // not closed; unknown where a record has no status
	Repeated   Measure // repeat an earlier one
	SameMatter Measure // of a category that the policy touches; unknown where a record has no category
	OpenSame   Measure // of those, not closed; unknown where a record lacks what would tell
	Months     Measure // whole months since the last one; unknown where there is none
	MonthsSame Measure // since the last of those; unknown where there is none, or none is known for the last
	Largest    Measure // persons in the largest; 0 where there is none, unknown where one does not say
}

// History works out everybody's history from the records up to a day, where the
// matters are the categories that a policy touches. It takes one step a record and
// one a row, and allocates nothing for either.
func (b *Book) History(r *roster.Roster, asOf lang.Date, matters []string) *History {
	h := newHistory(r.Len())
	labels := make([]string, len(matters))
	for i, matter := range matters {
		labels[i] = CategoryOf(matter)
	}
	if b.Len() == 0 {
		return h
	}
	touches := func(category string) bool { return slices.Contains(labels, category) }
	var seen []string // used again for the next person
	for row := range r.Len() {
		of, petitioned := b.persons[r.Person(row)]
		if !petitioned {
			continue
		}
		seen = seen[:0]
		for i := of.from; i < of.to && b.records[i].Date <= asOf; i++ {
			record := &b.records[i]
			h.count(row, record)
			h.repeats(row, record, seen)
			h.Months.note(row, record.Date.Months(asOf))
			switch {
			case record.Category == "" && len(labels) > 0:
				h.mayTouch(row, record)
			case touches(record.Category):
				h.touched(row, record, asOf)
			}
			if !slices.Contains(seen, record.Category) {
				seen = append(seen, record.Category)
			}
		}
		if h.SameMatter.Unknown.Has(row) {
			h.MonthsSame.Unknown.Set(row)
		}
	}
	return h
}

// newHistory is that of persons who never petitioned.
func newHistory(rows int) *History {
	h := &History{}
	for _, m := range []*Measure{&h.Count, &h.Open, &h.Repeated, &h.SameMatter, &h.OpenSame, &h.Months, &h.MonthsSame, &h.Largest} {
		*m = Measure{Values: make([]int64, rows), Unknown: column.NewBits(rows)}
	}
	h.Months.Unknown.SetRange(0, rows)
	h.MonthsSame.Unknown.SetRange(0, rows)
	return h
}

// count counts a record, and how many took part.
func (h *History) count(row int, r *Record) {
	h.Count.Values[row]++
	h.Open.open(row, r)
	if r.Persons == 0 {
		h.Largest.Unknown.Set(row)
	}
	h.Largest.Values[row] = max(h.Largest.Values[row], r.Persons)
}

// repeats counts a record that says that it repeats another, or whose category the
// person has petitioned in before. One without a category repeats none by it.
func (h *History) repeats(row int, r *Record, seen []string) {
	if r.Repeat == Repeat || r.Category != "" && slices.Contains(seen, r.Category) {
		h.Repeated.Values[row]++
	}
}

// touched counts a record of one of the policy's matters.
func (h *History) touched(row int, r *Record, asOf lang.Date) {
	h.SameMatter.Values[row]++
	h.OpenSame.open(row, r)
	h.MonthsSame.note(row, r.Date.Months(asOf))
}

// mayTouch notes a record that does not say what it is about: whether it is of the
// policy's matters is not known, nor therefore how many are. A closed one is not
// open whatever it is about.
func (h *History) mayTouch(row int, r *Record) {
	h.SameMatter.Unknown.Set(row)
	if r.Status != Closed {
		h.OpenSame.Unknown.Set(row)
	}
}

// open counts a record that is not closed; one without a status may be.
func (m Measure) open(row int, r *Record) {
	switch r.Status {
	case "":
		m.Unknown.Set(row)
	case Closed:
	default:
		m.Values[row]++
	}
}

// note notes the months since a record; a later one takes its place.
func (m Measure) note(row int, months int64) {
	m.Values[row] = months
	m.Unknown[row/64] &^= 1 << (row % 64)
}
