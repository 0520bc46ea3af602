package reports

import (
	"cmp"
	"fmt"
	"slices"

	"weiran/rules/risk"
)

// An ofPolicyCard is what the committee reads of one finding about a policy
// itself: it names no person, and so may say all that it says.
type ofPolicyCard struct {
	Title, Severity, Class, Grievance, Policy string
	Says, Advice, Owner, Due, Cite            string
}

// ofPolicyCards gives the findings about the policies themselves, the gravest
// first.
func (m *Model) ofPolicyCards() []ofPolicyCard {
	var cards []ofPolicyCard
	for _, f := range m.ofPolicy {
		cards = append(cards, ofPolicyCard{
			Title: m.findingTitle(f), Severity: say(severities, f.Severity), Class: f.Severity,
			Grievance: risk.GrievanceLabel(f.Grievance), Policy: m.policyOf(f.Policy).Title,
			Says: f.Says, Advice: f.Advice,
			Owner: cmp.Or(f.Owner, "—"), Due: longDate(f.Due), Cite: cmp.Or(f.Cite, "—"),
		})
	}
	return cards
}

// setApart takes the findings about the policies themselves from those of
// persons, and gives the places of the latter.
func (m *Model) setApart() (ofPersons []int, err error) {
	for i, f := range m.subject.Result.Findings {
		if !f.OfPolicy() {
			ofPersons = append(ofPersons, i)
			continue
		}
		if m.policyOf(f.Policy) == nil {
			return nil, fmt.Errorf("finding %s names policy %s, which was not screened", f.ID, f.Policy)
		}
		m.ofPolicy = append(m.ofPolicy, f)
	}
	slices.SortStableFunc(m.ofPolicy, func(a, b risk.Finding) int {
		return cmp.Or(
			cmp.Compare(rankOf(severities, a.Severity), rankOf(severities, b.Severity)),
			cmp.Compare(b.Points, a.Points))
	})
	return ofPersons, nil
}

// findingTitle names what was found: the rule, and the milestone where there are
// several that it may have found.
func (m *Model) findingTitle(f risk.Finding) string {
	title := m.ruleTitle(f.Rule)
	if f.Milestone == "" {
		return title
	}
	for _, step := range m.policyOf(f.Policy).Milestones {
		if step.ID == f.Milestone {
			return title + "：" + step.Title
		}
	}
	return title + "：" + f.Milestone
}

// ofPolicyConclusion says what is wrong with the policies themselves, if anything
// is.
func (m *Model) ofPolicyConclusion() []string {
	if len(m.ofPolicy) == 0 {
		return nil
	}
	first := m.ofPolicy[0]
	return []string{fmt.Sprintf("政策本身有 %s 个问题，最应先办的是“%s”，由%s于%s前答复。",
		count(len(m.ofPolicy)), m.findingTitle(first), cmp.Or(first.Owner, "责任单位"), longDate(first.Due))}
}

// foundNote says how many persons the findings are of, and what is wrong with the
// policies themselves.
func (m *Model) foundNote() string {
	note := fmt.Sprintf("涉及 %s 人，其中高风险 %s 条", count(m.found), count(m.findingsOf("high")))
	if n := len(m.ofPolicy); n > 0 {
		note += fmt.Sprintf("；另有政策层面的问题 %s 个", count(n))
	}
	return note
}
