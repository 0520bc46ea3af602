package risk

import (
	"context"
	"fmt"

	"weiran/rules/lang"
)

// A peerSlot is one field of peers.*: a stat of a measured field of some peers.
type peerSlot struct {
	peers    int // index into Group.Peers
	field    int // index into Peers.Of, or wholeGroup
	stat     stat
	measured int // the measured field's index in the layout
}

// wholeGroup marks a slot that measures no field but counts the group itself.
const wholeGroup = -1

// addPeers lays out what may be read of a file's peers.
func (l *layout) addPeers(peers []Peers) {
	for i, p := range peers {
		l.addPeerSlot(p.Name, peerSlot{peers: i, field: wholeGroup, stat: count})
		for j, name := range p.Of {
			for _, stat := range statsOf(l.kind(name)) {
				l.addPeerSlot(p.Name+"."+shortName(name), peerSlot{peers: i, field: j, stat: stat, measured: l.index[name]})
			}
		}
	}
}

func (l *layout) addPeerSlot(prefix string, s peerSlot) {
	l.addSlot(lang.Field{Name: "peers." + prefix + "." + s.stat.name(), Kind: s.stat.kind(), Label: l.peerLabel(s)}, s)
}

// peerLabel says what a stat is of: 同组月增减额中位数.
func (l *layout) peerLabel(s peerSlot) string {
	if s.field == wholeGroup {
		return "同组" + s.stat.label()
	}
	of := "同组" + l.fields[s.measured].Label
	if s.stat == count {
		of += "已知"
	}
	return of + s.stat.label()
}

func (s peerSlot) key(g *Group) string {
	return fmt.Sprint("peers\x00", keyText(g.Peers[s.peers].By), "\x00", s.field == wholeGroup, s.measured, s.stat)
}

func (s peerSlot) runs(g *Group) [][]*lang.Expr {
	p := &g.Peers[s.peers]
	if s.field == wholeGroup {
		return [][]*lang.Expr{p.By}
	}
	return [][]*lang.Expr{p.By, p.measured[s.field : s.field+1]}
}

// prepare puts everyone into groups, and measures them.
func (s peerSlot) prepare(ctx context.Context, a *assessment) error {
	pr, p := &a.peerings[s.peers], &a.group.Peers[s.peers]
	if pr.division == nil {
		d, err := a.division(ctx, p.By)
		if err != nil {
			return err
		}
		*pr = peering{d, make([]*measure, len(p.Of))}
	}
	if s.field == wholeGroup {
		return nil
	}
	m, err := a.measure(ctx, pr.division, p.measured[s.field])
	if err != nil {
		return err
	}
	pr.measures[s.field] = m
	return m.tabulate(ctx, s.stat, a.subject.Workers)
}

// of gives one stat of the person's group.
func (s peerSlot) of(r *row, name string) lang.Value {
	pr := &r.a.peerings[s.peers]
	g := pr.group[r.index]
	switch {
	case g == noGroup && pr.keyFailed(r):
		return r.keyFault(pr.division)
	case g == noGroup:
		return lang.Unknown(name)
	case s.field == wholeGroup:
		return lang.IntOf(pr.counts[g])
	case s.stat == rank:
		return s.rank(r, name, pr.measures[s.field].spread(int(g)))
	}
	if v := pr.measures[s.field].value(g, s.stat); v.Known() {
		return v
	}
	return lang.Unknown(name)
}

func (s peerSlot) rank(r *row, name string, numbers spread) lang.Value {
	v := r.Field(s.measured)
	d, ok := v.Decimal()
	if !v.Known() || !ok {
		return lang.Unknown(name)
	}
	return lang.IntOf(numbers.rank(d))
}

// deciders gives the fields of the group's key where it is not known, else the
// measured field, of which nobody in the group has a value.
func (s peerSlot) deciders(r *row) []string {
	pr := &r.a.peerings[s.peers]
	if pr.group[r.index] == noGroup {
		return r.deciders(r.keyFault(pr.division).Missing())
	}
	return r.decider(r.a.group.layout.fields[s.measured].Name)
}
