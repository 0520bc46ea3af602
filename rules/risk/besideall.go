package risk

import (
	"context"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// A Standing is a twin or an inversion that a rule file declares, and beside whom
// it puts one person.
type Standing struct {
	Kind string // BesideTwin or BesideInversion
	Name string // as the rule file declares it
	With *Beside

	// Where it cannot be told beside whom: the fields that would tell, sorted, or else
	// what failed. Where there are neither and With is nil there is nobody.
	Missing []string
	Reason  source.Text
}

// Beside holds one person of a roster beside the twin and the worst junior by
// everything that rule files declare, whether a rule finds the person or not. What
// two files declare in the same words is told once, by the first. Of somebody of
// whom the policy cannot be told there is nothing, nor under a policy without items.
// It fails where the context ends.
func (pk *Pack) Beside(ctx context.Context, s Subject, person int) ([]Standing, error) {
	if len(s.Policy.Items) == 0 || s.Outcomes.Status(person) == policy.CannotTell {
		return nil, nil
	}
	st := newStudy(&s)
	if err := st.findBrinks(ctx, pk.Groups); err != nil {
		return nil, err
	}
	var all []Standing
	known := map[string]bool{}
	for _, g := range pk.Groups {
		of, err := st.compareBy(ctx, g, g.pairings(known), person)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

// compareBy asks some pairings of one file.
func (st *study) compareBy(ctx context.Context, g *Group, slots []int, person int) ([]Standing, error) {
	if len(slots) == 0 {
		return nil, nil
	}
	e := &engines{runs: map[string]*engine{}, slots: slots}
	if err := e.add(g); err != nil {
		return nil, told(g, err)
	}
	a := st.assessment(g, e)
	if err := a.prepare(ctx); err != nil {
		return nil, told(g, err)
	}
	r := a.row(person)
	all := make([]Standing, len(slots))
	for i, n := range slots {
		all[i] = r.compared(n)
	}
	return all, nil
}

// compared says beside whom one pairing puts the person, or why it cannot.
func (r *row) compared(n int) Standing {
	l := r.a.group.layout
	s := l.slots[n]
	c := r.a.group.pairing(s)
	switch v := s.of(r, l.fields[l.declared+n].Name); {
	case v.Known():
		c.With = s.(comparer).comparison(r)
	default:
		if fault, failed := v.Fault(); failed {
			c.Reason = fault.Message
		} else {
			c.Missing = s.deciders(r)
		}
	}
	return c
}

// pairings gives the first slot of each of the twins and inversions of a file that
// are not yet known.
func (g *Group) pairings(known map[string]bool) (slots []int) {
	for n, s := range g.layout.slots {
		switch s.(type) {
		case twinSlot, inversionSlot:
			words := g.pairingWords(s)
			if !known[words] {
				known[words] = true
				slots = append(slots, n)
			}
		}
	}
	return slots
}

// pairing names the declaration of a slot.
func (g *Group) pairing(s slot) Standing {
	if t, ok := s.(twinSlot); ok {
		return Standing{Kind: BesideTwin, Name: g.Twins[t.twins].Name}
	}
	return Standing{Kind: BesideInversion, Name: g.Inversions[s.(inversionSlot).inversions].Name}
}

// pairingWords names what all fields of one declaration have in common.
func (g *Group) pairingWords(s slot) string {
	if t, ok := s.(twinSlot); ok {
		return g.Twins[t.twins].words()
	}
	return g.Inversions[s.(inversionSlot).inversions].words()
}
