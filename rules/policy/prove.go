package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/proof"
	"weiran/rules/source"
)

// A prover finds what can be proved of a policy whose file is without errors:
// rows and branches that nobody reaches, keys and gaps that have no row.
type prover struct {
	*Policy
	*proof.Prover
	problems source.Problems
	calls    map[string][]proof.Call // of tables and bands, by name
}

// prove adds what can be proved of a file that is without errors so far.
func (l *loader) prove(p *Policy, text fileText) {
	if l.problems.Err() != nil {
		return
	}
	words := &proof.Words{}
	v := &prover{
		Policy: p,
		Prover: proof.New(p.standards.scope, words, p.held(words)),
		calls:  map[string][]proof.Call{},
	}
	v.conditions()
	for i := range p.Lookups {
		v.lookup(&p.Lookups[i])
	}
	v.uncited(text)
	v.cautions()
	l.problems = append(l.problems, v.problems...)
}

// held gives what fields may hold besides what their kinds and codes say. What a
// pay item may be is not bounded by the schema: an earlier policy may have
// changed it.
func (p *Policy) held(words *proof.Words) map[string]proof.Set {
	held := map[string]proof.Set{"as_of": proof.Full(lang.DateKind)}
	for i, f := range p.layout.schema.Fields {
		if f.Enum == nil && !strings.HasPrefix(f.Name, "pay.") && (f.Min.Known() || f.Max.Known()) {
			held[p.layout.fields[i].Name] = proof.Between(f.Kind, f.Min, f.Max).OrOpen()
		}
	}
	for i, f := range HeadFields(p.layout.schema) {
		switch v := p.head[i]; {
		case f.Kind == lang.Strings:
		case v.Known():
			held[f.Name] = proof.Only(words.Number(v))
		default:
			held[f.Name] = proof.Nothing()
		}
	}
	return held
}

// conditions looks at the scope and at every item, within the scope.
func (v *prover) conditions() {
	everybody := v.Everything()
	own := v.Read(everybody, v.Scope.When)
	v.remark(own)
	v.note(own.Calls)
	inScope := v.Where(everybody, v.Scope.When).Without(running)
	if inScope.Never() {
		v.nobody(v.Scope.When, source.Say("the scope lets nobody in", "适用范围不包含任何人"))
		return
	}
	for i := range v.Items {
		v.item(inScope, &v.Items[i])
	}
}

// running reports whether a field changes from item to item: what the scope says
// of it need not hold any more when an item is applied.
func running(field string) bool { return strings.HasPrefix(field, "after.") }

// item looks at one item. An expression is judged by itself first, so that an
// author may repeat what the scope says.
func (v *prover) item(inScope proof.Cases, item *Item) {
	v.remark(v.Read(v.Everything(), item.When))
	v.note(v.Read(inScope, item.When).Calls)
	covered := v.Where(inScope, item.When)
	switch {
	case !covered.Never():
		v.amount(covered, item.Amount)
	case v.Never(v.Everything(), item.When):
		v.nobody(item.When, source.Say("the item applies to nobody: its condition can never hold", "本项不适用于任何人：条件永远不会成立"))
	default:
		at, width := proof.Whole(item.When)
		scope, _ := proof.Whole(v.Scope.When)
		v.warn(at, width, source.Say("the item applies to nobody: its condition contradicts the scope at %s",
			"本项不适用于任何人：其条件与适用范围（%s）矛盾", scope),
			source.Say("look at the values and dates in both", "请核对两处的取值和日期"))
	}
}

// amount looks at an amount, by itself and then for those to whom the item
// applies. That the item leaves a branch nobody is a warning: the branch may be
// the document's.
func (v *prover) amount(covered proof.Cases, amount *lang.Expr) {
	alone := v.Read(v.Everything(), amount)
	v.remark(alone)
	within := v.Read(covered, amount)
	v.note(within.Calls)
	for _, m := range within.Remarks {
		if m.Kind.Idle() || slices.Contains(alone.Remarks, m) {
			continue
		}
		p := m.Problem()
		v.warn(p.Pos, p.Width, source.Say("for those to whom the item applies, %s", "对本项适用的人员，%s", p.Message), p.Hint)
	}
}

// remark takes down what an expression is by itself.
func (v *prover) remark(r proof.Reading) {
	for _, m := range r.Remarks {
		v.problems = append(v.problems, m.Problem())
	}
}

// note takes down what tables and bands are asked for.
func (v *prover) note(calls []proof.Call) {
	for _, call := range calls {
		v.calls[call.Name] = append(v.calls[call.Name], call)
	}
}

// nobody reports a condition that nobody meets. Which part of it is to blame has
// been told, as a rule.
func (v *prover) nobody(condition *lang.Expr, message source.Text) {
	at, width := proof.Whole(condition)
	v.problems = append(v.problems, source.Problem{
		Pos: at, Width: width, Message: message,
		Hint: source.Say("look at the values and dates in it", "请核对其中的取值和日期"),
	})
}

// warn reports what is allowed, but hardly meant.
func (v *prover) warn(at source.Pos, width int, message, hint source.Text) {
	v.problems = append(v.problems, source.Problem{
		Severity: source.Warning, Pos: at, Width: width, Message: message, Hint: hint,
	})
}
