package reports

import (
	"encoding/csv"
	"io"

	"weiran/rules/policy"
)

var impactHeader = []string{
	"person", "policy", "item", "title", "before", "after", "delta", "arrears", "status", "cite",
}

// An impact is one line of what a policy means for a person: a clause, or the
// reason why there is none.
type impact struct {
	person int
	policy *policy.Policy
	status policy.Status
	item   *policy.Item // nil where no clause applies
	clause policy.Clause
	cite   string
}

// impacts calls visit for every impact, in the order of policies, persons and
// clauses.
func (m *Model) impacts(visit func(impact) error) error {
	for _, p := range m.policies {
		for person, o := range p.outcomes.All() {
			if err := personImpacts(p.policy, person, o, visit); err != nil {
				return err
			}
		}
	}
	return nil
}

func personImpacts(p *policy.Policy, person int, o policy.Outcome, visit func(impact) error) error {
	base := impact{person: person, policy: p, status: o.Status}
	told := o.Status == policy.Affected || o.Status == policy.Unchanged
	if o.Status == policy.OutOfScope {
		base.cite = o.Cite
	}
	if !told || len(o.Clauses) == 0 {
		return visit(base)
	}
	for _, c := range o.Clauses {
		line := base
		line.item, line.clause, line.cite = &p.Items[c.Item], c, p.Items[c.Item].Cite
		if err := visit(line); err != nil {
			return err
		}
	}
	return nil
}

// told reports whether the amounts of the line are known; without a clause
// that holds of an unchanged person, who gets nothing more.
func (i impact) told() bool { return i.item != nil || i.status == policy.Unchanged }

func writeImpacts(m *Model, w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(impactHeader); err != nil {
		return err
	}
	err := m.impacts(func(i impact) error { return out.Write(m.impactRecord(i)) })
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

func (m *Model) impactRecord(i impact) []string {
	record := make([]string, len(impactHeader))
	record[0], record[1] = m.census.keys[i.person], i.policy.ID
	record[8], record[9] = i.status.String(), i.cite
	if i.item != nil {
		record[2], record[3] = i.item.PayItem, i.item.Title
		record[4], record[5] = amountOf(i.clause.Before), amountOf(i.clause.After)
	}
	if i.told() {
		record[6], record[7] = amount(i.clause.Delta), amount(i.clause.Arrears)
	}
	return record
}
