// Package coverage says what of a policy or rule file its worked cases exercise.
//
// A file is a list of points: that a row of a table is looked up, that an item is
// skipped, that a rule finds somebody. Packages policy and risk list the points of
// a file and mark those that a case reaches, by watching the cases being worked
// out; this package counts them.
//
// The parts of one expression are no points: neither the branches of ?: nor the
// operands of && and || are told apart. Each figure that a branch reads is a point,
// and so a branch that no case takes shows as a row or value that is never used;
// one that reads none does not show.
package coverage

import (
	"slices"

	"weiran/rules/source"
)

// A Kind is what a point is of.
type Kind uint8

// The kinds of points.
const (
	Scope Kind = iota // of a policy
	Item
	Row   // of a table
	Band  // a row of a band
	Value // a single value
	Rule
)

var kindCodes = [...]string{"scope", "item", "row", "band", "value", "rule"}

// String gives the code of a kind: scope, item, row, band, value or rule.
func (k Kind) String() string { return kindCodes[k] }

// An Outcome is what may become of a thing when a case is worked out.
type Outcome uint8

// The outcomes. Undecided is that the case cannot tell, because a field is
// missing or something failed.
const (
	Included  Outcome = iota // the scope lets somebody in
	Excluded                 // the scope leaves somebody out
	Applied                  // the item applies
	Waiting                  // the item would apply, and waits for a figure that nobody knows yet
	Skipped                  // the condition of the item is false
	Used                     // the figure is read as it is on the effective day
	UsedAsWas                // the figure is read as it was the day before
	Found                    // the rule finds somebody
	NotFound                 // the condition of the rule is false
	Undecided
)

var outcomes = [...]struct {
	code  string
	never source.Text
}{
	Included:  {"included", source.Text{EN: "lets nobody in", ZH: "没有算例在范围内"}},
	Excluded:  {"excluded", source.Text{EN: "leaves nobody out", ZH: "没有算例在范围外"}},
	Applied:   {"applied", source.Text{EN: "never applies", ZH: "没有算例适用"}},
	Waiting:   {"waiting", source.Text{EN: "is never reached (it waits for a figure that is not known)", ZH: "没有算例涉及（数额未知，有待填入）"}},
	Skipped:   {"skipped", source.Text{EN: "is never skipped", ZH: "没有算例不适用"}},
	Used:      {"used", source.Text{EN: "is never used", ZH: "没有算例用到"}},
	UsedAsWas: {"used_as_was", source.Text{EN: "is never used as it was the day before", ZH: "没有算例用到执行前一日的数额"}},
	Found:     {"found", source.Text{EN: "finds nothing", ZH: "没有算例命中"}},
	NotFound:  {"not_found", source.Text{EN: "is never false", ZH: "没有算例不命中"}},
	Undecided: {"undecided", source.Text{EN: "is never undecided", ZH: "没有算例无法判定"}},
}

// String gives the code of an outcome: included, used_as_was, not_found.
func (o Outcome) String() string { return outcomes[o].code }

// Never says of an outcome that no case has it: "never applies".
func (o Outcome) Never() source.Text { return outcomes[o].never }

// A Point is one outcome of one thing of a file.
type Point struct {
	Kind    Kind
	Outcome Outcome
	Name    source.Text // of the thing: table.lixiu rank 131
	Pos     source.Pos
	Width   int
	Covered bool // some case has the outcome
}

// A Count is of points.
type Count struct{ Covered, Total int }

// Points are those of one file, in its order.
type Points []Point

// Counted gives the count of the points that a threshold asks for: all but those
// of being undecided, which are told beside it.
func (ps Points) Counted() Count {
	return ps.count(func(p Point) bool { return p.Outcome != Undecided })
}

// Undecided gives the count of the points of being undecided.
func (ps Points) Undecided() Count {
	return ps.count(func(p Point) bool { return p.Outcome == Undecided })
}

// Of gives the count of a kind's points, those of being undecided left out.
func (ps Points) Of(kinds ...Kind) Count {
	return ps.count(func(p Point) bool { return p.Outcome != Undecided && slices.Contains(kinds, p.Kind) })
}

func (ps Points) count(counts func(Point) bool) (c Count) {
	for _, p := range ps {
		if !counts(p) {
			continue
		}
		c.Total++
		if p.Covered {
			c.Covered++
		}
	}
	return c
}

// Uncovered gives the points that no case reaches and a threshold asks for.
func (ps Points) Uncovered() Points {
	var open Points
	for _, p := range ps {
		if !p.Covered && p.Outcome != Undecided {
			open = append(open, p)
		}
	}
	return open
}

// Tenths gives the covered share in tenths of a percent, rounded down: 1000 is
// everything, and nothing less. A file without points is covered.
func (c Count) Tenths() int {
	if c.Total == 0 {
		return 1000
	}
	return c.Covered * 1000 / c.Total
}
