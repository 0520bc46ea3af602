package jobs

import (
	"context"

	"weiran/rules"
	"weiran/rules/coverage"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// A Tally says how the worked cases of one file came out.
type Tally struct {
	File     string
	Kind     FileKind
	Cases    int
	Failures source.Problems // what differs, each at the place of its case
	Points   coverage.Points // what the cases exercise; nil until [Books.Cover] is asked
}

// Failed gives the count of cases of which something differs.
func (t Tally) Failed() int {
	failed := map[source.Pos]bool{}
	for _, p := range t.Failures {
		failed[p.Pos] = true
	}
	return len(failed)
}

// RunCases runs the worked cases of the books, a tally for each file. The cases
// of rule files may name shipped policies besides those of the books.
func (b *Books) RunCases(ctx context.Context) ([]Tally, error) {
	var tallies []Tally
	for _, p := range b.Policies {
		tallies = append(tallies, Tally{File: p.File.Name, Kind: PolicyFile, Cases: len(p.Cases), Failures: p.RunCases()})
	}
	if b.Pack == nil {
		return tallies, nil
	}
	policies, err := b.withShipped()
	if err != nil {
		return nil, err
	}
	failures := rules.RunCases(ctx, b.Pack, policies)
	for _, g := range b.Pack.Groups {
		t := Tally{File: g.File.Name, Kind: RuleFile, Cases: len(g.Cases)}
		for _, p := range failures {
			if p.Pos.File == g.File {
				t.Failures = append(t.Failures, p)
			}
		}
		tallies = append(tallies, t)
	}
	return tallies, nil
}

// Cover notes in the tallies of [Books.RunCases] what of each file its cases
// exercise.
func (b *Books) Cover(ctx context.Context, tallies []Tally) error {
	for i, p := range b.Policies {
		var err error
		if tallies[i].Points, err = p.Cover(b.Schema); err != nil {
			return err
		}
	}
	if b.Pack == nil {
		return nil
	}
	policies, err := b.withShipped()
	if err != nil {
		return err
	}
	for i, g := range b.Pack.Groups {
		if tallies[len(b.Policies)+i].Points, err = rules.CoverCases(ctx, g, policies); err != nil {
			return err
		}
	}
	return nil
}

// withShipped gives the policies of the books and the shipped ones that no book
// replaces.
func (b *Books) withShipped() ([]*policy.Policy, error) {
	all := b.Policies
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, b.Schema)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		if b.policy(p.ID) == nil {
			all = append(all, p)
		}
	}
	return all, nil
}
