package reports

import (
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

// impactCount gives how many impacts there are: one a clause of whom the policy can
// be told, and one of whom no clause applies to.
func (m *Model) impactCount() int {
	n := 0
	for _, p := range m.policies {
		for _, o := range p.outcomes.All() {
			n++
			if o.Status == policy.Affected || o.Status == policy.Unchanged {
				n += max(0, len(o.Clauses)-1)
			}
		}
	}
	return n
}

func writeImpacts(m *Model, w io.Writer) error {
	rows, err := newCSVRows(w, impactHeader)
	if err != nil {
		return err
	}
	err = m.impacts(func(i impact) error {
		m.impactRow(rows, i)
		return rows.end()
	})
	if err != nil {
		return err
	}
	return rows.flush()
}

func (m *Model) impactRow(row *csvRows, i impact) {
	row.text(m.census.keys.at(i.person))
	row.text(i.policy.ID)
	if i.item != nil {
		row.text(i.item.PayItem)
		row.text(i.item.Title)
		row.amountOf(i.clause.Before)
		row.amountOf(i.clause.After)
	} else {
		row.blank(4)
	}
	if i.told() {
		row.amount(i.clause.Delta)
		row.amount(i.clause.Arrears)
	} else {
		row.blank(2)
	}
	row.text(i.status.String())
	row.text(i.cite)
}
