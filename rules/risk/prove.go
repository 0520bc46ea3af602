package risk

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/proof"
	"weiran/rules/source"
)

// prove adds what can be proved of a file that is without errors: a rule that
// finds nobody, a part of a condition that decides nothing, peers that nothing
// reads.
func (l *loader) prove(g *Group, shape fileShape) {
	if l.problems.Err() != nil {
		return
	}
	p := proof.New(lang.Scope{Fields: g.layout.fields}, &proof.Words{}, l.held(g.layout))
	for _, r := range g.All() {
		for _, m := range p.Read(p.Everything(), r.When).Remarks {
			l.problems = append(l.problems, m.Problem())
		}
		if p.Never(p.Everything(), r.When) {
			at, width := proof.Whole(r.When)
			l.problems = append(l.problems, source.Problem{
				Pos: at, Width: width,
				Message: source.Say("the rule %q can never find anything: its condition can never hold", "规则 %q 永远不会命中：条件永远不会成立", r.ID),
				Hint:    source.Say("look at the values and dates in it", "请核对其中的取值和日期"),
			})
		}
	}
	for _, e := range shape.Peers {
		if !g.readsPeers(e.Key.Value) {
			l.problem(e.Key, source.Say("no rule reads the peers %q", "没有规则用到同组 %q", e.Key.Value),
				source.Say("use them in a rule, or leave them out", "请在规则中使用，或删去"))
			l.problems[len(l.problems)-1].Severity = source.Warning
		}
	}
}

// held gives what fields may hold besides what their kinds and codes say: the
// bounds of the roster, but for pay, which earlier policies may have changed, and
// that a count is not below zero.
func (l *loader) held(fields *layout) map[string]proof.Set {
	held := map[string]proof.Set{"as_of": proof.Full(lang.DateKind)}
	for i, f := range l.schema.Fields {
		if f.Enum == nil && !strings.HasPrefix(f.Name, "pay.") && (f.Min.Known() || f.Max.Known()) {
			held[fields.fields[i].Name] = proof.Between(f.Kind, f.Min, f.Max).OrOpen()
		}
	}
	for _, f := range fields.fields {
		if strings.HasPrefix(f.Name, "peers.") && strings.HasSuffix(f.Name, ".count") {
			held[f.Name] = proof.Between(lang.Int, lang.IntOf(0), lang.Value{}).OrOpen()
		}
	}
	return held
}

// readsPeers reports whether some rule reads a field of the peers.
func (g *Group) readsPeers(name string) bool {
	reads := func(x *lang.Expr) bool {
		return slices.ContainsFunc(x.Reads(), func(field int) bool {
			return strings.HasPrefix(g.layout.fields[field].Name, "peers."+name+".")
		})
	}
	return slices.ContainsFunc(g.All(), func(r *Rule) bool {
		return reads(r.When) || slices.ContainsFunc(r.Says.Exprs(), reads) || slices.ContainsFunc(r.Advice.Exprs(), reads)
	})
}
