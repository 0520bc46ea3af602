package reports

import (
	"cmp"
	"slices"
)

// A matter is what the tables of a policy tell of some of the persons in their rows.
type matter int

const (
	changes matter = iota // by how much pay changes, of those whose it does
	pay                   // what is paid before, of those of them of whom it is known
	deaths                // what they do not get whose arrears end with their death
	gains                 // how many gain
	losses                // how many lose
	rest                  // how many are not affected
	matters = iota
)

// A parting parts persons into classes: of one class are those who are in the same
// row of every table. Somebody who takes the tables apart can tell a class from
// another, and never one of a class from the others of it.
type parting struct {
	of     []int32          // class of each person
	rows   [][]int32        // of each class: its row of each table, numbered through all tables
	counts [][matters]int32 // of each class: its persons whom a matter concerns
	width  int              // rows of all tables
}

// whole gives the parting before the first table, of so many persons.
func whole(persons int) parting {
	return parting{of: make([]int32, persons), rows: [][]int32{nil}}
}

// by parts the classes further by the rows of one more table. What concerns each
// person is a bit a matter.
func (p parting) by(table breakdown, concerns []uint8) parting {
	finer := parting{of: make([]int32, len(p.of)), width: p.width + len(table.rows)}
	row := table.rowOfGroup()
	seen := make([]int32, len(p.rows)*len(table.rows)) // one more than the class, 0 for none yet
	var kinds [][1 << matters]int32                    // persons of a class by what concerns them
	for person, class := range p.of {
		r := row[table.grouping.of[person]]
		place := &seen[int(class)*len(table.rows)+int(r)]
		if *place == 0 {
			finer.rows = append(finer.rows, append(slices.Clone(p.rows[class]), int32(p.width)+r))
			kinds = append(kinds, [1 << matters]int32{})
			*place = int32(len(finer.rows))
		}
		finer.of[person] = *place - 1
		kinds[*place-1][concerns[person]]++
	}
	finer.count(kinds)
	return finer
}

// count adds up the persons of each class whom a matter concerns.
func (p *parting) count(kinds [][1 << matters]int32) {
	p.counts = make([][matters]int32, len(kinds))
	for class := range kinds {
		for concern, persons := range kinds[class] {
			for m := range matters {
				p.counts[class][m] += persons * int32(concern>>m&1)
			}
		}
	}
}

// tells reports whether somebody who adds and subtracts the rows of some tables, by
// their places, comes to a sum of a few persons: fewer than atLeast of those whom the
// matter concerns.
func (p parting) tells(m matter, tables []int, atLeast int) bool {
	a := arithmetic{parting: p, matter: m, tables: tables, atLeast: atLeast}
	for class, counts := range p.counts {
		if counts[m] > 0 {
			a.classes = append(a.classes, class)
		}
	}
	// The largest first: only where small classes are needed to span the rows can a
	// sum of rows leave small ones alone.
	slices.SortStableFunc(a.classes, func(x, y int) int { return cmp.Compare(a.size(y), a.size(x)) })
	return a.isolates()
}

// An arithmetic looks for a few persons whose sum is a sum of multiples of rows.
type arithmetic struct {
	parting
	matter  matter
	tables  []int
	atLeast int
	classes []int // that have persons of the matter
}

func (a arithmetic) size(class int) int   { return int(a.counts[class][a.matter]) }
func (a arithmetic) small(class int) bool { return a.size(class) < a.atLeast }

// mark writes into a column the rows of a class, each times a factor.
func (a arithmetic) mark(column []residue, class int, factor residue) {
	for _, table := range a.tables {
		row := a.rows[class][table]
		column[row] = column[row].plus(factor)
	}
}

// isolates finds classes whose rows span those of all the others. A sum of rows that
// leaves anybody leaves one of these: where none of them is small there is nothing to
// find.
func (a arithmetic) isolates() bool {
	var spanning []int
	s := newSpan(a.width)
	beyond := s.normal() // is zero times whatever the span holds, and times nothing else
	needsSmall := false
	for _, class := range a.classes {
		if a.along(beyond, class) == 0 {
			continue
		}
		column := make([]residue, a.width)
		a.mark(column, class, 1)
		s.add(column)
		beyond = s.normal()
		spanning = append(spanning, class)
		needsSmall = needsSmall || a.small(class)
	}
	return needsSmall && a.search(spanning)
}

// along adds up the amounts of the rows of a class.
func (a arithmetic) along(amounts []residue, class int) (sum residue) {
	for _, table := range a.tables {
		sum = sum.plus(amounts[a.rows[class][table]])
	}
	return sum
}

// witness gives each class an amount such that every row comes to zero, and which
// are otherwise as good as random. A sum of classes that follows from the rows is
// then zero too, and no other is.
func (a arithmetic) witness(spanning []int) map[int]residue {
	amounts := make(map[int]residue, len(a.classes))
	length := a.width + len(spanning)
	s, left := newSpan(a.width), make([]residue, length)
	for i, class := range spanning {
		column := make([]residue, length)
		a.mark(column, class, 1)
		column[a.width+i] = 1 // what it took of which class to come to a vector of the span
		s.add(column)
		amounts[class] = 0
	}
	for _, class := range a.classes {
		if _, spans := amounts[class]; !spans {
			amounts[class] = scattered(class)
			a.mark(left, class, amounts[class])
		}
	}
	s.reduce(left)
	for i, class := range spanning {
		amounts[class] = left[a.width+i]
	}
	return amounts
}
