package risk

import (
	"cmp"
	"slices"

	"weiran/rules/internal/inversion"
	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// The kinds of a [Beside].
const (
	BesideTwin      = "twin"      // somebody alike who gains more
	BesideInversion = "inversion" // the junior who came out furthest above
	BesidePeers     = "peers"     // the median of the group
	BesideBoundary  = "boundary"  // the same person across a line of the policy
)

// A Beside is with whom a finding compares. Another person is named by the key of
// the roster, and by nothing else.
type Beside struct {
	Kind   string `json:"kind"`
	Name   string `json:"name,omitempty"`   // as the rule file declares it
	Person string `json:"person,omitempty"` // of a twin or an inversion
	Count  int64  `json:"count,omitempty"`  // of peers: behind how many the median stands

	Own   Paid         `json:"own"`
	Other Paid         `json:"other"`
	Gap   lang.Decimal `json:"gap"` // what the other has more, yuan a month: after an inversion of the pay, else of what is gained

	Clause  string `json:"clause,omitempty"`  // that makes the difference
	Because string `json:"because,omitempty"` // what of the two decides it, in Chinese

	Distance *lang.Decimal `json:"distance,omitempty"` // of a boundary, in Unit
	Unit     string        `json:"unit,omitempty"`
	At       string        `json:"at,omitempty"` // where it is drawn
}

// Paid is what somebody is paid and gains, yuan a month; nil of what is not known.
type Paid struct {
	Before *lang.Decimal `json:"before,omitempty"`
	After  *lang.Decimal `json:"after,omitempty"`
	Delta  *lang.Decimal `json:"delta,omitempty"`
}

// A comparer is a slot by which a person is held beside somebody.
type comparer interface {
	// order says what is told where a rule compares in several ways: the least; below
	// 0 where the slot compares with nobody.
	order() int

	// comparison is nil where the person stands beside nobody.
	comparison(r *row) *Beside
}

// besides gives the comparisons that a rule draws, that with a person first.
func (g *Group) besides(rule *Rule) (by []comparer) {
	var reads []int
	for _, x := range append([]*lang.Expr{rule.When}, rule.Says.Exprs()...) {
		reads = append(reads, x.Reads()...)
	}
	slices.Sort(reads)
	cliff := false
	for _, field := range slices.Compact(reads) {
		cliff = cliff || g.layout.isCliff(field) && cliffFields[field-g.layout.cliff].side == &wrongSide
		if field < g.layout.declared || field >= g.layout.declared+len(g.layout.slots) {
			continue
		}
		if c, ok := g.layout.slots[field-g.layout.declared].(comparer); ok && c.order() >= 0 {
			by = append(by, c)
		}
	}
	if cliff {
		by = append(by, brinkSide{})
	}
	slices.SortStableFunc(by, func(a, b comparer) int { return cmp.Compare(a.order(), b.order()) })
	return by
}

// compare says of every finding of the job beside whom it puts its person.
func (j job) compare(findings []Finding) {
	by := j.a.group.besides(j.a.group.Rules[j.rule])
	if len(by) == 0 {
		return
	}
	r := &row{a: j.a, met: j.met}
	for i := range findings {
		r.move(int(j.rows[i]))
		findings[i].Beside = r.besides(by)
	}
}

// besides gives the first comparison that there is.
func (r *row) besides(by []comparer) *Beside {
	if r.status() == policy.CannotTell {
		return nil
	}
	for _, c := range by {
		if b := c.comparison(r); b != nil {
			return b
		}
	}
	return nil
}

func (twinSlot) order() int      { return 0 }
func (inversionSlot) order() int { return 1 }
func (brinkSide) order() int     { return 3 }

// order tells a median of pay from all else that is measured of peers.
func (s peerSlot) order() int {
	if s.field == wholeGroup || s.stat != p50 {
		return -1
	}
	return 2
}

func (s twinSlot) comparison(r *row) *Beside {
	t := r.a.twins[s.twins]
	other := int(t.of[r.index])
	if other == twin.None {
		return nil
	}
	p := t.parting(r, other)
	return &Beside{
		Kind: BesideTwin, Name: r.a.group.Twins[s.twins].Name, Person: r.a.payroll.Roster.Person(other),
		Own: r.paid(r.index), Other: r.paid(other), Gap: p.gap, Clause: p.clause, Because: p.because,
	}
}

// comparison gives the worst junior. What makes the difference is told where the
// junior also gains more: else it stood in what was paid before.
func (s inversionSlot) comparison(r *row) *Beside {
	v := r.a.inversions[s.inversions]
	other := int(v.Worst[r.index])
	if other == inversion.None {
		return nil
	}
	b := &Beside{
		Kind: BesideInversion, Name: r.a.group.Inversions[s.inversions].Name, Person: r.a.payroll.Roster.Person(other),
		Own: r.paid(r.index), Other: r.paid(other), Gap: lang.Decimal(v.Gap[r.index]),
	}
	if d := r.beside(other); d.Gap > 0 {
		b.Clause, b.Because = d.Cite, d.Words()
	}
	return b
}

// comparison gives the median of the person's group, of what is gained or paid.
func (s peerSlot) comparison(r *row) *Beside {
	pr, l := &r.a.peerings[s.peers], r.a.group.layout
	group := pr.group[r.index]
	if group == noGroup {
		return nil
	}
	m := pr.measures[s.field]
	median, ok := m.value(group, p50).Decimal()
	if !ok || m.known[group] == 0 {
		return nil
	}
	b := &Beside{Kind: BesidePeers, Name: r.a.group.Peers[s.peers].Name, Count: m.known[group], Own: r.paid(r.index)}
	own := b.Own.Delta
	switch l.fields[s.measured].Name {
	case "impact.delta":
		b.Other.Delta = &median
	case "impact.after":
		own, b.Other.After = b.Own.After, &median
	default:
		return nil
	}
	if own == nil {
		return nil
	}
	gap, err := median.Sub(*own)
	if err != nil {
		return nil
	}
	b.Gap = gap
	return b
}

// A brinkSide compares a person with what they would gain across the line.
type brinkSide struct{}

func (brinkSide) comparison(r *row) *Beside {
	if line := r.line(&wrongSide); line != nil {
		return r.across(line)
	}
	return nil
}

// across says what the other side of a line would bring. What is paid before is
// left out there: the line may lie in the pay itself.
func (r *row) across(c *policy.Cliff) *Beside {
	own := r.paid(r.index)
	more, err := own.Delta.Add(c.Cost)
	if err != nil {
		return nil
	}
	distance := c.Distance
	return &Beside{
		Kind: BesideBoundary, Own: own, Other: Paid{Delta: &more}, Gap: c.Cost,
		Clause: c.Boundary.Cite(), Because: c.Words(),
		Distance: &distance, Unit: c.Boundary.Unit.Label(), At: c.Line().String(),
	}
}

// paid gives what a person of whom the policy can be told is paid and gains.
func (r *row) paid(i int) Paid {
	of := r.a.subject.Outcomes
	delta := of.Delta(i)
	p := Paid{Delta: &delta}
	if before, known := of.Before(i); known {
		p.Before = &before
		if after, err := before.Add(delta); err == nil {
			p.After = &after
		}
	}
	return p
}
