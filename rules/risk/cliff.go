package risk

import (
	"context"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A cliffField is one measure of a boundary near which a person stands: of those on
// one side, the one that costs, or brings, most.
type cliffField struct {
	lang.Field
	side *brinkside
	of   func(c *policy.Cliff) lang.Value // nil of .near
}

// A brinkside is one of the two sides on which people stand near a line.
type brinkside struct {
	name string
	of   func(b *policy.Brink) []policy.Cliff // the one that counts first
}

var (
	wrongSide = brinkside{"cliff", func(b *policy.Brink) []policy.Cliff { return b.Cliffs }}
	rightSide = brinkside{"ledge", func(b *policy.Brink) []policy.Cliff { return b.Ledges }}
)

// cliffFields are the cliff.* and ledge.* of rules, in the order of the scope.
var cliffFields = slices.Concat(
	wrongSide.fields("临近分界线", lineWords{"cost", "一线之差每月少得"}),
	rightSide.fields("刚好够线", lineWords{"worth", "一线之差每月多得"}))

// lineWords names what a line comes to.
type lineWords struct{ name, label string }

func (s *brinkside) fields(near string, amount lineWords) []cliffField {
	field := func(kind lang.Kind, name, label string, of func(c *policy.Cliff) lang.Value) cliffField {
		return cliffField{lang.Field{Name: s.name + "." + name, Kind: kind, Label: label}, s, of}
	}
	return []cliffField{
		field(lang.Bool, "near", near, nil),
		field(lang.DecimalKind, "distance", "与分界线的距离", func(c *policy.Cliff) lang.Value { return lang.DecimalOf(c.Distance) }),
		field(lang.String, "unit", "距离的单位", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Boundary.Unit.Label()) }),
		field(lang.DecimalKind, amount.name, amount.label, func(c *policy.Cliff) lang.Value { return lang.DecimalOf(max(c.Cost, -c.Cost)) }),
		field(lang.String, "field", "分界所依据的信息", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Boundary.Label) }),
		field(lang.String, "at", "分界线", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Line().String()) }),
		field(lang.String, "clause", "划线的条款", cliffClause),
	}
}

// first gives the line that counts of a person's; nil where there is none on the
// side.
func (s *brinkside) first(b *policy.Brink) *policy.Cliff {
	if lines := s.of(b); len(lines) > 0 {
		return &lines[0]
	}
	return nil
}

// cliffClause gives the clause that draws the line; it is not known where the policy
// cites none.
func cliffClause(c *policy.Cliff) lang.Value {
	if cite := c.Boundary.Cite(); cite != "" {
		return lang.StringOf(cite)
	}
	return lang.Value{}
}

// isCliff says that a field is one of cliff.* or ledge.*.
func (l *layout) isCliff(field int) bool { return field >= l.cliff && field < l.gauges }

// readsCliffs says that some expression of a rule file reads cliff.* or ledge.*.
func (g *Group) readsCliffs() bool {
	reads := func(x *lang.Expr) bool { return slices.ContainsFunc(x.Reads(), g.layout.isCliff) }
	for _, r := range g.Rules {
		if reads(r.When) || slices.ContainsFunc(r.Says.Exprs(), reads) || slices.ContainsFunc(r.Advice.Exprs(), reads) {
			return true
		}
	}
	return slices.ContainsFunc(g.Peers, func(p Peers) bool { return slices.ContainsFunc(p.By, reads) })
}

// findBrinks finds who stands near a boundary of the policy, if any rule asks and
// nobody has looked.
func (st *study) findBrinks(ctx context.Context, groups []*Group) (err error) {
	if st.brinks != nil || !slices.ContainsFunc(groups, (*Group).readsCliffs) {
		return nil
	}
	st.brinks, err = st.subject.Policy.Brinks(ctx, st.subject.Outcomes, st.subject.AsOf, st.subject.Workers)
	if st.brinks == nil {
		st.brinks = []policy.Brink{} // nobody does
	}
	return err
}

// brinksFrom gives those of the rows from one on.
func (st *study) brinksFrom(row int) []policy.Brink {
	at, _ := slices.BinarySearchFunc(st.brinks, row, func(b policy.Brink, row int) int { return b.Row - row })
	return st.brinks[at:]
}

// cliff gives one measure of the line near which the person stands.
func (r *row) cliff(f cliffField) lang.Value {
	if r.status() == policy.CannotTell {
		return lang.Unknown(f.Name)
	}
	line := r.line(f.side)
	if f.of == nil {
		return lang.BoolOf(line != nil)
	}
	if line != nil {
		if v := f.of(line); v.Known() {
			return v
		}
	}
	return lang.Unknown(f.Name)
}

// line gives the line that counts on one side; nil where the person stands near none.
func (r *row) line(s *brinkside) *policy.Cliff {
	from := r.a.brinksFrom(r.index)
	if len(from) == 0 || from[0].Row != r.index {
		return nil
	}
	return s.first(&from[0])
}
