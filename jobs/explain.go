package jobs

import (
	"context"
	"sort"

	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// An Explanation says what each policy means for one person, and why.
type Explanation struct {
	Person   string
	Policies []PolicyExplanation // in the order in which they take effect
	Issues   []roster.Issue      // what is wrong with the person's row
	Books    *Books
}

// A PolicyExplanation is one policy's calculation and findings.
type PolicyExplanation struct {
	Policy   *policy.Policy
	Outcome  policy.Outcome
	Lines    []policy.Line
	Findings []risk.Finding
	Unsure   []risk.Unsure
}

// Explain screens as [Desk.Run] does, leaves nothing, and explains one person by
// their key.
func Explain(ctx context.Context, q Request, person string) (*Explanation, error) {
	books, table, err := q.load(ctx, nil)
	if err != nil {
		return nil, err
	}
	res, err := screen(ctx, q.input(books, table))
	if err != nil {
		return nil, err
	}
	row, err := rowOf(res.Roster, person)
	if err != nil {
		return nil, err
	}
	e := explainRow(res, row)
	e.Books = books
	return e, nil
}

// rowOf finds a person in a roster that is sorted by key.
func rowOf(r *roster.Roster, person string) (int, error) {
	row := sort.Search(r.Len(), func(i int) bool { return r.Person(i) >= person })
	if row < r.Len() && r.Person(row) == person {
		return row, nil
	}
	keys := make([]string, r.Len())
	for i := range keys {
		keys[i] = r.Person(i)
	}
	hint := source.Say("a person is named by the key of the roster", "请使用名册中的人员编号")
	if near := source.Nearest(person, keys); near != "" {
		hint = source.DidYouMean(person, []string{near})
	}
	return 0, mistake(source.Say("the roster has no person %q", "名册中没有人员 %q", person), hint)
}

func explainRow(res *rules.Result, row int) *Explanation {
	person := res.Roster.Person(row)
	e := &Explanation{Person: person}
	for _, p := range res.Policies {
		e.Policies = append(e.Policies, PolicyExplanation{
			Policy: p.Policy, Outcome: p.Outcomes.At(row), Lines: p.Policy.Explain(p.Outcomes.Payroll().Row(row), res.AsOf),
			Findings: findingsOf(res.Findings, p.Policy.ID, person),
			Unsure:   unsureOf(res.Unsure, p.Policy.ID, person),
		})
	}
	for _, i := range res.Issues {
		if i.Person == person {
			e.Issues = append(e.Issues, i)
		}
	}
	return e
}

func findingsOf(all []risk.Finding, policyID, person string) (of []risk.Finding) {
	for i := range all {
		if f := &all[i]; f.Policy == policyID && f.Person == person {
			of = append(of, *f)
		}
	}
	return of
}

func unsureOf(all []risk.Unsure, policyID, person string) (of []risk.Unsure) {
	for i := range all {
		if u := &all[i]; u.Policy == policyID && u.Person == person {
			of = append(of, *u)
		}
	}
	return of
}
