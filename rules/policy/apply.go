package policy

import (
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
	c.run()
	return c.outcome()
}

// A calculation is one policy being applied to one person.
type calculation struct {
	policy    *Policy
	frame     *frame
	base      *frame         // the day before: what is paid, and the figures then; nil where no item asks
	payable   int64          // months of arrears for who lives to see them paid
	months    int64          // of arrears for this person
	outside   bool           // the scope says no, or the person died before
	leftOutBy string         // the clause of the scope that says no
	net       []lang.Decimal // what has been added to each pay item, by slot
	stood     []lang.Value   // by slot: the standard of the day before that stands for unknown pay
	lost      []bool         // by slot: an item that might have changed it is open
	clauses   []Clause
	open      bool // something is unknown or failed
	missing   []string
	reasons   []source.Fault
	recall    *recall // what is computed already; nil for nothing
}

func (p *Policy) begin(person lang.Row, asOf lang.Date) *calculation {
	c := p.calculation(asOf)
	c.meet(person)
	return c
}

// calculation gives a calculation of nobody yet.
func (p *Policy) calculation(asOf lang.Date) *calculation {
	slots := len(p.layout.payItems)
	c := &calculation{
		policy: p, frame: p.frame(asOf), payable: p.ArrearsMonths(), net: make([]lang.Decimal, slots),
		stood: make([]lang.Value, slots), lost: make([]bool, slots),
	}
	if p.looksBack() {
		c.base = p.frame(asOf)
		c.base.values = p.dayBefore.values
	}
	return c
}

// on says as of which day to calculate.
func (c *calculation) on(asOf lang.Date) {
	c.frame.asOf = asOf
	if c.base != nil {
		c.base.asOf = asOf
	}
}

// meet begins the calculation anew, for a person.
func (c *calculation) meet(person lang.Row) {
	c.frame.person = person
	for _, slot := range c.policy.met {
		c.frame.running[slot] = c.policy.paid(person, slot)
	}
	if c.base != nil {
		c.base.person = person
		copy(c.base.running, c.frame.running)
	}
	clear(c.net)
	clear(c.stood)
	clear(c.lost)
	c.months = c.payable
	c.outside, c.leftOutBy, c.open = false, "", false
	c.clauses, c.missing, c.reasons = c.clauses[:0], c.missing[:0], c.reasons[:0]
}

// run applies the policy to the person.
func (c *calculation) run() {
	if c.covers() {
		for i := range c.policy.Items {
			c.take(&c.policy.Items[i], i)
		}
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
	if in.Known() && !in.Bool() {
		c.outside, c.leftOutBy = true, c.policy.Scope.Cite
	}
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
	return c.eval(when)
}

// eval evaluates an expression for the person.
func (c *calculation) eval(x *lang.Expr) lang.Value {
	if c.recall != nil {
		return c.recall.eval(c, x)
	}
	return x.Eval(c.frame)
}

// settled reports whether a value is known, and notes why where it is not.
func (c *calculation) settled(v lang.Value) bool {
	if v.Known() {
		return true
	}
	c.open = true
	c.missing = append(c.missing, v.Missing()...)
	if fault, failed := v.Fault(); failed {
		c.reasons = append(c.reasons, fault)
	}
	return false
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
	when := c.holds(item.When)
	if !c.settled(when) {
		c.forget(item.slot)
		return undecided
	}
	if !when.Bool() {
		return skipped
	}
	if c.recall != nil && c.recall.settles(item) {
		return applied
	}
	amount := c.amount(item)
	if !c.settled(amount) {
		if item.Sets {
			before, _ := c.replaced(item)
			c.settled(before) // a set needs what is paid as well
		}
		c.forget(item.slot)
		return undecided
	}
	clause, delta := c.clause(item, amount)
	c.frame.running[item.slot] = clause.After
	if !c.settled(delta) {
		return undecided
	}
	clause.Item = index
	c.clauses = append(c.clauses, clause)
	return applied
}

// forget makes the running value of a pay item unknown, because an item that
// might have changed it could not be decided.
func (c *calculation) forget(slot int) {
	c.frame.running[slot] = c.policy.layout.forgotten[slot]
	c.lost[slot] = true
}

// amount evaluates and rounds the amount of an item.
func (c *calculation) amount(item *Item) lang.Value {
	return item.Rounding.round(c.eval(item.Amount))
}

// round rounds an amount; one that is unknown or failed stays so.
func (r RoundingRule) round(v lang.Value) lang.Value {
	if !v.Known() {
		return v
	}
	d, ok := v.Decimal()
	if !ok {
		return exact(0, lang.ErrOverflow)
	}
	return exact(d.Round(r.To, r.Mode))
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
func (c *calculation) clause(item *Item, amount lang.Value) (Clause, lang.Value) {
	clause := Clause{Before: c.frame.running[item.slot], After: amount}
	delta := amount
	if item.Sets {
		clause.Before, c.stood[item.slot] = c.replaced(item)
		delta = difference(amount, clause.Before)
	} else {
		clause.After = sum(clause.Before, amount)
	}
	if !delta.Known() {
		return clause, delta
	}
	if clause.Before.Known() && !clause.After.Known() {
		return clause, clause.After
	}
	clause.Delta, _ = delta.Decimal()
	arrears := c.arrears(clause.Delta)
	clause.Arrears, _ = arrears.Decimal()
	net := exact(c.net[item.slot].Add(clause.Delta))
	c.net[item.slot], _ = net.Decimal()
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
