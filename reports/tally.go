package reports

import (
	"cmp"
	"fmt"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A tally adds up what a policy means for a group of persons. Amounts are exact.
// A person whose amounts are not known adds to the count of their status alone.
type tally struct {
	persons int
	status  [4]int // by policy.Status
	gain    int    // persons whose pay rises
	lose    int    // persons whose pay falls
	delta   lang.Decimal
	arrears lang.Decimal
	changes map[lang.Decimal]int // the affected by their difference
	piles   []pile               // the same in ascending order, once the tally is closed
	paid    int                  // affected persons of whom it is known what they are paid before
	before  lang.Decimal         // Σ over those
}

// A pile is the affected whose pay changes by one amount. A million persons have
// some hundreds of them.
type pile struct {
	amount  lang.Decimal // yuan a month
	persons int
}

// everyone adds up all persons under the policy.
func (v policyView) everyone() (tally, error) {
	var t tally
	for person := range v.outcomes.Len() {
		if err := t.add(v.effect(person)); err != nil {
			return tally{}, err
		}
	}
	t.close()
	return t, nil
}

// tally adds up some persons under the policy.
func (v policyView) tally(persons []int32) (tally, error) {
	var t tally
	for _, person := range persons {
		if err := t.add(v.effect(int(person))); err != nil {
			return tally{}, err
		}
	}
	t.close()
	return t, nil
}

// tallies adds up the persons of each group.
func (v policyView) tallies(g grouping) ([]tally, error) {
	tallies := make([]tally, len(g.groups))
	for person, i := range g.of {
		if err := tallies[i].add(v.effect(person)); err != nil {
			return nil, fmt.Errorf("total of %s: %w", g.groups[i].label, err)
		}
	}
	for i := range tallies {
		tallies[i].close()
	}
	return tallies, nil
}

// An effect is what a tally takes of a person's outcome.
type effect struct {
	status         policy.Status
	delta, arrears lang.Decimal
	before         lang.Decimal
	paid           bool // before is known
}

func (v policyView) effect(person int) effect {
	e := effect{
		status: v.outcomes.Status(person), delta: v.outcomes.Delta(person), arrears: v.outcomes.Arrears(person),
	}
	e.before, e.paid = v.outcomes.Before(person)
	return e
}

// add adds one person.
func (t *tally) add(e effect) (err error) {
	t.persons++
	t.status[e.status]++
	if e.status != policy.Affected {
		return nil
	}
	if e.delta > 0 {
		t.gain++
	}
	if e.delta < 0 {
		t.lose++
	}
	if t.changes == nil {
		t.changes = map[lang.Decimal]int{}
	}
	t.changes[e.delta]++
	if e.paid {
		t.paid++
		if t.before, err = t.before.Add(e.before); err != nil {
			return err
		}
	}
	return t.sum(e.delta, e.arrears)
}

func (t *tally) sum(delta, arrears lang.Decimal) (err error) {
	if t.delta, err = t.delta.Add(delta); err != nil {
		return err
	}
	t.arrears, err = t.arrears.Add(arrears)
	return err
}

// join adds the persons of another tally, of whom none is in this one.
func (t *tally) join(other tally) (err error) {
	t.persons += other.persons
	t.gain += other.gain
	t.lose += other.lose
	t.paid += other.paid
	for status, n := range other.status {
		t.status[status] += n
	}
	if t.changes == nil {
		t.changes = map[lang.Decimal]int{}
	}
	for _, p := range other.piles {
		t.changes[p.amount] += p.persons
	}
	if t.before, err = t.before.Add(other.before); err != nil {
		return err
	}
	return t.sum(other.delta, other.arrears)
}

// close puts the differences in order, so that the quantiles can be read.
func (t *tally) close() {
	t.piles = make([]pile, 0, len(t.changes))
	for amount, persons := range t.changes {
		t.piles = append(t.piles, pile{amount, persons})
	}
	t.changes = nil
	slices.SortFunc(t.piles, func(a, b pile) int { return cmp.Compare(a.amount, b.amount) })
}

// nth gives the difference of the nth of the affected, from 0, in ascending
// order.
func (t tally) nth(n int) lang.Decimal {
	for _, p := range t.piles {
		if n -= p.persons; n < 0 {
			return p.amount
		}
	}
	panic("reports: fewer persons are affected") // as a slice would
}

func (t tally) affected() int { return t.status[policy.Affected] }

// shows reports whether the amounts come from so many persons that none of them
// can be told: at least atLeast persons, and at least as many whose pay changes
// unless it changes for nobody. Of no persons there is nothing to hide.
func (t tally) shows(atLeast int) bool {
	return t.persons == 0 || t.persons >= atLeast && (t.affected() == 0 || t.affected() >= atLeast)
}

// median gives the middle difference of the affected: of an even count, half
// way between the two in the middle, a half of 1/10 000 yuan dropped. There must
// be one affected.
func (t tally) median() lang.Decimal {
	n := t.affected()
	low, high := t.nth((n-1)/2), t.nth(n/2)
	// The distance between two decimals always fits 64 bits without a sign.
	return low + lang.Decimal((uint64(high)-uint64(low))/2)
}

// mean gives a sum over a count of persons, half up to the fen.
func mean(sum lang.Decimal, persons int) (lang.Decimal, error) {
	count, ok := lang.DecimalFromInt(int64(persons))
	if !ok {
		return 0, fmt.Errorf("mean over %d persons: %w", persons, lang.ErrOverflow)
	}
	m, err := sum.Div(count)
	if err != nil {
		return 0, err
	}
	return m.Round(lang.One/100, lang.HalfUp)
}

// usual gives the range that is left when the lowest and the highest few are
// dropped, so that at least atLeast persons stand at or beyond either end and
// neither end is one person's own amount. ok is false for too few persons.
func (t tally) usual(atLeast int) (low, high lang.Decimal, ok bool) {
	n := t.affected()
	if n < 2*atLeast-1 || atLeast < 1 {
		return 0, 0, false
	}
	return t.nth(atLeast - 1), t.nth(n - atLeast), true
}
