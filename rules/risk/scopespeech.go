package risk

import (
	"slices"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// hearPart reads the columns of one batch.
func (o *once) hearPart(batch, field int) heard {
	found := heard{}
	r := o.payroll.Roster
	from, _ := r.Span(batch)
	codes := codesOf(r, batch, field)
	hearings := make([]*hearing, len(codes.values))
	for i, v := range codes.values {
		hearings[i] = &hearing{value: v}
	}
	died := r.Schema.Index("died_on")
	for row, status := range o.subject.Outcomes.Part(batch).Status {
		code := codes.of(row)
		if code < 0 {
			continue
		}
		h := hearings[code]
		switch status {
		case policy.Affected:
			h.exists, h.spoken = true, true
		case policy.OutOfScope:
			h.exists = h.exists || !o.outlived(died, from+row)
		default:
			h.exists, h.open = true, true
		}
	}
	for _, h := range hearings {
		found[h.value.String()] = h
	}
	return found
}

// outlived reports whether a person died before the policy takes effect.
func (o *once) outlived(died, row int) bool {
	if died < 0 {
		return false
	}
	v := o.payroll.Roster.Row(row).Field(died)
	return v.Known() && v.Date() < o.subject.Policy.Effective
}

// hearWords reads the outcomes of a batch that columns do not decide, up to the
// first person of each value whom the policy speaks of.
func (o *once) hearWords(batch, field int, all heard) heard {
	found := heard{}
	r := o.payroll.Roster
	from, _ := r.Span(batch)
	codes := codesOf(r, batch, field)
	asked := make([]bool, len(codes.values))
	for i, v := range codes.values {
		asked[i] = all[v.String()].open && !all[v.String()].spoken
	}
	for row, status := range o.subject.Outcomes.Part(batch).Status {
		code := codes.of(row)
		if code < 0 || !asked[code] || status == policy.OutOfScope {
			continue
		}
		if o.speaksOf(from + row) {
			found.of(codes.values[code]).spoken = true
			asked[code] = false
		}
	}
	return found
}

// speaksOf reports whether the policy speaks of a person whose pay it does not
// change.
func (o *once) speaksOf(row int) bool {
	said := o.subject.Outcomes.At(row)
	if said.Status == policy.CannotTell {
		return len(said.Reasons) == 0 || slices.ContainsFunc(said.Reasons, policy.OfHole) || o.inherited(row, said.Reasons)
	}
	return slices.ContainsFunc(said.Clauses, func(c policy.Clause) bool {
		return c.Delta != 0 || o.subject.Policy.Items[c.Item].Sets
	})
}

// inherited reports whether an earlier policy, and not this one, has failed of a
// person.
func (o *once) inherited(row int, reasons []source.Fault) bool {
	person, s := o.payroll.Row(row), o.payroll.Roster.Schema
	var before []source.Text
	for _, item := range s.PayItems() {
		if fault, failed := person.Field(s.Index("pay." + item)).Fault(); failed {
			before = append(before, fault.Message)
		}
	}
	return !slices.ContainsFunc(reasons, func(f source.Fault) bool { return !slices.Contains(before, f.Message) })
}
