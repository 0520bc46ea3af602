package reports

import (
	"cmp"
	"fmt"
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
	members   []int32 // the persons found, in order, each once
	total     tally   // of them
	advice    []string
	beside    []besideView
}

// viewFindings gathers the findings of persons by policy and rule, the gravest
// first, and what could not be decided.
func (m *Model) viewFindings() error {
	findings := m.subject.Result.Findings
	at := map[[2]string][]int{}
	var order [][2]string
	ofPersons, err := m.setApart()
	if err != nil {
		return err
	}
	for _, i := range ofPersons {
		f := &findings[i]
		key := [2]string{f.Policy, f.Rule}
		if at[key] == nil {
			order = append(order, key)
		}
		at[key] = append(at[key], i)
	}
	found := newPersonSet(m.census.len())
	for _, key := range order {
		view, err := m.viewRule(at[key], found)
		if err != nil {
			return err
		}
		m.rules = append(m.rules, view)
	}
	m.found = found.count()
	slices.SortStableFunc(m.rules, graver)
	if err := m.viewUnknowns(); err != nil {
		return err
	}
	return m.viewIssues()
}

// persons counts the persons found.
func (v ruleView) persons() int { return len(v.members) }

func graver(a, b ruleView) int {
	return cmp.Or(
		cmp.Compare(rankOf(severities, a.severity), rankOf(severities, b.severity)),
		cmp.Compare(b.points, a.points),
		cmp.Compare(b.persons(), a.persons()),
		cmp.Compare(a.rule, b.rule))
}

// viewRule sums up the findings of one rule under one policy, and adds their
// persons to those found.
func (m *Model) viewRule(places []int, found personSet) (ruleView, error) {
	first := m.subject.Result.Findings[places[0]]
	view := ruleView{
		policy: m.policyOf(first.Policy), rule: first.Rule, title: m.ruleTitle(first.Rule),
		severity: first.Severity, grievance: first.Grievance, owner: first.Owner,
		due: first.Due, cite: first.Cite, points: first.Points, found: len(places),
	}
	if view.policy == nil {
		return view, fmt.Errorf("finding %s names policy %s, which was not screened", first.ID, first.Policy)
	}
	var members []int32
	for _, i := range places {
		f := &m.subject.Result.Findings[i]
		view.due = min(view.due, f.Due)
		if row, ok := m.census.row(f.Person); ok {
			members = append(members, int32(row))
			found.add(row)
		}
	}
	slices.Sort(members)
	members = slices.Compact(members)
	view.members = members
	view.advice = m.sharedAdvice(places)
	var err error
	if view.beside, err = m.besideViews(places); err != nil {
		return view, err
	}
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
		for _, r := range g.All() {
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
func (m *Model) sharedAdvice(places []int) []string {
	findings := m.subject.Result.Findings
	said := map[string]int{}
	for _, i := range places {
		said[findings[i].Advice]++
	}
	var advice []string
	for words, times := range said {
		if words != "" && (times >= m.subject.MinGroup || m.isPlain(words, findings[places[0]])) {
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

// ranked gives the places of the findings in the order of the ledger: those of the
// policies themselves, then the gravest first, then by rule and person.
func (m *Model) ranked() []int32 {
	findings := m.subject.Result.Findings
	places := make([]int32, len(findings))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortStableFunc(places, func(i, j int32) int {
		a, b := &findings[i], &findings[j]
		return cmp.Or(
			policyFirst(a, b),
			cmp.Compare(rankOf(severities, a.Severity), rankOf(severities, b.Severity)),
			cmp.Compare(b.Points, a.Points),
			cmp.Compare(a.Policy, b.Policy),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Person, b.Person))
	})
	return places
}

// policyFirst puts what is of a policy itself before what is of persons.
func policyFirst(a, b *risk.Finding) int {
	switch {
	case a.OfPolicy() == b.OfPolicy():
		return 0
	case a.OfPolicy():
		return -1
	}
	return 1
}
