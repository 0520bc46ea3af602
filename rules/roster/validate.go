package roster

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// An Issue is one thing wrong with one person's row.
type Issue struct {
	Row      int    // counted from 0, in the order of the roster
	Person   string // key; may be empty
	Field    string // name of the field
	Check    string // id of the check: duplicate, required, range, national_id, or a schema check's own
	Severity source.Severity
	Message  source.Text // names no private value
	Others   []int       // of a duplicate, other rows with that key, counted from 0: the first [MostOthers]
}

// MostOthers is how many other rows an issue names. Where a column that is no key
// was taken for one, everybody shares it with everybody.
const MostOthers = 10

// Validate finds every issue: an empty or repeated key, a number out of range, a
// wrong check digit of GB 11643-1999, dates in an impossible order, and the
// schema's own checks. Issues are sorted by row, then field, then check.
//
// An issue of severity [source.Error] means that the row cannot be used; a
// [source.Warning] that the row is kept and somebody should look at it.
func (r *Roster) Validate(asOf lang.Date) []Issue {
	issues, _ := r.ValidateContext(context.Background(), asOf, 0) // nothing ends this context
	return issues
}

// ValidateContext finds what [Roster.Validate] finds, with so many workers (≤ 0
// means one a processor), which never change the result. The error is that of the
// context, once it has ended.
func (r *Roster) ValidateContext(ctx context.Context, asOf lang.Date, workers int) ([]Issue, error) {
	v := newValidation(r, asOf)
	repeated := v.duplicates()
	found := make([][]Issue, len(r.Batches))
	err := chunks.Tasks(ctx, len(found), workers, func(batch int) error {
		from, to := r.Span(batch)
		found[batch] = v.inspect(batch, between(repeated, from, to))
		return nil
	})
	return slices.Concat(found...), err
}

// between gives the issues of some rows; the issues are in the order of rows.
func between(issues []Issue, from, to int) []Issue {
	first := func(row int) int {
		at, _ := slices.BinarySearchFunc(issues, row, func(i Issue, row int) int { return cmp.Compare(i.Row, row) })
		return at
	}
	return issues[first(from):first(to)]
}

// A validation is what the batches of one roster are checked with.
type validation struct {
	roster   *Roster
	asOf     lang.Value
	identity identity
	limits   []limits  // of each field
	checkers sync.Pool // of *column.Worker
}

func newValidation(r *Roster, asOf lang.Date) *validation {
	v := &validation{roster: r, asOf: lang.DateOf(asOf), identity: identityFields(r.Schema)}
	for i := range r.Schema.Fields {
		v.limits = append(v.limits, r.Schema.Fields[i].limits())
	}
	v.checkers.New = func() any { return r.Schema.program.NewWorker() }
	return v
}

// An inspection looks through one batch.
type inspection struct {
	*validation
	batch  int
	first  int // row of the roster
	strips []strip
	issues []Issue
}

// inspect gives all issues of a batch; its repeated keys are known already.
func (v *validation) inspect(batch int, repeated []Issue) []Issue {
	first, _ := v.roster.Span(batch)
	in := &inspection{
		validation: v, batch: batch, first: first, strips: v.roster.strips[batch],
		issues: slices.Clip(repeated), // others are behind them
	}
	in.keys()
	for field := range in.strips {
		in.ranges(field)
	}
	in.identities()
	in.checks()
	slices.SortStableFunc(in.issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Check, b.Check))
	})
	return in.issues
}

// add notes an issue of a row of the batch.
func (in *inspection) add(at int, i Issue) {
	i.Row, i.Person = in.first+at, in.strips[in.roster.Schema.key].person(at)
	in.issues = append(in.issues, i)
}

// identities checks the identity numbers, of those who have one.
func (in *inspection) identities() {
	if in.identity.number < 0 {
		return
	}
	numbers := &in.strips[in.identity.number]
	for at := range numbers.rows {
		if !numbers.known(at) {
			continue
		}
		if issue, wrong := in.identity.check(in.strips, at); wrong {
			in.add(at, issue)
		}
	}
}
