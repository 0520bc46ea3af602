package change

import "slices"

// Moves says what became of the findings between two runs. The lists are in the
// order of policies, rules and persons.
type Moves struct {
	New     []Finding // not in the run before, nor in an earlier one
	Back    []Finding // not in the run before, but in an earlier one
	Gone    []Finding // as the run before had them
	Still   int       // in both
	Changed []Changed // those of Still that are not told as before
}

// Changed is a finding that is still there and is told otherwise.
type Changed struct {
	Finding         // as it is now
	Was     Finding // as it was
	Graded  bool    // another severity, or other points
	Numbers bool    // other amounts or dates in what it says or advises
	Words   bool    // other words there, or another owner, clause or grievance
}

// Compare holds the findings of two runs against each other, and looks in earlier
// runs for those that were not in the first of them. A finding is known by its
// rule, policy and person, group or milestone. Any order will do.
func Compare(from, to []Finding, earlier ...[]Finding) Moves {
	var m Moves
	known := make([][]Finding, len(earlier))
	for i, run := range earlier {
		known[i] = inOrder(run)
	}
	merge(inOrder(from), inOrder(to), Finding.compare, func(was, is *Finding) {
		switch {
		case is == nil:
			m.Gone = append(m.Gone, *was)
		case was != nil:
			m.stay(*was, *is)
		case slices.ContainsFunc(known, func(run []Finding) bool { return holds(run, *is) }):
			m.Back = append(m.Back, *is)
		default:
			m.New = append(m.New, *is)
		}
	})
	return m
}

// None reports whether every finding stayed, and as it was.
func (m Moves) None() bool {
	return len(m.New)+len(m.Back)+len(m.Gone)+len(m.Changed) == 0
}

func (m *Moves) stay(was, is Finding) {
	m.Still++
	c := Changed{
		Finding: is, Was: was,
		Graded:  was.Severity != is.Severity || was.Points != is.Points,
		Numbers: was.numbers != is.numbers,
		Words:   was.words != is.words,
	}
	if c.Graded || c.Numbers || c.Words {
		m.Changed = append(m.Changed, c)
	}
}

func inOrder(list []Finding) []Finding {
	return slices.SortedStableFunc(slices.Values(list), Finding.compare)
}

func holds(run []Finding, f Finding) bool {
	_, ok := slices.BinarySearchFunc(run, f, Finding.compare)
	return ok
}

// merge visits what stands in two lists, which are in order: in both, in the first
// alone with a nil beside it, or in the second alone.
func merge[T any](a, b []T, order func(x, y T) int, visit func(x, y *T)) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && order(a[0], b[0]) < 0:
			visit(&a[0], nil)
			a = a[1:]
		case len(a) == 0 || order(a[0], b[0]) > 0:
			visit(nil, &b[0])
			b = b[1:]
		default:
			visit(&a[0], &b[0])
			a, b = a[1:], b[1:]
		}
	}
}
