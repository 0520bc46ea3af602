package reports

import (
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// A Summary is what a person needs to see first: the same figures as in the
// reports. It has no names; only its gaps hold keys of persons, which are for
// the bureau and not for the committee.
type Summary struct {
	Persons  int
	Policies []PolicySummary    // in the order of the run
	Findings []GrievanceSummary // in the order of [risk.Grievances]
	Gaps     []Gap              // of the most persons first
	Issues   int                // problems of the roster
	Levels   *rules.Levels      // nil for a run without rules
}

// A PolicySummary is what one policy comes to.
type PolicySummary struct {
	Policy *policy.Policy
	Months int64 // of arrears
	Effect
	Groups []GroupSummary // by category and rank, in the order of their codes
}

// A GroupSummary is what a policy comes to for persons of one category and rank.
type GroupSummary struct {
	Label string // 离休 县处级正职
	Effect
}

// An Effect is what a policy means for some persons together. Amounts are yuan;
// Delta and what follows it are yuan a month. Min, Median and Max are of the
// affected, and zero where there are none.
type Effect struct {
	Persons          int
	Status           [4]int // persons by [policy.Status]
	Gain, Lose       int    // persons whose pay rises, falls
	Arrears          lang.Decimal
	Delta            lang.Decimal
	Min, Median, Max lang.Decimal
}

// Affected counts the persons whose pay changes.
func (e Effect) Affected() int { return e.Status[policy.Affected] }

// A GrievanceSummary is what was found of one grievance.
type GrievanceSummary struct {
	Grievance risk.Grievance
	Persons   int           // each once, whatever the rules
	Rules     []RuleSummary // those of the policies themselves, then the gravest first
}

// Findings counts them.
func (s GrievanceSummary) Findings() (n int) {
	for _, r := range s.Rules {
		n += r.Findings
	}
	return n
}

// A RuleSummary is what one rule found of persons under one policy, or one thing
// that it found of the policy itself: then it is of no persons.
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

// Summary gives the figures that a run prints when it is done.
func (m *Model) Summary() Summary {
	s := Summary{Persons: m.census.len(), Gaps: m.gaps(), Issues: len(m.subject.Result.Issues), Levels: m.levels}
	for _, p := range m.policies {
		s.Policies = append(s.Policies, p.summary())
	}
	for _, v := range m.grievanceViews() {
		s.Findings = append(s.Findings, m.grievanceSummary(v))
	}
	return s
}

func (m *Model) grievanceSummary(v grievanceView) GrievanceSummary {
	s := GrievanceSummary{Grievance: v.grievance, Persons: v.persons}
	for _, f := range v.ofPolicy {
		s.Rules = append(s.Rules, RuleSummary{
			Policy: f.Policy, Rule: f.Rule, Title: m.findingTitle(f), Severity: f.Severity,
			Owner: f.Owner, Due: f.Due, Findings: 1,
		})
	}
	for _, r := range v.rules {
		s.Rules = append(s.Rules, RuleSummary{
			Policy: r.policy.ID, Rule: r.rule, Title: r.title, Severity: r.severity,
			Owner: r.owner, Due: r.due, Findings: r.found, Persons: r.persons(),
		})
	}
	return s
}

func (v policyView) summary() PolicySummary {
	s := PolicySummary{Policy: v.policy, Months: v.policy.ArrearsMonths(), Effect: v.total.effect()}
	for _, g := range v.standings {
		s.Groups = append(s.Groups, GroupSummary{Label: g.label, Effect: g.tally.effect()})
	}
	return s
}

func (t tally) effect() Effect {
	e := Effect{
		Persons: t.persons, Status: t.status, Gain: t.gain, Lose: t.lose,
		Arrears: t.arrears, Delta: t.delta,
	}
	if n := len(t.piles); n > 0 {
		e.Min, e.Median, e.Max = t.piles[0].amount, t.median(), t.piles[n-1].amount
	}
	return e
}
