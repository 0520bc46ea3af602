package reports

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A numbering numbers the persons so that those who are alike have one number,
// from 0 in the order in which they first appear.
type numbering struct {
	of    []int32 // number of each person
	first []int   // the first person of each number
}

// alike numbers the persons by their values of fields. Fields that the roster
// does not have make no difference.
func alike(r *roster.Roster, fields []string) numbering {
	all := numbering{of: make([]int32, r.Len())}
	if r.Len() > 0 {
		all.first = []int{0}
	}
	for _, name := range fields {
		if i := r.Schema.Index(name); i >= 0 {
			all = all.and(numberOf(r, i))
		}
	}
	return all
}

// and numbers those alike who are so in both numberings.
func (n numbering) and(other numbering) numbering {
	both := numbering{of: make([]int32, len(n.of))}
	at := map[[2]int32]int32{}
	for i := range n.of {
		both.of[i] = numberIn(at, [2]int32{n.of[i], other.of[i]}, i, &both.first)
	}
	return both
}

// numberOf numbers the persons by one field.
func numberOf(r *roster.Roster, field int) numbering {
	n := numbering{of: make([]int32, 0, r.Len())}
	at := map[lang.Value]int32{}
	for batch := range r.Batches {
		from, to := r.Span(batch)
		value := func(i int) int32 { return numberIn(at, r.Row(from+i).Field(field), from+i, &n.first) }
		column, ok := r.Batches[batch].Column(field).(*array.Dictionary)
		if !ok {
			for i := range to - from {
				n.of = append(n.of, value(i))
			}
			continue
		}
		n.dictionary(column, value)
	}
	return n
}

// dictionary numbers a batch whose values stand in a dictionary: each of them is
// looked up once.
func (n *numbering) dictionary(column *array.Dictionary, value func(i int) int32) {
	known := make([]int32, column.Dictionary().Len()+1) // 1 more than the number; the last of those not filled in
	for i := range column.Len() {
		word := len(known) - 1
		if column.IsValid(i) {
			word = column.GetValueIndex(i)
		}
		if known[word] == 0 {
			known[word] = value(i) + 1
		}
		n.of = append(n.of, known[word]-1)
	}
}

// numberIn gives the number of a key, a new one where it is the first.
func numberIn[K comparable](at map[K]int32, key K, person int, first *[]int) int32 {
	n, ok := at[key]
	if !ok {
		n = int32(len(*first))
		at[key] = n
		*first = append(*first, person)
	}
	return n
}

// texts is a field of everybody, as text.
type texts struct {
	roster  *roster.Roster
	field   int // below 0 means none
	columns []arrow.Array
}

func textsOf(r *roster.Roster, field int) texts {
	t := texts{roster: r, field: field}
	for _, batch := range r.Batches {
		if field >= 0 {
			t.columns = append(t.columns, batch.Column(field))
		}
	}
	return t
}

func (t texts) len() int { return t.roster.Len() }

// at gives the text of a person, empty where it is not known.
func (t texts) at(person int) string {
	if t.field < 0 {
		return ""
	}
	batch, i := t.roster.Place(person)
	column, ok := t.columns[batch].(*array.String)
	switch {
	case !ok:
		return text(t.roster.Row(person), t.field)
	case column.IsNull(i):
		return ""
	}
	return column.Value(i)
}
