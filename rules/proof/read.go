package proof

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// Read goes through an expression, which is computed in the given cases. Of a
// part that is decided, only the smallest that says so is remarked on.
func (p *Prover) Read(c Cases, x *lang.Expr) Reading {
	r := &reading{Prover: p}
	if x != nil && !c.Never() {
		r.operand(paths{c, c}, rootOf(x))
	}
	if p.steps < 0 {
		r.Remarks = nil // what was not followed to its end proves nothing
	}
	return r.Reading
}

// A reading goes through one expression.
type reading struct {
	*Prover
	Reading
}

// Paths are the worlds in which a part is computed: those in which what stands
// before it holds, and those in which it may hold for all that is known. An
// operand of && that never holds in the former is dead; in the latter it may
// still make false what would be unknown.
type paths struct{ sure, open Cases }

// plain gives the paths of a part whose truth is not that of the whole.
func (p paths) plain() paths { return paths{p.open, p.open} }

// any goes through a part of any kind.
func (r *reading) any(at paths, t term) {
	if at.sure.Never() {
		return
	}
	switch {
	case t.e.Kind() == ast.ListKind:
		for _, e := range t.e.AsList().Elements() {
			r.any(at.plain(), term{t.x, e})
		}
	case t.e.Kind() == ast.IdentKind && t.kind() == lang.Bool:
		r.decided(at, t)
	case t.e.Kind() != ast.CallKind:
	case t.kind() == lang.Bool:
		r.condition(at, t)
	case t.call() == operators.Conditional:
		r.choice(at, t)
	case t.call() == "coalesce":
		r.fallback(at, t)
	default:
		r.operands(at, t)
	}
}

// operand goes through an operand of && or ||, or a whole expression, where even
// true and false are remarked on.
func (r *reading) operand(at paths, t term) {
	if t.e.Kind() == ast.LiteralKind && t.kind() == lang.Bool {
		r.decided(at, t)
		return
	}
	r.any(at, t)
}

// operands goes through the parts of a call, and notes a lookup.
func (r *reading) operands(at paths, t term) {
	for _, arg := range t.args() {
		if arg.kind() == lang.Bool && arg.e.Kind() != ast.CallKind {
			continue // a truth that is looked up or compared is no condition
		}
		r.any(at.plain(), arg)
	}
	r.call(at, t)
}

// call notes a lookup with what its arguments may be.
func (r *reading) call(at paths, t term) {
	for _, name := range t.x.Lookups() {
		if name != t.call() {
			continue
		}
		call := Call{Name: name, Expr: t.x, Node: t.e.ID(), worlds: at.open, args: t.args()}
		for _, arg := range t.args() {
			call.Whole = append(call.Whole, arg.kind() == lang.Int || arg.call() == "decimal")
		}
		for _, w := range at.open {
			var args []Set
			for _, arg := range t.args() {
				args = append(args, r.values(w, arg))
			}
			call.Args = append(call.Args, args)
			call.Loose = call.Loose || w.joined
		}
		r.Calls = append(r.Calls, call)
	}
}

// condition goes through what is true or false.
func (r *reading) condition(at paths, t term) {
	before := len(r.Remarks)
	switch name := t.call(); name {
	case operators.LogicalAnd, operators.LogicalOr:
		r.joint(at, t)
	case operators.LogicalNot:
		r.negated(at, t.args()[0])
	case operators.Conditional:
		r.choice(at, t)
	case "coalesce":
		r.fallback(at, t)
	default:
		r.operands(at, t)
	}
	if len(r.Remarks) == before && t.call() != operators.LogicalAnd && t.call() != operators.LogicalOr {
		r.decided(at, t)
	}
}

// negated goes through what ! turns around. Where that is one condition, the
// remark is on the whole, ! and all.
func (r *reading) negated(at paths, t term) {
	switch t.call() {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, operators.Conditional:
		r.any(at.plain(), t)
	case "":
	default:
		r.operands(at, t)
	}
}

// joint goes through the operands of && or ||, each where those before it leave
// the answer open.
func (r *reading) joint(at paths, t term) {
	and := t.call() == operators.LogicalAnd
	begin := at.sure
	for i, arg := range t.args() {
		if at.sure.Never() {
			return
		}
		before := len(r.Remarks)
		r.operand(at, arg)
		if and {
			at = paths{r.all(at.sure, arg, holds), r.all(at.open, arg, mayHold)}
			continue
		}
		if i > 0 && !r.all(begin, arg, holds).Never() {
			r.adds(r.Remarks[before:])
		}
		at = paths{r.all(at.sure, arg, mayBeElse), r.all(at.open, arg, mayBeElse)}
	}
}

// adds turns what cannot hold after the alternatives before it into what adds
// nothing to them.
func (r *reading) adds(remarks []Remark) {
	for i := range remarks {
		if remarks[i].Kind == NeverHere {
			remarks[i].Kind = NeverAdds
		}
	}
}

// choice goes through c ? a : b.
func (r *reading) choice(at paths, t term) {
	args := t.args()
	told := r.asked(at.plain(), args[0])
	for i, want := range []wish{holds, fails} {
		branch := paths{r.all(at.sure, args[0], want), r.all(at.open, args[0], want)}
		if branch.open.Never() && !told {
			r.remark(Unreached, args[i+1])
		}
		r.any(branch, args[i+1])
	}
}

// asked goes through the condition of a choice, and reports whether some part of
// it is decided. Of the whole of it, the branch that is never taken tells.
func (r *reading) asked(at paths, condition term) (told bool) {
	before := len(r.Remarks)
	r.any(at, condition)
	r.Remarks = slices.DeleteFunc(r.Remarks, func(m Remark) bool {
		return m.Expr == condition.x && m.Node == condition.e.ID()
	})
	return len(r.Remarks) > before
}

// fallback goes through coalesce(a, b): b is taken where a is unknown.
func (r *reading) fallback(at paths, t term) {
	args := t.args()
	r.any(at.plain(), args[0])
	var c Cases
	for _, w := range at.open {
		if r.values(w, args[0]).Open() {
			c = append(c, w)
		}
	}
	if c.Never() {
		r.remark(Unreached, args[1])
		return
	}
	r.any(paths{c, c}, args[1])
}

// decided remarks on a condition that comes to one thing only.
func (r *reading) decided(at paths, t term) {
	switch {
	case r.all(at.sure, t, holds).Never():
		r.remark(r.either(t, holds, Never, NeverHere), t)
	case r.all(at.open, t, fails).Never():
		r.remark(r.either(t, fails, Always, AlwaysHere), t)
	}
}

// either tells what is so in every case from what is so after what stands before.
func (r *reading) either(t term, want wish, everywhere, here RemarkKind) RemarkKind {
	if r.all(r.Everything(), t, want).Never() {
		return everywhere
	}
	return here
}

func (r *reading) remark(kind RemarkKind, t term) {
	r.Remarks = append(r.Remarks, Remark{Kind: kind, Expr: t.x, Node: t.e.ID()})
}
