package risk

import (
	"context"

	"weiran/rules/coverage"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Watch notes what the rules of one file answer while its cases are worked out.
type Watch struct {
	group *Group
	seen  map[answer]bool
}

// An answer is an outcome of a rule of some file.
type answer struct {
	rule    *Rule
	outcome coverage.Outcome
}

// Watch begins to watch the rules of a file.
func (g *Group) Watch() *Watch { return &Watch{group: g, seen: map[answer]bool{}} }

// Assess asks every rule of the file of everybody of a subject, one by one, or of
// the policy and its milestones, and notes the answers. A policy without items is
// asked nothing, as in [Pack.Assess].
func (w *Watch) Assess(ctx context.Context, s Subject) error {
	if len(s.Policy.Items) == 0 {
		return nil
	}
	st, groups := newStudy(&s), []*Group{w.group}
	files, err := st.open(ctx, groups)
	if err != nil {
		return err
	}
	for _, a := range files {
		for i := range a.size() {
			w.note(w.group.Rules, a.row(i))
		}
	}
	return w.assessOnce(ctx, st, groups)
}

// assessOnce asks the rules that are not asked of persons.
func (w *Watch) assessOnce(ctx context.Context, st *study, groups []*Group) error {
	if len(w.group.Once) == 0 {
		return nil
	}
	o, err := st.once(ctx, groups)
	if err != nil {
		return err
	}
	for _, rule := range w.group.Once {
		for _, r := range o.rows(w.group, rule) {
			w.note([]*Rule{rule}, r)
		}
	}
	return nil
}

// note asks some rules of one row.
func (w *Watch) note(rules []*Rule, row lang.Row) {
	for _, rule := range rules {
		outcome := coverage.Undecided
		if v := rule.When.Eval(row); v.Known() {
			outcome = map[bool]coverage.Outcome{true: coverage.Found, false: coverage.NotFound}[v.Bool()]
		}
		w.seen[answer{rule, outcome}] = true
	}
}

// Points gives what the rules have answered so far and what not, rule by rule.
func (w *Watch) Points() coverage.Points {
	points := coverage.Points{}
	for _, rule := range w.group.All() {
		for _, o := range []coverage.Outcome{coverage.Found, coverage.NotFound, coverage.Undecided} {
			points = append(points, coverage.Point{
				Kind: coverage.Rule, Outcome: o, Name: source.Say("rule %s", "规则 %s", rule.ID),
				Pos: rule.Pos, Width: 1, Covered: w.seen[answer{rule, o}],
			})
		}
	}
	return points
}
