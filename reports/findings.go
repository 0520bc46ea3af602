package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// A ruleView is what one rule found under one policy.
type ruleView struct {
	policy    *policy.Policy
	rule      string
	title     string
	severity  string
	grievance string
	owner     string
	due       lang.Date // the earliest
	cite      string
	points    int64
	found     int
	persons   int
	total     tally // of the persons found
	advice    []string
}

// viewFindings gathers the findings by policy and rule, the gravest first, and
// what could not be decided.
func (m *Model) viewFindings() error {
	findings := m.subject.Result.Findings
	at := map[string][]risk.Finding{}
	var order []string
	for _, f := range findings {
		key := f.Policy + "\x1f" + f.Rule
		if at[key] == nil {
			order = append(order, key)
		}
		at[key] = append(at[key], f)
	}
	for _, key := range order {
		view, err := m.viewRule(at[key])
		if err != nil {
			return err
		}
		m.rules = append(m.rules, view)
	}
	slices.SortStableFunc(m.rules, graver)
	if err := m.viewUnknowns(); err != nil {
		return err
	}
	return m.viewIssues()
}

func graver(a, b ruleView) int {
	return cmp.Or(
		cmp.Compare(rankOf(severities, a.severity), rankOf(severities, b.severity)),
		cmp.Compare(b.points, a.points),
		cmp.Compare(b.persons, a.persons),
		cmp.Compare(a.rule, b.rule))
}

// viewRule sums up the findings of one rule under one policy.
func (m *Model) viewRule(findings []risk.Finding) (ruleView, error) {
	first := findings[0]
	view := ruleView{
		policy: m.policyOf(first.Policy), rule: first.Rule, title: m.ruleTitle(first.Rule),
		severity: first.Severity, grievance: first.Grievance, owner: first.Owner,
		due: first.Due, cite: first.Cite, points: first.Points, found: len(findings),
	}
	if view.policy == nil {
		return view, fmt.Errorf("finding %s names policy %s, which was not screened", first.ID, first.Policy)
	}
	var members []int
	for _, f := range findings {
		view.due = min(view.due, f.Due)
		if row, ok := m.census.rows[f.Person]; ok {
			members = append(members, row)
		}
	}
	slices.Sort(members)
	members = slices.Compact(members)
	view.persons = len(members)
	view.advice = m.sharedAdvice(findings)
	var err error
	view.total, err = m.viewOf(first.Policy).tally(members)
	return view, err
}

func (m *Model) viewOf(id string) policyView {
	i := slices.IndexFunc(m.policies, func(v policyView) bool { return v.policy.ID == id })
	return m.policies[i]
}

// ruleOf finds a rule by its id; without a pack there is none.
func (m *Model) ruleOf(id string) *risk.Rule {
	if m.subject.Pack == nil {
		return nil
	}
	for _, g := range m.subject.Pack.Groups {
		for _, r := range g.Rules {
			if r.ID == id {
				return r
			}
		}
	}
	return nil
}

func (m *Model) ruleTitle(id string) string {
	if r := m.ruleOf(id); r != nil {
		return r.Title
	}
	return id
}

// sharedAdvice gives the advice that says nothing of one person: what is said of
// enough persons in the same words, or what the rule says of everybody.
func (m *Model) sharedAdvice(findings []risk.Finding) []string {
	said := map[string]int{}
	for _, f := range findings {
		said[f.Advice]++
	}
	var advice []string
	for words, times := range said {
		if words != "" && (times >= m.subject.MinGroup || m.isPlain(words, findings[0])) {
			advice = append(advice, words)
		}
	}
	slices.SortFunc(advice, func(a, b string) int {
		return cmp.Or(cmp.Compare(said[b], said[a]), cmp.Compare(a, b))
	})
	return advice[:min(len(advice), 3)]
}

// isPlain reports whether the advice of a finding names nothing but its policy:
// it reads the same when said of nobody.
func (m *Model) isPlain(advice string, f risk.Finding) bool {
	rule, p := m.ruleOf(f.Rule), m.policyOf(f.Policy)
	if rule == nil || rule.Advice == nil {
		return false
	}
	return without(advice, p.Document.Number, p.Title) == impersonal(rule.Advice)
}

// ranked gives the findings in the order of the ledger: the gravest first, then
// by rule and person.
func (m *Model) ranked() []risk.Finding {
	findings := slices.Clone(m.subject.Result.Findings)
	slices.SortStableFunc(findings, func(a, b risk.Finding) int {
		return cmp.Or(
			cmp.Compare(rankOf(severities, a.Severity), rankOf(severities, b.Severity)),
			cmp.Compare(b.Points, a.Points),
			cmp.Compare(a.Policy, b.Policy),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Person, b.Person))
	})
	return findings
}

// writeFindings writes the findings as a JSON array, in the order of the run.
func writeFindings(m *Model, w io.Writer) error {
	list := newJSONList(w)
	for _, f := range m.subject.Result.Findings {
		if f.Trace == nil {
			f.Trace = []risk.TraceValue{}
		}
		if err := list.add(f); err != nil {
			return err
		}
	}
	return list.end()
}
