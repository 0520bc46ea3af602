package risk

import (
	"context"

	"weiran/rules/policy"
)

// Beside holds one person of a roster beside the twin and the worst junior by
// everything that rule files declare, whether a rule finds the person or not. Of
// somebody of whom the policy cannot be told there is nothing. It fails where the
// context ends.
func (pk *Pack) Beside(ctx context.Context, s Subject, person int) ([]Beside, error) {
	if len(s.Policy.Items) == 0 || s.Outcomes.Status(person) == policy.CannotTell {
		return nil, nil
	}
	st := newStudy(&s)
	if err := st.findBrinks(ctx, pk.Groups); err != nil {
		return nil, err
	}
	var besides []Beside
	told := map[string]bool{}
	for _, g := range pk.Groups {
		of, err := st.declaredBesides(ctx, g, person, told)
		if err != nil {
			return nil, err
		}
		besides = append(besides, of...)
	}
	return besides, nil
}

// declaredBesides asks all that one file declares; what another declared in the
// same words is told once.
func (st *study) declaredBesides(ctx context.Context, g *Group, person int, known map[string]bool) (besides []Beside, err error) {
	e := &engines{runs: map[string]*engine{}, slots: g.pairings(known)}
	if len(e.slots) == 0 {
		return nil, nil
	}
	if err := e.add(g); err != nil {
		return nil, told(g, err)
	}
	a := st.assessment(g, e)
	if err := a.prepare(ctx); err != nil {
		return nil, told(g, err)
	}
	r := a.row(person)
	for _, n := range e.slots {
		if b := g.layout.slots[n].(comparer).comparison(r); b != nil {
			besides = append(besides, *b)
		}
	}
	return besides, nil
}

// pairings gives one slot of all twins and inversions of a file that are not yet
// known.
func (g *Group) pairings(known map[string]bool) (slots []int) {
	for n, s := range g.layout.slots {
		switch s.(type) {
		case twinSlot, inversionSlot:
			words := pairingWords(g, s)
			if !known[words] {
				known[words] = true
				slots = append(slots, n)
			}
		}
	}
	return slots
}

// pairingWords names what all fields of one declaration have in common.
func pairingWords(g *Group, s slot) string {
	if t, ok := s.(twinSlot); ok {
		return g.Twins[t.twins].words()
	}
	return g.Inversions[s.(inversionSlot).inversions].words()
}
