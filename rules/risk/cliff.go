package risk

import (
	"context"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A cliffField is one measure of the boundary on whose wrong side a person stands
// near, and which of several costs most.
type cliffField struct {
	lang.Field
	of func(c *policy.Cliff) lang.Value // nil of cliff.near
}

// cliffFields are the cliff.* of rules, in the order of the scope.
var cliffFields = []cliffField{
	cliffMeasure(lang.Bool, "near", "临近分界线", nil),
	cliffMeasure(lang.DecimalKind, "distance", "与分界线的距离", func(c *policy.Cliff) lang.Value { return lang.DecimalOf(c.Distance) }),
	cliffMeasure(lang.String, "unit", "距离的单位", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Boundary.Unit.Label()) }),
	cliffMeasure(lang.DecimalKind, "cost", "一线之差每月少得", func(c *policy.Cliff) lang.Value { return lang.DecimalOf(c.Cost) }),
	cliffMeasure(lang.String, "field", "分界所依据的信息", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Boundary.Label) }),
	cliffMeasure(lang.String, "at", "分界线", func(c *policy.Cliff) lang.Value { return lang.StringOf(c.Line().String()) }),
	cliffMeasure(lang.String, "clause", "划线的条款", cliffClause),
}

func cliffMeasure(kind lang.Kind, name, label string, of func(c *policy.Cliff) lang.Value) cliffField {
	return cliffField{lang.Field{Name: "cliff." + name, Kind: kind, Label: label}, of}
}

// cliffClause gives the clause that draws the line; it is not known where the policy
// cites none.
func cliffClause(c *policy.Cliff) lang.Value {
	if cite := c.Boundary.Cite(); cite != "" {
		return lang.StringOf(cite)
	}
	return lang.Value{}
}

// isCliff says that a field is one of cliff.*.
func (l *layout) isCliff(field int) bool { return field >= l.cliff && field < l.gauges }

// readsCliffs says that some expression of a rule file reads cliff.*.
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

// cliff gives one measure of the person's cliff.
func (r *row) cliff(f cliffField) lang.Value {
	if r.status() == policy.CannotTell {
		return lang.Unknown(f.Name)
	}
	from := r.a.brinksFrom(r.index)
	near := len(from) > 0 && from[0].Row == r.index
	if f.of == nil {
		return lang.BoolOf(near)
	}
	if near {
		if v := f.of(&from[0].Cliffs[0]); v.Known() {
			return v
		}
	}
	return lang.Unknown(f.Name)
}
