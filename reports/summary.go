package reports

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A Summary is what a person needs to see first: the same figures as in the
// reports, without names or keys.
type Summary struct {
	Persons    int
	Policies   []PolicySummary // in the order of the run
	Findings   []RuleSummary   // the gravest first
	Unknowns   []FieldSummary  // by policy, then the most persons first
	RosterRows int             // problems of the roster
}

// A PolicySummary is what one policy comes to. Amounts are yuan; Delta and what
// follows it are yuan a month. Min, Median and Max are of the affected, and zero
// where there are none.
type PolicySummary struct {
	Policy           *policy.Policy
	Status           [4]int // persons by [policy.Status]
	Gain, Lose       int    // persons whose pay rises, falls
	Months           int64  // of arrears
	Arrears          lang.Decimal
	Delta            lang.Decimal
	Min, Median, Max lang.Decimal
}

// A RuleSummary is what one rule found under one policy.
type RuleSummary struct {
	Policy   string
	Rule     string
	Title    string
	Severity string
	Owner    string
	Due      lang.Date // the earliest
	Findings int
	Persons  int
}

// A FieldSummary counts the persons of whom a field would tell something.
type FieldSummary struct {
	Policy   string
	Label    string // empty where no field is missing, but a table lacks a row
	Outcomes int    // persons whose outcome it would tell
	Rules    int    // persons of whom it would decide a rule
}

// Summary gives the figures that a run prints when it is done.
func (m *Model) Summary() Summary {
	s := Summary{Persons: m.census.len(), RosterRows: len(m.subject.Result.Issues)}
	for _, p := range m.policies {
		s.Policies = append(s.Policies, p.summary())
		for _, u := range m.unknownsOf(p.policy.ID) {
			s.Unknowns = append(s.Unknowns, FieldSummary{u.policy, u.field, u.outcomes, u.rules})
		}
	}
	for _, r := range m.rules {
		s.Findings = append(s.Findings, RuleSummary{
			Policy: r.policy.ID, Rule: r.rule, Title: r.title, Severity: r.severity,
			Owner: r.owner, Due: r.due, Findings: r.found, Persons: r.persons,
		})
	}
	return s
}

func (v policyView) summary() PolicySummary {
	t := v.total
	s := PolicySummary{
		Policy: v.policy, Status: t.status, Gain: t.gain, Lose: t.lose,
		Months: v.policy.ArrearsMonths(), Arrears: t.arrears, Delta: t.delta,
	}
	if n := len(t.deltas); n > 0 {
		s.Min, s.Median, s.Max = t.deltas[0], t.median(), t.deltas[n-1]
	}
	return s
}
