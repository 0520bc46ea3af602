package hotspot

import (
	"cmp"
	"slices"

	"weiran/rules/source"
)

// A Result is what a scan finds.
type Result struct {
	Rows       []Row       // every eligible group with every cause, the strongest first
	Rounds     []Round     // of the iterative scan: each after the persons of those before are taken away
	Gatherings []Gathering // the smallest groups with MinCases flagged persons of one cause

	Null       source.Text   // what chance was taken to be
	Notes      []source.Text // what the reader must know of the data
	Persons    int
	Flagged    []int // by cause
	Seed       uint64
	Replicates int  // planned; 0 where every p-value is exact
	Drawn      int  // fewer than planned where the drawing stopped early
	Stopped    bool // whether it did

	ground *ground
}

// A Group is persons who have something in common.
type Group struct {
	Dimension string   // the name of a level, or of a cross: rank*retire_type
	Path      []string // labels from the top of the hierarchy down to the group
	Persons   int
	Missing   bool // something on the path is not filled in: a matter of data quality

	id int32
}

// Node is the group's own label.
func (g Group) Node() string { return g.Path[len(g.Path)-1] }

// A Row is what is known of one group and one cause. No number of it is NaN.
type Row struct {
	Group
	Cause   string
	Aliases []Group // groups of exactly the same persons, which are not scanned again

	Observed     int
	Expected     float64
	Ratio        float64 // observed ÷ expected; 0 where nothing is expected
	RelativeRisk float64 // within against without; +Inf where nobody without is flagged
	Excess       float64 // observed less what would be there at the rate without
	LLR          float64

	P           float64 // how often chance brings any hotspot as strong, anywhere: family-wise
	Origin      Origin  // of P
	Reached, Of int     // replicates as strong, of all that were drawn
	Gumbel      float64 // the same by a fitted tail, where no replicate reached it; else 0

	Tail        float64 // P(X ≥ observed) of this group alone, hypergeometric
	MidTail     float64 // P(X > observed) + P(X = observed)/2
	Approximate bool    // the tails are by their first three moments
	BH, BY      float64 // false discovery rates of Tail over all rows
	Attainable  float64 // the smallest Tail that a group of this size can have
	Tarone      float64 // BH over the rows that can be significant at all; 1 for the others

	IC, IC025 float64 // information component (log₂), and the lower end of its interval
	EB, EB05  float64 // ratio shrunk to the mean of its level, and its 5 % quantile; 0 until [Result.Shrink]
	Share     float64 // of the group that is flagged, shrunk likewise

	Relation  Relation
	Tier      Tier
	Round     int     // of the iterative scan, from 1 on; 0 where it did not come up
	AdjustedP float64 // P in that round; 0 where it did not come up

	cause int32
}

// An Origin says where a p-value is from.
type Origin uint8

// The origins.
const (
	FromExact      Origin = iota // worked out
	FromReplicates               // Monte Carlo, all that were planned
	FromSequence                 // Monte Carlo, stopped early
)

// String gives the name as in the output: exact, mc or mc-seq.
func (o Origin) String() string { return [...]string{"exact", "mc", "mc-seq"}[o] }

// newResult is a result without rows.
func newResult(s Study) *Result {
	return &Result{Null: s.Null.describe(), Persons: s.Persons, Seed: s.Seed, Flagged: make([]int, len(s.Causes))}
}

// sortRows puts the strongest first; of equals the one with more flagged persons,
// then the smaller, then in the order of groups and causes.
func (r *Result) sortRows() {
	slices.SortFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(b.LLR, a.LLR), cmp.Compare(b.Observed, a.Observed), cmp.Compare(a.Persons, b.Persons),
			cmp.Compare(a.id, b.id), cmp.Compare(a.cause, b.cause),
		)
	})
}

// RowsFlagged gives the rows of the study whose persons are flagged for the cause
// of a Row and in its group, ascending, at most the given number of them.
func (r *Result) RowsFlagged(of Row, most int) []int {
	g := r.ground
	var rows []int
	at := newWalk(g)
	member := g.membership(of.id)
	for _, f := range g.flagged {
		if slices.Contains(g.profiles[f.profile], of.cause) && member.has(at.leaf(f.at), g.slot[f.at]) {
			rows = append(rows, int(g.rows[f.at]))
		}
	}
	slices.Sort(rows)
	return rows[:min(len(rows), most)]
}

func compare(a, b float64) int { return cmp.Compare(a, b) }
