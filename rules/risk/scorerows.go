package risk

import (
	"iter"
	"sort"

	"weiran/rules/roster"
)

// reasons are the reasons of everybody, grouped by the rows of the roster without a
// step of sorting: a province has a million findings.
type reasons struct {
	list  []reason
	order []int32 // of list, by row
}

// group orders the list by the rows of a roster of so many persons; of one row they
// stay in the order in which they came.
func (all *reasons) group(persons int) {
	ends := make([]int32, persons+1)
	for i := range all.list {
		ends[all.list[i].row+1]++
	}
	for row := range persons {
		ends[row+1] += ends[row]
	}
	all.order = make([]int32, len(all.list))
	for i := range all.list {
		at := &ends[all.list[i].row]
		all.order[*at] = int32(i)
		*at++
	}
}

// all gives who has any reasons, in the order of the roster. The list is good until
// the next.
func (all *reasons) all() iter.Seq2[int32, []reason] {
	return func(yield func(int32, []reason) bool) {
		var of []reason
		for from := 0; from < len(all.order); {
			row, to := all.list[all.order[from]].row, from
			for of = of[:0]; to < len(all.order) && all.list[all.order[to]].row == row; to++ {
				of = append(of, all.list[all.order[to]])
			}
			if !yield(row, of) {
				return
			}
			from = to
		}
	}
}

// A seeker finds the rows of persons who are mostly asked for in the order of the
// roster: from the one before it looks ahead in steps that double.
type seeker struct {
	roster *roster.Roster
	at     int
}

// seeker looks in the roster of a scoring, which is sorted by keys.
func (s Scoring) seeker() *seeker { return &seeker{roster: s.Judged[0].Outcomes.Payroll().Roster} }

// row gives the row of a person; known is false for who is not on the roster.
func (s *seeker) row(person string) (row int, known bool) {
	from, to := s.at, s.roster.Len()
	if from >= to || s.roster.Person(from) > person {
		from = 0
	} else {
		for step := 1; from+step < to; step *= 2 {
			if s.roster.Person(from+step) >= person {
				to = from + step + 1
				break
			}
			from += step
		}
	}
	row = from + sort.Search(to-from, func(i int) bool { return s.roster.Person(from+i) >= person })
	s.at = row
	return row, row < s.roster.Len() && s.roster.Person(row) == person
}
