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

// whole gives the parting before the first table, from the matters that concern each
// person, a bit each.
func whole(concerns []uint8) parting {
	p := parting{of: make([]int32, len(concerns)), rows: [][]int32{nil}, counts: make([][matters]int32, 1)}
	for _, concern := range concerns {
		p.note(0, concern)
	}
	return p
}

func (p *parting) note(class int32, concerns uint8) {
	for m := range matters {
		p.counts[class][m] += int32(concerns >> m & 1)
	}
}

// by parts the classes further by the rows of one more table.
func (p parting) by(table breakdown, concerns []uint8) parting {
	finer := parting{of: make([]int32, len(p.of)), width: p.width + len(table.rows)}
	row := table.rowOfGroup()
	seen := make([]int32, len(p.rows)*len(table.rows)) // one more than the class, 0 for none yet
	for person, class := range p.of {
		r := row[table.grouping.of[person]]
		place := &seen[int(class)*len(table.rows)+int(r)]
		if *place == 0 {
			finer.rows = append(finer.rows, append(slices.Clone(p.rows[class]), int32(p.width)+r))
			finer.counts = append(finer.counts, [matters]int32{})
			*place = int32(len(finer.rows))
		}
		finer.of[person] = *place - 1
		finer.note(*place-1, concerns[person])
	}
	return finer
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
	s, column := newSpan(a.width), make([]residue, a.width)
	needsSmall := false
	for _, class := range a.classes {
		clear(column)
		a.mark(column, class, 1)
		if s.add(column) {
			spanning = append(spanning, class)
			needsSmall = needsSmall || a.small(class)
		}
	}
	return needsSmall && a.search(spanning)
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

// mostSums bounds the search. Tables too large to be searched are taken to tell.
const mostSums = 1 << 21

// A search goes through the sums of small classes.
type search struct {
	arithmetic
	amounts map[int]residue
	holding map[residue][]int // small classes by their amounts
	small   []int
	sums    int
}

// search reports whether the sum of some small classes follows from the rows. One of
// them must be among those that span.
func (a arithmetic) search(spanning []int) bool {
	s := search{arithmetic: a, amounts: a.witness(spanning), holding: map[residue][]int{}}
	for _, class := range a.classes {
		if a.small(class) {
			s.small = append(s.small, class)
			s.holding[s.amounts[class]] = append(s.holding[s.amounts[class]], class)
		}
	}
	for _, class := range spanning {
		if a.small(class) && s.with(0, []int{class}, a.size(class), s.amounts[class]) {
			return true
		}
	}
	return false
}

// with reports whether some classes come to zero, by themselves or with more of the
// small ones from a place on. The last is not looked for: its amount is known.
func (s *search) with(from int, chosen []int, persons int, sum residue) bool {
	if s.sums++; s.sums > mostSums || sum == 0 {
		return true
	}
	for _, last := range s.holding[residue(0).minus(sum)] {
		if persons+s.size(last) < s.atLeast && !slices.Contains(chosen, last) {
			return true
		}
	}
	for i := from; i < len(s.small); i++ {
		class := s.small[i]
		if persons+s.size(class)+1 < s.atLeast && !slices.Contains(chosen, class) &&
			s.with(i+1, append(chosen, class), persons+s.size(class), sum.plus(s.amounts[class])) {
			return true
		}
	}
	return false
}
