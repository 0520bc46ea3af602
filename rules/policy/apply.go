package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// Apply works out the policy for one person. The row is a roster row: field i is
// field i of the schema. The row's pay is what is paid before this policy.
//
// One who died before the effective date is out of scope; one who died later is
// owed arrears up to and including the month of death. Where several items
// cannot be told, the outcome names the missing fields and the reasons of all.
func (p *Policy) Apply(person lang.Row, asOf lang.Date) Outcome {
	c := p.begin(person, asOf)
	if c.covers() {
		for i := range p.Items {
			c.take(&p.Items[i], i)
		}
	}
	return c.outcome()
}

// A calculation is one policy being applied to one person.
type calculation struct {
	policy  *Policy
	frame   *frame
	months  int64          // of arrears for this person
	outside bool           // the scope says no
	net     []lang.Decimal // what has been added to each pay item, by slot
	clauses []Clause
	missing []string
	reasons []source.Fault
}

func (p *Policy) begin(person lang.Row, asOf lang.Date) *calculation {
	return &calculation{
		policy: p,
		frame:  p.frame(person, asOf),
		months: p.ArrearsMonths(),
		net:    make([]lang.Decimal, len(p.layout.payItems)),
	}
}

// covers decides the scope, and reports whether the items are to be looked at.
func (c *calculation) covers() bool {
	if died, ok := c.died(); ok {
		if died < c.policy.Effective {
			c.outside = true
			return false
		}
		c.months = min(c.months, c.policy.Effective.CalendarMonths(died)+1)
	}
	in := c.holds(c.policy.Scope.When)
	c.outside = in.Known() && !in.Bool()
	return c.settled(in) && in.Bool()
}

// died gives the day of death. An empty cell is no recorded death.
func (c *calculation) died() (lang.Date, bool) {
	if c.policy.layout.died < 0 {
		return 0, false
	}
	v := c.frame.person.Field(c.policy.layout.died)
	return v.Date(), v.Known()
}

// holds evaluates a condition; an absent one is true.
func (c *calculation) holds(when *lang.Expr) lang.Value {
	if when == nil {
		return lang.BoolOf(true)
	}
	return when.Eval(c.frame)
}

// settled reports whether a value is known, and notes why where it is not.
func (c *calculation) settled(v lang.Value) bool {
	if fault, failed := v.Fault(); failed {
		c.reasons = append(c.reasons, fault)
		return false
	}
	if !v.Known() {
		c.missing = append(c.missing, v.Missing()...)
		return false
	}
	return true
}

// A verdict says what became of an item.
type verdict uint8

const (
	undecided verdict = iota // a field is missing, or something failed
	skipped                  // its condition is false
	applied
)

// take applies one item: it moves the running value of its pay item on and
// notes the clause, or why there is none.
func (c *calculation) take(item *Item, index int) verdict {
	slot := c.policy.layout.slot(item.PayItem)
	when := c.holds(item.When)
	if !c.settled(when) {
		c.forget(slot)
		return undecided
	}
	if !when.Bool() {
		return skipped
	}
	amount := c.amount(item)
	if !c.settled(amount) {
		c.forget(slot)
		return undecided
	}
	clause, why := c.clause(item, slot, amount)
	c.frame.running[slot] = clause.After
	if !c.settled(why) {
		return undecided
	}
	clause.Item = index
	c.clauses = append(c.clauses, clause)
	return applied
}

// forget makes the running value of a pay item unknown, because an item that
// might have changed it could not be decided.
func (c *calculation) forget(slot int) {
	c.frame.running[slot] = lang.Unknown("after." + c.policy.layout.payItems[slot])
}

// amount evaluates and rounds the amount of an item.
func (c *calculation) amount(item *Item) lang.Value {
	v := item.Amount.Eval(c.frame)
	if !v.Known() {
		return v
	}
	d, ok := v.Decimal()
	if !ok {
		return exact(0, lang.ErrOverflow)
	}
	return exact(d.Round(item.Rounding.To, item.Rounding.Mode))
}

// exact gives the result of decimal arithmetic as a value.
func exact(d lang.Decimal, err error) lang.Value {
	if err != nil {
		return lang.Failed(faultOf(err))
	}
	return lang.DecimalOf(d)
}

// clause works out what an amount does to a pay item. The second value is the
// difference again, or why there is none.
func (c *calculation) clause(item *Item, slot int, amount lang.Value) (Clause, lang.Value) {
	clause := Clause{Before: c.frame.running[slot], After: amount}
	delta := amount
	if item.Sets {
		delta = difference(amount, clause.Before)
	} else {
		clause.After = sum(clause.Before, amount)
	}
	if !delta.Known() {
		return clause, delta
	}
	if _, failed := clause.After.Fault(); failed {
		return clause, clause.After
	}
	clause.Delta, _ = delta.Decimal()
	arrears := c.arrears(clause.Delta)
	clause.Arrears, _ = arrears.Decimal()
	net := exact(c.net[slot].Add(clause.Delta))
	c.net[slot], _ = net.Decimal()
	for _, part := range []lang.Value{arrears, net} {
		if !part.Known() {
			return clause, part
		}
	}
	return clause, delta
}

// arrears gives what a monthly difference comes to over the months of arrears.
func (c *calculation) arrears(delta lang.Decimal) lang.Value {
	months, ok := lang.DecimalFromInt(c.months)
	if !ok {
		return exact(0, lang.ErrOverflow)
	}
	return exact(delta.Mul(months))
}

// sum adds two amounts; what is unknown or failed in either stays so.
func sum(a, b lang.Value) lang.Value { return combine(a, b, lang.Decimal.Add) }

// difference takes b from a; what is unknown or failed in either stays so.
func difference(a, b lang.Value) lang.Value { return combine(a, b, lang.Decimal.Sub) }

func combine(a, b lang.Value, op func(d, e lang.Decimal) (lang.Decimal, error)) lang.Value {
	for _, v := range []lang.Value{a, b} {
		if !v.Known() {
			return v
		}
	}
	d, _ := a.Decimal()
	e, _ := b.Decimal()
	return exact(op(d, e))
}

// outcome gathers what the items came to.
func (c *calculation) outcome() Outcome {
	before := c.before()
	if c.outside {
		return Outcome{Status: OutOfScope, Before: before, After: before, Paid: c.paidNow()}
	}
	delta, arrears := c.totals()
	after := sum(before, delta)
	for _, v := range []lang.Value{delta, arrears, after} {
		if _, failed := v.Fault(); failed {
			c.settled(v)
		}
	}
	if len(c.missing)+len(c.reasons) > 0 {
		return c.cannotTell(before)
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

// before gives what the person is paid now over the pay items that the policy
// changes.
func (c *calculation) before() lang.Value {
	total := lang.DecimalOf(0)
	var missing []string
	for _, slot := range c.policy.changed() {
		v := c.policy.paid(c.frame.person, slot)
		missing = append(missing, v.Missing()...)
		total = sum(total, v)
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return lang.Unknown(missing...)
	}
	return total
}

// totals gives the monthly difference and the arrears over all clauses.
func (c *calculation) totals() (delta, arrears lang.Value) {
	delta, arrears = lang.DecimalOf(0), lang.DecimalOf(0)
	for _, clause := range c.clauses {
		delta = sum(delta, lang.DecimalOf(clause.Delta))
		arrears = sum(arrears, lang.DecimalOf(clause.Arrears))
	}
	return delta, arrears
}

// cannotTell gives the outcome of a person for whom something is missing or
// failed.
func (c *calculation) cannotTell(before lang.Value) Outcome {
	o := Outcome{Status: CannotTell, Before: before, Missing: c.deciding(), Reasons: c.faults()}
	o.After = lang.Unknown(o.Missing...)
	for _, name := range c.policy.PayItems() {
		o.Paid = append(o.Paid, Paid{PayItem: name, Value: lang.Unknown("pay." + name)})
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
func (c *calculation) paidNow() []Paid {
	var paid []Paid
	for _, slot := range c.policy.changed() {
		paid = append(paid, Paid{PayItem: c.policy.layout.payItems[slot], Value: c.policy.paid(c.frame.person, slot)})
	}
	return paid
}

// paidAfter gives the changed pay items as they are after the policy.
func (c *calculation) paidAfter() []Paid {
	paid := c.paidNow()
	for i, slot := range c.policy.changed() {
		if v := c.frame.running[slot]; v.Known() {
			paid[i].Value = v
		}
	}
	return paid
}
