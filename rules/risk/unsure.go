package risk

import (
	"context"
	"slices"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// An asker knows what a condition reads, and so why it may come to no value.
type asker struct {
	reads   []int // indexes of fields
	besides []int // those of them that may be unknown though the policy can be told
}

func newAsker(l *layout, when *lang.Expr) asker {
	k := asker{reads: when.Reads()}
	for _, field := range k.reads {
		if !l.isCliff(field) && (field < l.impact || field >= l.impact+statusField) {
			k.besides = append(k.besides, field)
		}
	}
	return k
}

// untold says that a rule is unknown of a person for no other reason than that
// the policy cannot be told of them: then it is silent, for the policy has told.
// An unknown answer names fields that are unknown; where they are all measures of
// an outcome that cannot be told, nobody could fill them in.
func (a *assessment) untold(sh *sheet, rule, row int) bool {
	if !sh.untold.Has(row) {
		return false
	}
	k := a.askers[rule]
	if len(k.besides) == 0 {
		return true
	}
	r := a.row(sh.first + row)
	return !slices.ContainsFunc(k.besides, func(field int) bool { return r.lacks(field) })
}

// lacks says that a field is unknown; a failed one is not.
func (r *row) lacks(field int) bool {
	v := r.Field(field)
	_, failed := v.Fault()
	return !v.Known() && !failed
}

// admit says of which rules it is unsure for whom, and why.
func (st *study) admit(ctx context.Context, files []*assessment) ([]Unsure, error) {
	open, err := st.admitEach(ctx, jobsOf(files, func(v *verdict) [][]int32 { return v.open }), (*row).unknown)
	if err != nil {
		return nil, err
	}
	failed, err := st.admitEach(ctx, jobsOf(files, func(v *verdict) [][]int32 { return v.failed }), (*row).undecided)
	if err != nil {
		return nil, err
	}
	unsure := append(open, failed...)
	sortUnsure(unsure)
	return unsure, nil
}

// admitEach asks of every row of some jobs.
func (st *study) admitEach(ctx context.Context, jobs []job, ask func(r *row, rule int) (Unsure, bool)) ([]Unsure, error) {
	parts := make([][]Unsure, len(jobs))
	err := chunks.Tasks(ctx, len(jobs), st.subject.Workers, func(n int) error {
		j := jobs[n]
		r := &row{a: j.a}
		for _, i := range j.rows {
			r.move(int(i))
			if u, ok := ask(r, j.rule); ok {
				parts[n] = append(parts[n], u)
			}
		}
		return nil
	})
	return slices.Concat(parts...), err
}

// unknown says why a rule is unknown of a person, as undecided does.
func (r *row) unknown(rule int) (Unsure, bool) {
	if names, ok := r.onlyUnknown(rule); ok {
		missing := r.deciders(names)
		return r.unsure(rule, missing, source.Text{}), len(missing) > 0
	}
	return r.undecided(rule)
}

// onlyUnknown gives what a person's only unknown field among those that a rule
// reads names as missing. A rule that is unknown can name nothing else, and need
// not be asked.
func (r *row) onlyUnknown(rule int) (names []string, ok bool) {
	for _, field := range r.a.askers[rule].reads {
		if !r.lacks(field) {
			continue
		}
		if names != nil {
			return nil, false
		}
		names = named(r.Field(field), r.a.group.layout.fields[field].Name)
	}
	return names, names != nil
}

// undecided says why a rule came to no value for a person, by asking it again. It
// is silent where that is for the policy alone to tell.
func (r *row) undecided(rule int) (Unsure, bool) {
	answer := r.a.group.Rules[rule].When.Eval(r)
	if fault, failed := answer.Fault(); failed {
		return r.unsure(rule, nil, fault.Message), true
	}
	missing := r.deciders(answer.Missing())
	return r.unsure(rule, missing, source.Text{}), len(missing) > 0
}

func (r *row) unsure(rule int, missing []string, reason source.Text) Unsure {
	return Unsure{
		Rule: r.a.group.Rules[rule].ID, Policy: r.a.subject.Policy.ID, Person: r.person(),
		Missing: missing, Reason: reason,
	}
}
