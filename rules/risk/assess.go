package risk

import (
	"context"
	"fmt"
	"sync"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
)

// Subject is what a pack assesses: one policy and everyone's outcome under it.
type Subject struct {
	AsOf     lang.Date
	Policy   *policy.Policy
	Outcomes *policy.Outcomes // of the policy, over a roster sorted by key
	Last     *policy.Outcomes // of the last policy before that changes one of the same pay items; nil where the run has none
	Workers  int              // ≤ 0 means one a processor

	Petitions *petition.Book // known by then; nil where the run has none
}

// Assess finds what each rule finds, sorted by rule and person. Rules that find
// more than their limit are [source.Problems] that name them at their places,
// and then nothing else is given. A policy without items wrongs nobody: nothing
// is found under it.
func (pk *Pack) Assess(ctx context.Context, s Subject) ([]Finding, []Unsure, error) {
	if len(s.Policy.Items) == 0 {
		return nil, nil, nil
	}
	st := newStudy(&s)
	files, err := st.open(ctx, pk.personal())
	if err != nil {
		return nil, nil, err
	}
	b, err := pk.judges()
	if err != nil {
		return nil, nil, err
	}
	if err := st.judge(ctx, b, files); err != nil {
		return nil, nil, fmt.Errorf("judge by the rules: %w", err)
	}
	if over := overruns(files); len(over) > 0 {
		return nil, nil, over
	}
	unable := st.unable(files)
	findings, err := st.describe(ctx, files)
	if err != nil {
		return nil, nil, err
	}
	unsure, err := st.admit(ctx, files)
	if err != nil {
		return nil, nil, err
	}
	return st.askOnce(ctx, pk.Groups, findings, append(unable, unsure...))
}

// A study is one call of [Pack.Assess]: its subject, and what rule files share of
// it.
type study struct {
	subject   *Subject
	payroll   *policy.Payroll // before the policy
	head      []lang.Value    // of the policy
	brinks    []policy.Brink  // who stands near a boundary of the policy; none where no rule asks
	divisions map[string]*division
	found     map[string]*twins // by the words of what was declared
	inverted  map[string]*inversions
	petitions func() *petition.History // nil where the run has none
	sheets    sync.Pool                // of *sheet, those that nobody uses
}

func newStudy(s *Subject) *study {
	return &study{
		subject: s, payroll: s.Outcomes.Payroll(), head: s.Policy.HeadValues(),
		divisions: map[string]*division{}, found: map[string]*twins{}, inverted: map[string]*inversions{}, petitions: sync.OnceValue(s.history), sheets: sync.Pool{New: func() any { return &sheet{} }},
	}
}

func (st *study) size() int    { return st.subject.Outcomes.Len() }
func (st *study) batches() int { return len(st.payroll.Roster.Batches) }

// each opens every batch of the roster for some work, as many at a time as there
// are workers.
func (st *study) each(ctx context.Context, do func(*sheet) error) error {
	return chunks.Tasks(ctx, st.batches(), st.subject.Workers, func(batch int) error {
		sh := st.sheets.Get().(*sheet)
		defer st.sheets.Put(sh)
		sh.open(st, batch)
		return do(sh)
	})
}

// An assessment is one rule file over the subject of a study.
type assessment struct {
	*study
	*engines
	group      *Group
	peerings   []peering // one a Peers of the group; empty of those that nothing reads
	twins      []*twins  // likewise
	inversions []*inversions
	verdict    verdict
}

// open readies rule files, and works out what they read of what they declare. What
// two files both measure is measured once.
func (st *study) open(ctx context.Context, groups []*Group) ([]*assessment, error) {
	if err := st.findBrinks(ctx, groups); err != nil {
		return nil, err
	}
	var files []*assessment
	for _, g := range groups {
		e, err := g.engines()
		if err != nil {
			return nil, told(g, err)
		}
		a := st.assessment(g, e)
		if err := a.prepare(ctx); err != nil {
			return nil, told(g, err)
		}
		files = append(files, a)
	}
	return files, nil
}

// assessment makes that of a rule file, of which nothing is worked out yet.
func (st *study) assessment(g *Group, e *engines) *assessment {
	return &assessment{
		study: st, engines: e, group: g,
		peerings: make([]peering, len(g.Peers)), twins: make([]*twins, len(g.Twins)), inversions: make([]*inversions, len(g.Inversions)),
	}
}

// told says of which rule file an error is.
func told(g *Group, err error) error { return fmt.Errorf("assess the rules of %s: %w", g.ID, err) }
