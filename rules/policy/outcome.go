package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Status says how a policy touches a person.
type Status uint8

// Every person has exactly one status under a policy.
const (
	Affected   Status = iota // some pay item changes
	Unchanged                // in scope, and no pay item changes
	OutOfScope               // the scope says no
	CannotTell               // an unknown field, or a table without a row
)

var (
	statusNames  = [...]string{"affected", "unchanged", "out_of_scope", "cannot_tell"}
	statusLabels = [...]string{"有变化", "无变化", "不在范围", "无法判定"}
)

// String gives the status's name in files.
func (s Status) String() string { return statusNames[s] }

// Label gives the status in Chinese.
func (s Status) Label() string { return statusLabels[s] }

// A Clause is one item that applies to a person. Amounts are yuan a month.
type Clause struct {
	Item    int        // index into Policy.Items
	Before  lang.Value // running value before the item; unknown where pay is
	After   lang.Value
	Delta   lang.Decimal
	Arrears lang.Decimal // yuan in all
}

// An Outcome is what a policy means for one person.
type Outcome struct {
	Status  Status
	Clauses []Clause       // the items that apply; nil unless affected or unchanged
	Before  lang.Value     // Σ paid now over the pay items the policy changes, or the standard of the day before; unknown where one is
	After   lang.Value     // Before + Delta; unknown where Before is, and of cannot_tell
	Delta   lang.Decimal   // yuan a month, over all items; 0 unless affected
	Arrears lang.Decimal   // yuan in all; 0 unless affected
	Months  int64          // months of arrears; 0 unless affected or unchanged
	Cite    string         // the clause that leaves a person out; out_of_scope only, empty where death did
	Missing []string       // dotted fields that would decide, sorted; cannot_tell only
	Reasons []source.Fault // what failed: no row in a table, an overflow; cannot_tell only
	Paid    []Paid         // what each changed pay item comes to, in the order of PayItems
}

// Paid is the value of one pay item after the policy. Where what is paid now is
// unknown it is unknown under the pay item's own dotted name. Of a person who
// cannot be told it is what keeps the person open, the missing fields or else the
// failure: the next policy has nothing to build on, and names the same.
type Paid struct {
	PayItem string
	Value   lang.Value
}

// outcome gathers what the items came to.
func (c *calculation) outcome() Outcome {
	paid := c.policy.before(c.frame.person)
	if c.outside {
		return Outcome{Status: OutOfScope, Before: paid, After: paid, Cite: c.leftOutBy, Paid: c.policy.paidNow(c.frame.person)}
	}
	before := c.before(paid)
	delta, arrears, after := c.totals(before)
	if c.open {
		return c.cannotTell(paid)
	}
	o := Outcome{
		Status: Unchanged, Clauses: c.clauses, Months: c.months,
		Before: before, After: after, Paid: c.paidAfter(),
	}
	o.Delta, _ = delta.Decimal()
	o.Arrears, _ = arrears.Decimal()
	if slices.ContainsFunc(c.net, func(d lang.Decimal) bool { return d != 0 }) {
		o.Status = Affected
	}
	return o
}

// before gives what a person is paid now over the pay items that the policy
// changes. One that failed under an earlier policy is as unknown as an empty one.
func (p *Policy) before(person lang.Row) lang.Value {
	total, known := lang.DecimalOf(0), true
	var missing []string
	for _, slot := range p.changed {
		v := p.paid(person, slot)
		known = known && v.Known()
		missing = append(missing, v.Missing()...)
		total = sum(total, v)
	}
	if !known {
		slices.Sort(missing)
		return lang.Unknown(slices.Compact(missing)...)
	}
	return total
}

// totals gives the monthly difference and the arrears over all clauses, and what
// is paid after them. One that overflows keeps the person open.
func (c *calculation) totals(before lang.Value) (delta, arrears, after lang.Value) {
	delta, arrears = lang.DecimalOf(0), lang.DecimalOf(0)
	for _, clause := range c.clauses {
		delta = sum(delta, lang.DecimalOf(clause.Delta))
		arrears = sum(arrears, lang.DecimalOf(clause.Arrears))
	}
	after = sum(before, delta)
	for _, v := range []lang.Value{delta, arrears, after} {
		if _, failed := v.Fault(); failed {
			c.settled(v)
		}
	}
	return delta, arrears, after
}

// cannotTell gives the outcome of a person for whom something is missing or
// failed.
func (c *calculation) cannotTell(before lang.Value) Outcome {
	return c.policy.untold(before, newDoubt(c.deciding(), c.faults()))
}

// untold gives the outcome of a person about whom there is a doubt.
func (p *Policy) untold(before lang.Value, why *doubt) Outcome {
	o := Outcome{Status: CannotTell, Before: before, Missing: why.missing, Reasons: why.faults}
	o.After = lang.Unknown(o.Missing...)
	for _, slot := range p.changed {
		o.Paid = append(o.Paid, Paid{PayItem: p.layout.payItems[slot], Value: why.paid})
	}
	return o
}

// deciding gives the fields that would decide, sorted. A running value is no
// field that anyone could fill in: it stands for what is paid now where that is
// missing, and else for what already keeps an earlier item open.
func (c *calculation) deciding() []string {
	var fields []string
	for _, name := range c.missing {
		payItem, running := strings.CutPrefix(name, "after.")
		if !running {
			fields = append(fields, name)
			continue
		}
		slot := c.policy.layout.slot(payItem)
		fields = append(fields, c.policy.paid(c.frame.person, slot).Missing()...)
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// faults gives each reason once, in the order of the items.
func (c *calculation) faults() []source.Fault {
	var faults []source.Fault
	for _, f := range c.reasons {
		if !slices.Contains(faults, f) {
			faults = append(faults, f)
		}
	}
	return faults
}

// paidNow gives the changed pay items as they are before the policy.
func (p *Policy) paidNow(person lang.Row) []Paid {
	var paid []Paid
	for _, slot := range p.changed {
		paid = append(paid, Paid{PayItem: p.layout.payItems[slot], Value: p.paid(person, slot)})
	}
	return paid
}

// paidAfter gives the changed pay items as they are after the policy.
func (c *calculation) paidAfter() []Paid {
	paid := c.policy.paidNow(c.frame.person)
	for i, slot := range c.policy.changed {
		if v := c.frame.running[slot]; v.Known() {
			paid[i].Value = v
		}
	}
	return paid
}
