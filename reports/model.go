package reports

import (
	"errors"
	"fmt"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// DefaultMinGroup is the fewest persons of whom the committee's report gives an
// amount, where a subject names no other number.
const DefaultMinGroup = 5

// A Subject is what a run hands to its reports.
type Subject struct {
	Run      rules.Run
	Result   *rules.Result
	Pack     *risk.Pack    // the rules of the run; nil for none
	Weights  *risk.Weights // the points of scores; nil for the experts'
	Office   string        // for whom the reports are: 样例县委老干部局
	Title    string        // of the committee's report; empty for one made of the policies
	Sample   bool          // the data is synthetic, and every report says so
	MinGroup int           // fewest persons behind an amount; ≤ 0 means DefaultMinGroup
}

// A Model is what every report is written from: the totals, groups and
// distributions of one run. It is immutable and safe for concurrent use.
type Model struct {
	subject    Subject
	census     census
	policies   []policyView
	cumulative tally // over all policies: one impact a person
	rules      []ruleView
	ofPolicy   []risk.Finding // about the policies themselves, the gravest first
	found      int            // persons who have a finding, each once
	unknowns   []unknownView
	issues     []issueView
	spending   rules.Spending
	levels     *rules.Levels // nil where nothing was asked

	shownSpending []rules.MonthSpent // for the committee
	shownArrears  lang.Decimal       // over all policies, for the committee
}

// A policyView is one policy with its totals.
type policyView struct {
	policy    *policy.Policy
	outcomes  *policy.Outcomes
	total     tally
	shown     tally           // the total as the committee may read it
	cut       personSet       // whose arrears end with their death
	standings []standingTally // by category and rank; none where that parts nobody
}

// A standingTally is the total of those who compare themselves with each other.
type standingTally struct {
	label string
	tally tally
}

// New computes the model of a run. It fails where the result does not fit its
// roster, or where a total is beyond what a [lang.Decimal] holds.
func New(s Subject) (*Model, error) {
	if s.Result == nil || s.Result.Roster == nil {
		return nil, errors.New("a report needs a result with its roster")
	}
	if s.MinGroup <= 0 {
		s.MinGroup = DefaultMinGroup
	}
	m := &Model{subject: s, census: takeCensus(s.Result.Roster)}
	for _, p := range s.Result.Policies {
		view, err := m.viewPolicy(p)
		if err != nil {
			return nil, err
		}
		m.policies = append(m.policies, view)
	}
	if err := m.addUp(); err != nil {
		return nil, err
	}
	if err := m.hideDeaths(); err != nil {
		return nil, err
	}
	if err := m.spend(); err != nil {
		return nil, err
	}
	m.weigh()
	return m, m.viewFindings()
}

func (m *Model) viewPolicy(p rules.PolicyResult) (policyView, error) {
	if p.Outcomes.Len() != m.census.len() {
		return policyView{}, fmt.Errorf("policy %s has %d outcomes for %d persons",
			p.Policy.ID, p.Outcomes.Len(), m.census.len())
	}
	view := policyView{policy: p.Policy, outcomes: p.Outcomes}
	total, err := view.everyone()
	if err != nil {
		return policyView{}, fmt.Errorf("total of policy %s: %w", p.Policy.ID, err)
	}
	view.total = total
	view.standings, err = m.tallyStandings(view)
	return view, err
}

func (m *Model) tallyStandings(v policyView) (tallies []standingTally, err error) {
	standings, ok := m.census.grouping(standing)
	if !ok || len(standings.groups) < 2 {
		return nil, nil // the totals say it all
	}
	all, err := v.tallies(standings)
	if err != nil {
		return nil, fmt.Errorf("total of policy %s: %w", v.policy.ID, err)
	}
	for i, t := range all {
		tallies = append(tallies, standingTally{standings.groups[i].label, t})
	}
	return tallies, nil
}

// addUp counts each person once over all policies: the sum of what they gain.
func (m *Model) addUp() error {
	for person := range m.census.len() {
		sum, err := m.personSum(person)
		if err != nil {
			return fmt.Errorf("total over all policies: %w", err)
		}
		if err := m.cumulative.add(sum); err != nil {
			return fmt.Errorf("total over all policies: %w", err)
		}
	}
	m.cumulative.close()
	return nil
}

// personSum gives what all policies together mean for a person. Whoever cannot
// be told under one policy cannot be told in sum.
func (m *Model) personSum(person int) (sum effect, err error) {
	sum.status = policy.OutOfScope
	cannotTell := false
	for _, p := range m.policies {
		e := p.effect(person)
		cannotTell = cannotTell || e.status == policy.CannotTell
		if e.status == policy.Affected || e.status == policy.Unchanged {
			sum.status = policy.Unchanged
		}
		if sum.delta, err = sum.delta.Add(e.delta); err != nil {
			return sum, err
		}
		if sum.arrears, err = sum.arrears.Add(e.arrears); err != nil {
			return sum, err
		}
	}
	switch {
	case sum.delta != 0 || sum.arrears != 0:
		sum.status = policy.Affected
	case cannotTell:
		sum.status = policy.CannotTell
	}
	return sum, nil
}

// title gives the title of the committee's report.
func (m *Model) title() string {
	switch {
	case m.subject.Title != "":
		return m.subject.Title
	case len(m.policies) == 1:
		return "《" + m.policies[0].policy.Title + "》影响评估报告"
	}
	return fmt.Sprintf("%d 项待遇调整政策影响评估报告", len(m.policies))
}

// policyOf finds a policy by its id.
func (m *Model) policyOf(id string) *policy.Policy {
	for _, p := range m.policies {
		if p.policy.ID == id {
			return p.policy
		}
	}
	return nil
}

// asOf is the day of the run.
func (m *Model) asOf() lang.Date { return m.subject.Result.AsOf }
