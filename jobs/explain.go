package jobs

import (
	"context"
	"sort"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Question asks about one person of a screening.
type Question struct {
	Person   string       // the key of the roster
	From, To *rules.Month // of the timeline; nil for the ends of [rules.Horizon]
}

// An Explanation says what each policy means for one person, and why.
type Explanation struct {
	Person   string
	AsOf     lang.Date
	Policies []PolicyExplanation // in the order in which they take effect
	Timeline rules.PersonTimeline
	Issues   []roster.Issue // what is wrong with the person's row
	Score    *risk.Score    // over all policies; nil where the person has no points
	Basis    source.Text    // what the score rests on
	Books    *Books
}

// A PolicyExplanation is one policy's calculation and findings.
type PolicyExplanation struct {
	Policy   *policy.Policy
	Outcome  policy.Outcome
	Lines    []policy.Line
	Findings []risk.Finding
	Unsure   []risk.Unsure

	// Besides hold the calculation beside others: by each twin and inversion that the
	// rule files declare, then across the nearest line of the policy, whether there is
	// anybody or not. None of who cannot be told.
	Besides []Beside
}

// Explain screens as [Desk.Run] does, leaves nothing, and explains one person.
func Explain(ctx context.Context, q Request, about Question) (*Explanation, error) {
	books, table, err := q.load(ctx, nil)
	if err != nil {
		return nil, err
	}
	in, err := q.input(ctx, books, table)
	if err != nil {
		return nil, err
	}
	in.Scanning = nil // where findings gather says nothing of one person
	res, err := screen(ctx, in)
	if err != nil {
		return nil, err
	}
	row, err := rowOf(res.Roster, about.Person)
	if err != nil {
		return nil, err
	}
	from, to, err := about.months(res)
	if err != nil {
		return nil, err
	}
	e, err := rowAsked{in, res, row}.explain(ctx)
	if err != nil {
		return nil, err
	}
	e.Timeline = rules.Timeline(res, row, from, to)
	e.Books, e.Score, e.Basis = books, scoreOf(res, about.Person), in.Weights.Basis()
	return e, nil
}

// months gives the months asked for: where a question is silent, from the month
// before anything changes to the end of the horizon.
func (q Question) months(res *rules.Result) (from, to rules.Month, err error) {
	from, to = rules.Horizon(res)
	from--
	if q.From != nil {
		from = *q.From
	}
	if q.To != nil {
		to = *q.To
	}
	if from > to {
		return 0, 0, mistake(source.Say("the months from %s to %s are none", "从 %s 到 %s 没有月份", from, to),
			source.Say("--from must not be later than --to", "--from 不得晚于 --to"))
	}
	return from, to, nil
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

// A rowAsked is one person of a screening, and what was screened.
type rowAsked struct {
	in  rules.Input
	res *rules.Result
	row int
}

func (k rowAsked) explain(ctx context.Context) (*Explanation, error) {
	person := k.res.Roster.Person(k.row)
	e := &Explanation{Person: person, AsOf: k.res.AsOf}
	for _, p := range k.res.Policies {
		besides, err := k.besides(ctx, p)
		if err != nil {
			return nil, err
		}
		e.Policies = append(e.Policies, PolicyExplanation{
			Policy: p.Policy, Outcome: p.Outcomes.At(k.row),
			Lines:    p.Policy.Explain(p.Outcomes.Payroll().Row(k.row), k.res.AsOf),
			Findings: findingsOf(k.res.Findings, p.Policy.ID, person),
			Unsure:   unsureOf(k.res.Unsure, p.Policy.ID, person),
			Besides:  besides,
		})
	}
	for _, i := range k.res.Issues {
		if i.Person == person {
			e.Issues = append(e.Issues, i)
		}
	}
	return e, nil
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
