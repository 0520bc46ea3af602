package rules

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A PersonTimeline is what a person is entitled to and paid, month by month,
// under all policies of a result together.
type PersonTimeline struct {
	Person string
	Items  []string    // the pay items that some policy changes, in the order of the schema
	Months []MonthPaid // one after another
}

// A MonthPaid is one month of a person. Amounts are yuan. What is not known is
// unknown or failed in the words of the outcome that leaves it so.
type MonthPaid struct {
	Month    Month
	Entitled Pay        // by the policies that are in force
	Paid     Pay        // by the policies that the payroll pays already
	Lump     lang.Value // arrears of earlier months, paid beside it
	Open     lang.Value // arrears that are owed still at the end of the month
}

// A Pay is a month's pay by pay items and in all. Pay items that no policy
// changes are not part of it.
type Pay struct {
	Items []lang.Value // in the order of PersonTimeline.Items
	Total lang.Value
}

// Timeline gives the months from one to another for the person at a row of the
// result's roster; none where to comes first.
//
// A policy entitles from the month of its effective date on and is paid from the
// month of its first payment on, each counted whole, as arrears are. The month
// of the first payment pays the arrears of the months between as well. Whoever
// died is entitled up to the month of death and to nothing later; arrears that
// are open then are paid all the same. So over the months before the last first
// payment what is entitled to exceeds what is paid by the arrears of all
// outcomes, to the fen.
//
// Two policies may wait for payment at once. The one paid first then adds what
// it changes to what is paid, and not what it comes to on top of the other.
func Timeline(result *Result, row int, from, to Month) PersonTimeline {
	l := newLife(result, row)
	t := PersonTimeline{Person: result.Roster.Person(row), Items: l.items}
	for m := from; m <= to; m++ {
		t.Months = append(t.Months, MonthPaid{
			Month: m, Entitled: l.pay(m, entitled), Paid: l.pay(m, paidOut), Lump: l.lump(m), Open: l.open(m),
		})
	}
	return t
}

// Horizon gives the months that a result tells of: from the first effective date
// to a year after the last first payment. A result has at least one policy.
func Horizon(result *Result) (from, to Month) {
	first := result.Policies[0].Policy
	from, to = MonthOf(first.Effective), MonthOf(first.PaidFrom)
	for _, p := range result.Policies {
		from, to = min(from, MonthOf(p.Policy.Effective)), max(to, MonthOf(p.Policy.PaidFrom))
	}
	return from, to + 12
}

// Spans parts the months wherever something differs from the month before. That
// open arrears grow from month to month is no difference; that some are open at
// all is one.
func (t PersonTimeline) Spans() [][]MonthPaid { return spans(t.Months, MonthPaid.like) }

// spans parts a list between neighbours that are not alike.
func spans[T any](list []T, alike func(T, T) bool) (parts [][]T) {
	first := 0
	for i := range list {
		if i+1 == len(list) || !alike(list[i], list[i+1]) {
			parts = append(parts, list[first:i+1])
			first = i + 1
		}
	}
	return parts
}

// like reports whether two months pay the same.
func (m MonthPaid) like(n MonthPaid) bool {
	return m.Entitled.equal(n.Entitled) && m.Paid.equal(n.Paid) && alike(m.Lump, n.Lump) && owes(m.Open) == owes(n.Open)
}

// owes reports whether arrears are open, or may be.
func owes(open lang.Value) bool { return !open.Equal(lang.DecimalOf(0)) }

func (p Pay) equal(q Pay) bool {
	return slices.EqualFunc(p.Items, q.Items, alike) && alike(p.Total, q.Total)
}

// alike compares two values as a reader would, with the words of unknown ones.
func alike(v, w lang.Value) bool {
	f, _ := v.Fault()
	g, _ := w.Fault()
	return v.Equal(w) && f == g && slices.Equal(v.Missing(), w.Missing())
}

// A phase says of a policy whether it counts in a month.
type phase func(p *lifePolicy, m Month) bool

func entitled(p *lifePolicy, m Month) bool { return p.from <= m }
func paidOut(p *lifePolicy, m Month) bool  { return p.paidFrom <= m }

// A life is what the policies of a result do to one person.
type life struct {
	items    []string
	roster   []lang.Value // by pay item: what is paid before all of them
	policies []lifePolicy // in the order of the result
	died     Month        // the month of death
	dead     bool
}

// A lifePolicy is one policy for one person.
type lifePolicy struct {
	from, paidFrom Month
	steps          []lifeStep // by pay item
	delta          lang.Value // Σ over the steps; why it is not known
	arrears        lang.Value
	months         Month // of arrears
}

// A lifeStep is what one policy does to one pay item.
type lifeStep struct {
	touched bool
	delta   lang.Value // yuan a month, or why it is not known
	after   lang.Value // what the pay item comes to
}

func newLife(result *Result, row int) *life {
	l := &life{items: changedItems(result)}
	schema, person := result.Roster.Schema, result.Roster.Row(row)
	for _, item := range l.items {
		l.roster = append(l.roster, person.Field(schema.Index("pay."+item)))
	}
	if field := schema.Index("died_on"); field >= 0 {
		if v := person.Field(field); v.Known() {
			l.died, l.dead = MonthOf(v.Date()), true
		}
	}
	for _, p := range result.Policies {
		l.policies = append(l.policies, l.policy(p.Policy, p.Outcomes.At(row)))
	}
	return l
}

// changedItems gives the pay items that some policy changes, in the order of the
// schema.
func changedItems(result *Result) []string {
	return slices.DeleteFunc(result.Roster.Schema.PayItems(), func(item string) bool {
		return !slices.ContainsFunc(result.Policies, func(p PolicyResult) bool {
			return slices.Contains(p.Policy.PayItems(), item)
		})
	})
}

// policy reads an outcome. Of a person who cannot be told the policy's pay items
// hold why, and so do its arrears, unless there is no month of arrears.
func (l *life) policy(p *policy.Policy, o policy.Outcome) lifePolicy {
	lp := lifePolicy{
		from: MonthOf(p.Effective), paidFrom: MonthOf(p.PaidFrom),
		steps: make([]lifeStep, len(l.items)),
		delta: lang.DecimalOf(o.Delta), arrears: lang.DecimalOf(o.Arrears), months: Month(o.Months),
	}
	for _, paid := range o.Paid {
		step := &lp.steps[slices.Index(l.items, paid.PayItem)]
		*step = lifeStep{touched: true, after: paid.Value, delta: paid.Value}
		if o.Status == policy.CannotTell {
			lp.delta = paid.Value
			continue
		}
		step.delta = lang.DecimalOf(0)
		for _, c := range o.Clauses {
			if p.Items[c.Item].PayItem == paid.PayItem {
				step.delta = plus(step.delta, lang.DecimalOf(c.Delta))
			}
		}
	}
	if o.Status == policy.CannotTell && lp.paidFrom > lp.from {
		lp.arrears = lp.delta
	}
	return lp
}

// pay gives what the policies of a phase pay in a month.
func (l *life) pay(m Month, of phase) Pay {
	p := Pay{Items: make([]lang.Value, len(l.items)), Total: lang.DecimalOf(0)}
	for i := range l.items {
		p.Items[i] = lang.DecimalOf(0)
		if !l.dead || m <= l.died {
			p.Items[i] = l.item(i, m, of)
		}
		p.Total = plus(p.Total, p.Items[i])
	}
	return p
}

// item gives one pay item: what it comes to under the policies in force, from
// which those that are not of the phase are taken. It is counted from the last
// amount that a policy worked out where before it nothing was known, or else from
// the roster.
func (l *life) item(i int, m Month, of phase) lang.Value {
	level, origin := l.roster[i], l.roster[i]
	first := 0 // of the policies that the origin does not hold
	for k := range l.policies {
		p := &l.policies[k]
		step := &p.steps[i]
		if !entitled(p, m) || !step.touched {
			continue
		}
		level = plus(level, step.delta)
		if !level.Known() && step.after.Known() {
			level, first = step.after, k
			origin = minus(step.after, step.delta)
		}
	}
	for k := range l.policies {
		p := &l.policies[k]
		step := &p.steps[i]
		switch {
		case !entitled(p, m) || !step.touched:
		case k < first && !of(p, m):
			origin = minus(origin, step.delta)
		case k >= first && of(p, m):
			origin = plus(origin, step.delta)
		}
	}
	return origin
}

// lump gives the arrears that a month pays.
func (l *life) lump(m Month) lang.Value {
	lump := lang.DecimalOf(0)
	for _, p := range l.policies {
		if p.paidFrom == m {
			lump = plus(lump, p.arrears)
		}
	}
	return lump
}

// open gives the arrears that are owed at the end of a month.
func (l *life) open(m Month) lang.Value {
	open := lang.DecimalOf(0)
	for _, p := range l.policies {
		if p.from > m || p.paidFrom <= m {
			continue
		}
		months := m - p.from + 1
		if l.dead {
			months = min(months, max(0, l.died-p.from+1))
		}
		open = plus(open, times(p.delta, int64(months)))
	}
	return open
}
