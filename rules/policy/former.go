package policy

import (
	"slices"

	"weiran/rules/lang"
)

// A former is the condition and the amount of a set with the figures in force the
// day before. Where what is paid is not known, it says what would be due.
type former struct {
	when   *lang.Expr // nil means always
	amount *lang.Expr
}

// looksBack reports whether some item has a standard of the day before.
func (p *Policy) looksBack() bool {
	return slices.ContainsFunc(p.Items, func(i Item) bool { return i.before != nil })
}

// formers gives the expressions of the standards of the day before.
func (p *Policy) formers() []PlannedExpr {
	var list []PlannedExpr
	for i, item := range p.Items {
		if item.before == nil {
			continue
		}
		if item.before.when != nil {
			list = append(list, PlannedExpr{Expr: item.before.when, Item: i, When: true, DayBefore: true})
		}
		list = append(list, PlannedExpr{Expr: item.before.amount, Item: i, DayBefore: true})
	}
	return list
}

// replaced gives what a set takes the place of: the running value, or where what
// is paid is not known the standard of the day before, with what the items above
// have added to it. That standard is the second value; it is unknown where it is
// not used. No standard stands in for what an open item may have changed.
func (c *calculation) replaced(item *Item) (before, standard lang.Value) {
	running, stood := c.frame.running[item.slot], c.stood[item.slot]
	if running.Known() || item.before == nil || c.lost[item.slot] || c.policy.paid(c.frame.person, item.slot).Known() {
		return running, stood
	}
	standard = c.dayBefore(item)
	if !standard.Known() {
		return running, stood
	}
	return sum(standard, lang.DecimalOf(c.net[item.slot])), standard
}

// dayBefore gives what a set comes to with the figures in force the day before;
// it is not known where the item did not apply then.
func (c *calculation) dayBefore(item *Item) lang.Value {
	if item.before.when != nil && !c.evalBefore(item.before.when).Bool() {
		return lang.Value{}
	}
	return item.Rounding.round(c.evalBefore(item.before.amount))
}

// evalBefore evaluates an expression as of the day before.
func (c *calculation) evalBefore(x *lang.Expr) lang.Value {
	if c.recall != nil {
		return c.recall.before(c, x)
	}
	return x.Eval(c.base)
}

// before gives what the person is paid over the changed pay items, with the
// standards that stand for what is not known.
func (c *calculation) before(paid lang.Value) lang.Value {
	if paid.Known() {
		return paid
	}
	total := lang.DecimalOf(0)
	for _, slot := range c.policy.changed {
		v := c.policy.paid(c.frame.person, slot)
		if c.stood[slot].Known() {
			v = c.stood[slot]
		}
		if !v.Known() {
			return paid
		}
		total = sum(total, v)
	}
	return total
}
