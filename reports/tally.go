package reports

import (
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
	deltas  []lang.Decimal // of the affected, ascending once the tally is closed
	paid    int            // affected persons of whom it is known what they are paid before
	before  lang.Decimal   // Σ over those
}

// tally adds up some persons under the policy.
func (v policyView) tally(persons []int) (tally, error) {
	var t tally
	for _, person := range persons {
		if err := t.add(v.outcomes.At(person)); err != nil {
			return tally{}, err
		}
	}
	t.close()
	return t, nil
}

func (t *tally) add(o policy.Outcome) (err error) {
	t.persons++
	t.status[o.Status]++
	if o.Status != policy.Affected {
		return nil
	}
	if o.Delta > 0 {
		t.gain++
	}
	if o.Delta < 0 {
		t.lose++
	}
	t.deltas = append(t.deltas, o.Delta)
	if t.delta, err = t.delta.Add(o.Delta); err != nil {
		return err
	}
	if t.arrears, err = t.arrears.Add(o.Arrears); err != nil {
		return err
	}
	before, ok := o.Before.Decimal()
	if !ok {
		return nil
	}
	t.paid++
	t.before, err = t.before.Add(before)
	return err
}

// close puts the differences in order, so that the quantiles can be read.
func (t *tally) close() { slices.Sort(t.deltas) }

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
	n := len(t.deltas)
	low, high := t.deltas[(n-1)/2], t.deltas[n/2]
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
	n := len(t.deltas)
	if n < 2*atLeast-1 || atLeast < 1 {
		return 0, 0, false
	}
	return t.deltas[atLeast-1], t.deltas[n-atLeast], true
}
