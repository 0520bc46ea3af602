package lang

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// A Step is a sub-expression with its value over a row.
type Step struct {
	Text  string
	Value Value
}

// Explain evaluates the expression over a row and gives the steps that decided
// it, innermost first, constants left out, the whole expression last. What was
// not evaluated, such as the branch not taken, and what repeats is left out; of
// a chain of && or || the terms are given, not every pair of them.
func (x *Expr) Explain(row Row) []Step {
	vars := activation{x.env, row}
	val, details, err := x.traced.Eval(vars)
	w := walker{x: x, row: vars, state: details.State()}
	w.operands(w.author(x.ast.Expr()))
	return append(w.steps, Step{Text: x.layout.whole(), Value: outcome(val, err)})
}

// A walker gathers the steps of one evaluation.
type walker struct {
	x     *Expr
	row   activation
	state interpreter.EvalState
	steps []Step
}

// walk notes the steps of a node's operands and then of the node itself.
func (w *walker) walk(e ast.Expr) {
	w.operands(e)
	if e.Kind() == ast.ListKind || constant(e) {
		return
	}
	if v, ok := w.value(e); ok {
		w.add(e, v)
	}
}

// author gives what the author wrote of an expression that was made a decimal.
func (w *walker) author(e ast.Expr) ast.Expr {
	if _, written := w.x.layout.spans[e.ID()]; !written && e.Kind() == ast.CallKind {
		return e.AsCall().Args()[0]
	}
	return e
}

// constant says that no cell decides a node.
func constant(e ast.Expr) bool {
	reads := false
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(x ast.Expr) { reads = reads || x.Kind() == ast.IdentKind }))
	return !reads
}

// operands notes the steps of what a node was computed from.
func (w *walker) operands(e ast.Expr) {
	switch e.Kind() {
	case ast.ListKind:
		w.all(e.AsList().Elements())
	case ast.ComprehensionKind:
		w.walk(e.AsComprehension().IterRange())
	case ast.CallKind:
		w.call(e.AsCall())
	}
}

func (w *walker) all(exprs []ast.Expr) {
	for _, e := range exprs {
		w.walk(e)
	}
}

func (w *walker) call(call ast.CallExpr) {
	switch name := call.FunctionName(); {
	case name == operators.Conditional:
		w.conditional(call.Args())
	case name == operators.LogicalAnd || name == operators.LogicalOr:
		w.chain(call)
	case call.IsMemberFunction():
		w.walk(call.Target())
		w.all(call.Args())
	default:
		w.all(call.Args())
	}
}

// conditional notes the condition and the branch that it chose.
func (w *walker) conditional(args []ast.Expr) {
	w.walk(args[0])
	chosen, ok := w.value(args[0])
	switch {
	case !ok || !chosen.Known():
	case chosen.Bool():
		w.walk(args[1])
	default:
		w.walk(args[2])
	}
}

// chain notes the terms of a && b && c up to the one that decides it, and gives
// whether one did.
func (w *walker) chain(call ast.CallExpr) (decided bool) {
	decisive := call.FunctionName() == operators.LogicalOr
	for _, term := range call.Args() {
		if term.Kind() == ast.CallKind && term.AsCall().FunctionName() == call.FunctionName() {
			if w.chain(term.AsCall()) {
				return true
			}
			continue
		}
		w.walk(term)
		if v, ok := w.value(term); ok && v.Known() && v.Bool() == decisive {
			return true
		}
	}
	return false
}

// value gives the value of a node over the row. Fields are read from the row:
// cel-go's trace lacks those that are a branch of a condition.
func (w *walker) value(e ast.Expr) (Value, bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		return Constant(e)
	case ast.IdentKind:
		val, ok := w.row.ResolveName(e.AsIdent())
		if !ok {
			return Value{}, false
		}
		return fromCEL(val.(ref.Val)), true
	}
	val, ok := w.state.Value(e.ID())
	if !ok {
		return Value{}, false
	}
	return fromCEL(val), true
}

// add notes a step under the author's own spelling; a node that the author did
// not write has none.
func (w *walker) add(e ast.Expr, v Value) {
	s, written := w.x.layout.spans[e.ID()]
	if !written {
		return
	}
	step := Step{Text: w.x.layout.slice(s), Value: v}
	if !slices.ContainsFunc(w.steps, func(known Step) bool { return known.Text == step.Text }) {
		w.steps = append(w.steps, step)
	}
}
