package policy

import (
	"weiran/rules/lang"
)

// Gather makes Outcomes of outcomes that were worked out one by one, and keeps
// them as they are. They are one part and have no payroll.
func Gather(list []Outcome) *Outcomes {
	part := newPart(len(list))
	for i, o := range list {
		part.Status[i], part.Months[i] = o.Status, int32(o.Months)
		part.Delta[i], part.Arrears[i] = int64(o.Delta), int64(o.Arrears)
		part.putBefore(i, o.Before)
	}
	return &Outcomes{rows: len(list), list: list, even: max(1, len(list)), parts: []Part{part}}
}

// takeWords moves pay on by outcomes that [Gather] was given.
func (p *Payroll) takeWords(list []Outcome) {
	own := map[int]bool{}
	for row, o := range list {
		batch, at := p.Roster.Place(row)
		for _, paid := range o.Paid {
			field := p.Roster.Schema.Index("pay." + paid.PayItem)
			if !own[field] {
				own[field] = true
				p.changed[field] = p.copied(field)
			}
			p.changed[field][batch].put(at, paid.Value)
		}
	}
}

// copied gives what is paid by now of a pay item, to be changed.
func (p *Payroll) copied(field int) []pay {
	pays := make([]pay, len(p.Roster.Batches))
	for batch := range pays {
		from := p.pay(batch, field)
		pays[batch] = from.clone()
	}
	return pays
}

// unsettled gives what an outcome leaves of a pay item where that is not known;
// ok is false where it is, or the outcome does not name it.
func (o *Outcome) unsettled(payItem string) (v lang.Value, ok bool) {
	for _, paid := range o.Paid {
		if paid.PayItem == payItem {
			return paid.Value, !paid.Value.Known()
		}
	}
	return lang.Value{}, false
}
