package risk

import (
	"maps"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// A layout is the fields that expressions of a rule file may read, in the order
// of their scope, and where each part of them starts.
type layout struct {
	fields  []lang.Field
	index   map[string]int
	private map[int]bool // fields that identify a person

	costless map[int]bool // costs of twins whom nothing sets apart

	head, impact, asOf, cliff, gauges int
	declared                          int    // from here on, what the file declares: peers, twins, …
	slots                             []slot // one a field of those
	once                              int    // from here on, what only rules asked once may read
}

// newLayout lays out what every rule file may read: all but what a file declares.
func newLayout(s *roster.Schema) *layout {
	l := &layout{index: map[string]int{}, private: map[int]bool{}}
	for i, f := range s.LangFields() {
		l.add(f)
		l.private[i] = s.Fields[i].Private
	}
	l.head = len(l.fields)
	for _, f := range policy.HeadFields(s) {
		l.add(f)
	}
	l.impact = len(l.fields)
	for _, f := range impactFields {
		l.add(f.Field)
	}
	l.asOf = len(l.fields)
	l.add(lang.Field{Name: "as_of", Kind: lang.DateKind, Label: "排查基准日"})
	l.cliff = len(l.fields)
	for _, f := range cliffFields {
		l.add(f.Field)
	}
	l.gauges = len(l.fields)
	for _, g := range gauges {
		l.add(g.Field)
	}
	l.declared = len(l.fields)
	l.once = l.declared
	return l
}

func (l *layout) add(f lang.Field) {
	l.index[f.Name] = len(l.fields)
	l.fields = append(l.fields, f)
}

// withDeclared lays out what a file declares behind the fields that every file
// has.
func (l *layout) withDeclared(g *Group) *layout {
	out := *l
	out.fields = append([]lang.Field(nil), l.fields...)
	out.index = maps.Clone(l.index)
	out.addPeers(g.Peers)
	out.addTwins(g.Twins)
	out.addInversions(g.Inversions)
	out.addCrossings(g.Crossings)
	return &out
}

func (l *layout) addSlot(f lang.Field, s slot) {
	l.slots = append(l.slots, s)
	l.add(f)
}

func (l *layout) kind(name string) lang.Kind { return l.fields[l.index[name]].Kind }

// label gives a field's Chinese name, or the name itself where it has none.
func (l *layout) label(name string) string {
	if i, ok := l.index[name]; ok && l.fields[i].Label != "" {
		return l.fields[i].Label
	}
	return name
}

// measurable gives the names of the fields that peers may be measured by: every
// number and bool that identifies nobody.
func (l *layout) measurable() []string {
	var names []string
	for i, f := range l.fields {
		inPart := i < l.head || i >= l.impact && i < l.asOf
		if inPart && !l.private[i] && statsOf(f.Kind) != nil {
			names = append(names, f.Name)
		}
	}
	return names
}
