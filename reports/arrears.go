package reports

import (
	"fmt"

	"weiran/rules/lang"
)

// The committee reads both what a policy brings a month and what arrears it pays.
// Every month of the one makes the other, less what those do not get who died in
// between: the difference is theirs alone. Where they are few, arrears are shown as
// if nobody had died.

// viewCuts finds the persons whose arrears end with their death.
func (v *policyView) viewCuts() error {
	v.cut = newPersonSet(v.outcomes.Len())
	for person := range v.outcomes.Len() {
		e := v.effect(person)
		whole, err := v.wholeArrears(e.delta)
		if err != nil {
			return fmt.Errorf("arrears of policy %s: %w", v.policy.ID, err)
		}
		if whole != e.arrears {
			v.cut.add(person)
		}
	}
	return nil
}

// wholeArrears gives the arrears of a difference for all months of the policy's
// arrears.
func (v *policyView) wholeArrears(delta lang.Decimal) (lang.Decimal, error) {
	months, ok := lang.DecimalFromInt(v.policy.ArrearsMonths())
	if !ok {
		return 0, lang.ErrOverflow
	}
	return delta.Mul(months)
}

// hideDeaths works out the arrears that the committee may read: of each policy and
// of all together.
func (m *Model) hideDeaths() error {
	m.shownArrears = m.cumulative.arrears
	for i := range m.policies {
		v := &m.policies[i]
		if err := v.viewCuts(); err != nil {
			return err
		}
		v.shown = v.total
		if !m.few(v.cut.count()) {
			continue
		}
		whole, err := v.wholeArrears(v.total.delta)
		if err != nil {
			return fmt.Errorf("arrears of policy %s: %w", v.policy.ID, err)
		}
		v.shown.arrears = whole
		if m.shownArrears, err = m.exchange(v); err != nil {
			return fmt.Errorf("arrears of all policies: %w", err)
		}
	}
	return nil
}

// exchange puts the arrears of a policy that may be read in place of its own.
func (m *Model) exchange(v *policyView) (lang.Decimal, error) {
	without, err := m.shownArrears.Sub(v.total.arrears)
	if err != nil {
		return 0, err
	}
	return without.Add(v.shown.arrears)
}

// hidesDeaths reports whether the arrears of a policy are shown as if nobody had
// died.
func (m *Model) hidesDeaths(v policyView) bool { return m.few(v.cut.count()) }

// pretendNobodyDied shows the arrears of a table as if nobody had died.
func (b *breaker) pretendNobodyDied(table breakdown) (err error) {
	for i := range table.rows {
		t := &table.rows[i].tally
		if t.arrears, err = b.policy.wholeArrears(t.delta); err != nil {
			return fmt.Errorf("arrears of %s: %w", table.rows[i].label, err)
		}
	}
	return nil
}

// deathsNote says of arrears what they leave out.
func (m *Model) deathsNote() string {
	return fmt.Sprintf("去世人员不足 %d 人，为免推知其金额，补发未扣减其去世后的部分，扣减后的数额见本单位台账", m.subject.MinGroup)
}
