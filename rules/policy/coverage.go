package policy

import (
	"slices"
	"strings"

	"weiran/rules/coverage"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Cover works the cases of the policy out and says what of it they exercise: both
// answers of the scope and of each item, every row of tables and bands and every
// value. A figure counts as it is on the effective day; where a set compares with
// the day before, what held then counts as well. Steps of a dated figure that hold
// on neither day are no part of this policy.
//
// An item of a template whose table is wholly unknown cannot apply: of it only is
// asked that a case reaches it, and nothing of the figures that it alone reads.
//
// It reads the policy's file again, with every lookup watched, so that the policy
// that others use is left alone. The schema is the one that it was loaded with.
func (p *Policy) Cover(s *roster.Schema) (coverage.Points, error) {
	w := &watch{seen: map[sight]bool{}}
	l := newLoader(p.File, s)
	l.watch = w.follow
	watched, problems := l.load()
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, c := range watched.Cases {
		w.work(watched, c)
	}
	return w.points(watched), nil
}

// A watch notes what the cases of one policy reach.
type watch struct {
	seen map[sight]bool
}

// A sight is an outcome of what stands at a place of the file.
type sight struct {
	pos     source.Pos
	outcome coverage.Outcome
}

func (w *watch) note(pos source.Pos, outcome coverage.Outcome) { w.seen[sight{pos, outcome}] = true }

// follow puts a watch on the lookups of a policy whose expressions are not
// compiled yet.
func (w *watch) follow(p *Policy) {
	infos := map[string]*LookupInfo{}
	for i := range p.Lookups {
		infos[p.Lookups[i].Name] = &p.Lookups[i]
	}
	for _, day := range []struct {
		lookups []lang.Lookup
		outcome coverage.Outcome
	}{{p.standards.scope.Lookups, coverage.Used}, {p.dayBefore.scope.Lookups, coverage.UsedAsWas}} {
		for i := range day.lookups {
			info, call := infos[day.lookups[i].Name], day.lookups[i].Call
			day.lookups[i].Call = func(args []lang.Value) lang.Value {
				if r := info.Find(args...); r != nil {
					w.note(r.Pos, day.outcome)
				}
				return call(args)
			}
		}
	}
}

// work works one case out, as [Policy.Apply] does.
func (w *watch) work(p *Policy, worked Case) {
	c := p.begin(worked.Person, worked.AsOf)
	c.frame.noteValue = w.valueReader(p, coverage.Used)
	if c.base != nil {
		c.base.noteValue = w.valueReader(p, coverage.UsedAsWas)
	}
	covered := c.covers()
	if p.Scope.When != nil && !c.diedBefore() {
		w.note(scopePlace(p), scopeOutcome(c, covered))
	}
	if !covered {
		return
	}
	for i := range p.Items {
		before := len(c.reasons)
		w.note(p.Items[i].Pos, itemOutcomes[c.take(&p.Items[i], i)])
		if slices.ContainsFunc(c.reasons[before:], OfHole) {
			w.note(p.Items[i].Pos, coverage.Waiting)
		}
	}
}

// valueReader notes the single values that are read on a day.
func (w *watch) valueReader(p *Policy, outcome coverage.Outcome) func(index int) {
	var places []source.Pos
	for _, info := range p.Lookups {
		if strings.HasPrefix(info.Name, valuePrefix) {
			places = append(places, info.Pos)
		}
	}
	return func(index int) { w.note(places[index], outcome) }
}

// diedBefore reports whether the scope was not asked, since the person died.
func (c *calculation) diedBefore() bool {
	died, ok := c.died()
	return ok && died < c.policy.Effective
}

// scopePlace gives where the condition of the scope stands.
func scopePlace(p *Policy) source.Pos {
	at, _ := p.Scope.When.Place(p.Scope.When.AST().Expr().ID())
	return at
}

func scopeOutcome(c *calculation, covered bool) coverage.Outcome {
	switch {
	case covered:
		return coverage.Included
	case c.outside:
		return coverage.Excluded
	}
	return coverage.Undecided
}

var itemOutcomes = map[verdict]coverage.Outcome{
	undecided: coverage.Undecided, skipped: coverage.Skipped, applied: coverage.Applied,
}
