package rules

import (
	"fmt"
	"iter"

	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A MonthSpent is what all policies of a result together cost in one month
// beyond what is paid without them, in yuan over all persons who can be told.
type MonthSpent struct {
	Month    Month
	Entitled lang.Decimal // by the policies that are in force
	Paid     lang.Decimal // by the policies that the payroll pays already
	Lump     lang.Decimal // arrears of earlier months, paid beside it
	Open     lang.Decimal // arrears that are owed still at the end of the month
}

// SpentSpans parts months wherever one costs something else than the month
// before. That open arrears grow from month to month is no difference.
func SpentSpans(months []MonthSpent) [][]MonthSpent {
	return spans(months, func(s, t MonthSpent) bool {
		return s.Entitled == t.Entitled && s.Paid == t.Paid && s.Lump == t.Lump
	})
}

// A Spending is what a county spends over the [Horizon] of a result.
type Spending struct {
	Months []MonthSpent    // one after another
	Deaths []map[Month]int // by policy: whose pay it changes and who die in a month
}

// Spend gives what the policies of a result cost month by month: Σ over persons
// of what [Timeline] says, without what they are paid before. It is an error if
// a total is beyond what a [lang.Decimal] holds.
func Spend(result *Result) (Spending, error) {
	c, err := newCounty(result)
	if err != nil {
		return Spending{}, err
	}
	for row, died := range deaths(result) {
		if err := c.bury(row, died); err != nil {
			return Spending{}, err
		}
	}
	var s Spending
	for i := range c {
		s.Deaths = append(s.Deaths, c[i].deaths)
	}
	s.Months, err = c.months(Horizon(result))
	return s, err
}

// SpendOnAll gives the months of [Spend] as if nobody had died: what may be told
// where the difference that a death makes would tell of the person.
func SpendOnAll(result *Result) ([]MonthSpent, error) {
	c, err := newCounty(result)
	if err != nil {
		return nil, err
	}
	return c.months(Horizon(result))
}

// deaths gives the rows of the roster of those who died, with the month.
func deaths(result *Result) iter.Seq2[int, Month] {
	return func(yield func(row int, died Month) bool) {
		field := result.Roster.Schema.Index("died_on")
		if field < 0 {
			return
		}
		for batch, cells := range result.Roster.Batches {
			days, ok := cells.Column(field).(*array.Date32)
			if !ok {
				return
			}
			from, _ := result.Roster.Span(batch)
			for at := range days.Len() {
				if days.IsValid(at) && !yield(from+at, MonthOf(lang.Date(days.Value(at)))) {
					return
				}
			}
		}
	}
}

// A county is what the policies of a result change for everyone together.
type county []countyPolicy

// A countyPolicy is one policy over everyone. Amounts are yuan a month.
type countyPolicy struct {
	from, paidFrom Month
	outcomes       *policy.Outcomes
	delta          lang.Decimal           // Σ of those who live when it takes effect
	ends           map[Month]lang.Decimal // Σ of those who die in a month
	deaths         map[Month]int          // how many they are
}

func newCounty(result *Result) (county, error) {
	c := make(county, len(result.Policies))
	for i, p := range result.Policies {
		c[i] = countyPolicy{
			from: MonthOf(p.Policy.Effective), paidFrom: MonthOf(p.Policy.PaidFrom),
			outcomes: p.Outcomes, ends: map[Month]lang.Decimal{}, deaths: map[Month]int{},
		}
		var err error
		for row := range p.Outcomes.Len() {
			if c[i].delta, err = c[i].delta.Add(p.Outcomes.Delta(row)); err != nil {
				return nil, fmt.Errorf("spending on policy %s: %w", p.Policy.ID, err)
			}
		}
	}
	return c, nil
}

// bury ends what a person is entitled to with a month.
func (c county) bury(row int, died Month) (err error) {
	for i := range c {
		delta := c[i].outcomes.Delta(row)
		if delta == 0 {
			continue
		}
		c[i].deaths[died]++
		if c[i].ends[died], err = c[i].ends[died].Add(delta); err != nil {
			return fmt.Errorf("spending on the dead of %s: %w", died, err)
		}
	}
	return nil
}

// months adds up the policies, a month at a time.
func (c county) months(from, to Month) ([]MonthSpent, error) {
	var months []MonthSpent
	due, open := make([]lang.Decimal, len(c)), make([]lang.Decimal, len(c))
	for m := from; m <= to; m++ {
		spent := MonthSpent{Month: m}
		for i := range c {
			if err := c[i].month(&spent, &due[i], &open[i]); err != nil {
				return nil, fmt.Errorf("spending in %s: %w", m, err)
			}
		}
		months = append(months, spent)
	}
	return months, nil
}

// month adds one policy to a month. What is due a month and what is open move on
// from the month before.
func (p *countyPolicy) month(spent *MonthSpent, due, open *lang.Decimal) error {
	m := spent.Month
	if m < p.from {
		return nil
	}
	var s adder
	if m == p.from {
		*due = p.delta
	} else {
		*due = s.sub(*due, p.ends[m-1])
	}
	if m == p.paidFrom {
		spent.Lump = s.add(spent.Lump, *open)
		*open = 0
	}
	if m < p.paidFrom {
		*open = s.add(*open, *due)
	} else {
		spent.Paid = s.add(spent.Paid, *due)
	}
	spent.Entitled = s.add(spent.Entitled, *due)
	spent.Open = s.add(spent.Open, *open)
	return s.err
}

// An adder keeps the first error of several sums.
type adder struct{ err error }

func (s *adder) add(d, e lang.Decimal) lang.Decimal { return s.note(d.Add(e)) }
func (s *adder) sub(d, e lang.Decimal) lang.Decimal { return s.note(d.Sub(e)) }

func (s *adder) note(d lang.Decimal, err error) lang.Decimal {
	if s.err == nil {
		s.err = err
	}
	return d
}
