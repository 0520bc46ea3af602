package rules

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// RunCases screens the small roster of every case of a pack under the policy
// that the case names, and gives what differs from the findings it states: one
// that did not come, or one of the same file that came unstated. The problems
// stand at the cases; none means that every case holds.
func RunCases(ctx context.Context, pack *risk.Pack, policies []*policy.Policy) source.Problems {
	var problems source.Problems
	for _, g := range pack.Groups {
		for _, c := range g.Cases {
			problems = append(problems, runCase(ctx, g, c, policies)...)
		}
	}
	problems.Sort()
	return problems
}

func runCase(ctx context.Context, g *risk.Group, c risk.Case, policies []*policy.Policy) source.Problems {
	var problems source.Problems
	p := casePolicy(c, policies)
	if p == nil {
		problems.Add(c.Policy.Pos(0), source.Say("there is no policy %q", "没有政策 %q", c.Policy.Value),
			source.DidYouMean(c.Policy.Value, ids(policies)))
		return problems
	}
	result, err := Screen(ctx, Input{
		Roster: c.Roster, Policies: []*policy.Policy{p}, Rules: &risk.Pack{Groups: []*risk.Group{g}},
		AsOf: caseDate(c, p), Workers: 1, Petitions: c.Petitions,
	})
	if err != nil {
		message, hint := told(err)
		problems.Add(c.Pos, source.Say("case %q cannot be screened: %s", "算例 %q 无法排查：%s", c.Name, message), hint)
		return problems
	}
	return compare(c, result)
}

// told gives an error in both languages where it has them.
func told(err error) (message, hint source.Text) {
	var fault source.Fault
	var problems source.Problems
	switch {
	case errors.As(err, &fault):
		return fault.Message, fault.Hint
	case errors.As(err, &problems):
		return problems[0].Message, problems[0].Hint
	}
	return source.Say("%s", "%s", err.Error()), source.Text{}
}

// casePolicy gives the policy that a case writes out or names; nil for none.
func casePolicy(c risk.Case, policies []*policy.Policy) *policy.Policy {
	if c.Inline != nil {
		return c.Inline
	}
	for _, p := range policies {
		if p.ID == c.Policy.Value {
			return p
		}
	}
	return nil
}

func ids(policies []*policy.Policy) []string {
	names := make([]string, len(policies))
	for i, p := range policies {
		names[i] = p.ID
	}
	return names
}

// caseDate gives the date of a case: its own, or when the document was issued,
// or, for a policy without one, when it takes effect.
func caseDate(c risk.Case, p *policy.Policy) lang.Date {
	switch {
	case c.AsOf != nil:
		return *c.AsOf
	case p.Document.Issued != 0:
		return p.Document.Issued
	}
	return p.Effective
}

// compare reports what a case states and did not get, and what it got unstated.
func compare(c risk.Case, result *Result) source.Problems {
	var problems source.Problems
	got := found(result)
	for _, want := range inCaseOrder(c.Expect) {
		if !slices.Contains(got, want) {
			problems.Add(c.Pos,
				source.Say("case %q: rule %s should find %s, but does not", "算例 %q：规则 %s 应命中 %s，实际没有", c.Name, want.Rule, want.Whom()),
				whyNot(result, want))
		}
	}
	for i, finding := range result.Findings {
		if !slices.Contains(c.Expect, got[i]) {
			problems.Add(c.Pos,
				source.Say("case %q: rule %s finds %s, which the case does not state",
					"算例 %q：规则 %s 命中 %s，算例没有写明", c.Name, finding.Rule, got[i].Whom()),
				source.Say("it says: %s", "提示内容：%s", finding.Says))
		}
	}
	return problems
}

func found(result *Result) []risk.Expected {
	got := make([]risk.Expected, len(result.Findings))
	for i, f := range result.Findings {
		got[i] = risk.Expected{Rule: f.Rule, Person: f.Person, Milestone: f.Milestone}
	}
	return got
}

func inCaseOrder(expected []risk.Expected) []risk.Expected {
	return slices.SortedFunc(slices.Values(expected), func(a, b risk.Expected) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Milestone, b.Milestone))
	})
}

// whyNot names the fields for the want of which a rule could not be decided.
func whyNot(result *Result, want risk.Expected) source.Text {
	for _, u := range result.Unsure {
		switch {
		case u.Rule != want.Rule || u.Person != want.Person:
		case len(u.Missing) > 0:
			return source.Say("it cannot be decided without %s", "缺少 %s，无法判定", some(u.Missing))
		default:
			return source.Say("it failed: %s", "计算出错：%s", u.Reason)
		}
	}
	return source.Say("its condition is false", "条件不成立")
}
