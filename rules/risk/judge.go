package risk

import (
	"context"
	"math/bits"

	"weiran/rules/column"
	"weiran/rules/internal/chunks"
	"weiran/rules/source"
)

// A hit is a rule met by the person at a row.
type hit struct{ rule, row int }

// A verdict is what the rules of a file said of some persons.
type verdict struct {
	hits   []hit
	unsure []Unsure
}

// judge evaluates every rule for every person. Nothing is described yet: a rule
// that flags everybody should fail before a million letters are written.
func (a *assessment) judge(ctx context.Context) (verdict, error) {
	parts := make([]verdict, chunks.Count(a.size()))
	err := chunks.Each(ctx, a.size(), a.subject.Workers, func(c chunks.Chunk) error {
		for _, s := range a.subject.stretches(c) {
			look := func(results []column.Result) { parts[c.Index].weigh(a, s, results) }
			if err := a.judges.run(a, s, look); err != nil {
				return err
			}
		}
		return nil
	})
	var all verdict
	for _, part := range parts {
		all.hits = append(all.hits, part.hits...)
		all.unsure = append(all.unsure, part.unsure...)
	}
	return all, err
}

// weigh takes the results of every rule over a stretch. It looks at 64 persons
// at a time, nearly all of whom no rule has anything to say of.
func (v *verdict) weigh(a *assessment, s stretch, results []column.Result) {
	for word := range (s.len() + 63) / 64 {
		for left := remarkable(results, word); left != 0; left &= left - 1 {
			v.person(a.row(s.from+word*64+bits.TrailingZeros64(left)), s, results)
		}
	}
}

// remarkable gives the rows of a word for which some rule is true or came to no
// value.
func remarkable(results []column.Result, word int) uint64 {
	var rows uint64
	for i := range results {
		for _, b := range [...]column.Bits{results[i].Bools(), results[i].Unknown(), results[i].Failed()} {
			if b != nil {
				rows |= b[word]
			}
		}
	}
	return rows
}

// person takes what every rule says of one person. A rule that came to no value
// is asked again, for the words of it.
func (v *verdict) person(r *row, s stretch, results []column.Result) {
	at := r.index - s.from
	for n := range results {
		switch {
		case results[n].Bools().Has(at):
			v.hits = append(v.hits, hit{rule: n, row: r.index})
		case !results[n].Known(at):
			v.undecided(r, r.a.group.Rules[n])
		}
	}
}

// undecided says why a rule came to no value for a person. It is silent where
// that is for the policy alone to tell.
func (v *verdict) undecided(r *row, rule *Rule) {
	answer := rule.When.Eval(r)
	if fault, failed := answer.Fault(); failed {
		v.unsure = append(v.unsure, r.unsure(rule, nil, fault.Message))
		return
	}
	if missing := r.deciders(answer.Missing()); len(missing) > 0 {
		v.unsure = append(v.unsure, r.unsure(rule, missing, source.Text{}))
	}
}

func (r *row) unsure(rule *Rule, missing []string, reason source.Text) Unsure {
	s := r.a.subject
	return Unsure{Rule: rule.ID, Policy: s.Policy.ID, Person: s.roster().Person(r.index), Missing: missing, Reason: reason}
}

// overrun reports the rules that found more than their limit.
func (v *verdict) overrun(g *Group, policyID string) source.Problems {
	found := make([]int, len(g.Rules))
	for _, h := range v.hits {
		found[h.rule]++
	}
	var problems source.Problems
	for n, rule := range g.Rules {
		if found[n] > rule.Limit {
			problems.Add(rule.Pos,
				source.Say("rule %q finds %d persons under %s, more than its limit of %d",
					"规则 %q 在 %[3]s 下命中 %[2]d 人，超过上限 %[4]d", rule.ID, found[n], policyID, rule.Limit),
				source.Say("a rule that flags this many tells nobody apart: narrow its condition, or raise limit",
					"命中过多即无法区分：请收紧条件，或调高 limit"))
		}
	}
	return problems
}
