package lang

import (
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/interpreter"
)

// A Step is a sub-expression with its value over a row.
type Step struct {
	Text  string
	Value Value
}

// Explain evaluates the expression over a row and gives the steps that decided
// it, innermost first, constants left out, the whole expression last. What was
// not evaluated, such as the branch not taken, and what repeats is left out.
func (x *Expr) Explain(row Row) []Step {
	vars := activation{x.env, row}
	val, details, err := x.traced.Eval(vars)
	w := walker{x: x, row: vars, state: details.State()}
	w.walk(x.ast.Expr())
	return w.finish(Step{Text: x.text, Value: outcome(val, err)})
}

// A walker gathers the steps of one evaluation.
type walker struct {
	x     *Expr
	row   activation
	state interpreter.EvalState
	steps []Step
}

// walk notes the steps of a node, its operands first.
func (w *walker) walk(e ast.Expr) {
	switch e.Kind() {
	case ast.IdentKind:
		w.field(e)
		return
	case ast.ListKind:
		for _, member := range e.AsList().Elements() {
			w.walk(member)
		}
		return
	case ast.ComprehensionKind:
		w.walk(e.AsComprehension().IterRange())
	case ast.CallKind:
		w.call(e.AsCall())
	default:
		return
	}
	w.note(e)
}

func (w *walker) call(call ast.CallExpr) {
	args := call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	switch call.FunctionName() {
	case operators.Conditional:
		w.walk(args[0])
		if chosen, ok := w.value(args[0]); ok && chosen.Known() {
			w.walk(args[branch(chosen)])
		}
	case operators.LogicalAnd, operators.LogicalOr:
		decides := call.FunctionName() == operators.LogicalOr
		for _, arg := range args {
			w.walk(arg)
			if v, ok := w.value(arg); ok && v.Known() && v.Bool() == decides {
				return
			}
		}
	default:
		for _, arg := range args {
			w.walk(arg)
		}
	}
}

// branch gives the argument of a conditional that its condition chose.
func branch(condition Value) int {
	if condition.Bool() {
		return 1
	}
	return 2
}

// field notes the value of a field; cel-go's trace lacks some of them.
func (w *walker) field(e ast.Expr) {
	if v, ok := w.value(e); ok {
		w.add(e, v)
	}
}

// note adds a step for a node that was evaluated and that is no constant.
func (w *walker) note(e ast.Expr) {
	if v, ok := w.value(e); ok {
		w.add(e, v)
	}
}

// value gives the value of a node over the row.
func (w *walker) value(e ast.Expr) (Value, bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		return Constant(e)
	case ast.IdentKind:
		index, ok := w.row.env.fields[e.AsIdent()]
		if !ok {
			return Value{}, false
		}
		return fromCEL(w.row.value(index)), true
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
	s, ok := w.x.layout.spans[e.ID()]
	if !ok {
		return
	}
	step := Step{Text: w.x.layout.slice(s), Value: v}
	if !slices.ContainsFunc(w.steps, func(known Step) bool { return known.Text == step.Text }) {
		w.steps = append(w.steps, step)
	}
}

// finish puts the whole expression last.
func (w *walker) finish(whole Step) []Step {
	if n := len(w.steps); n > 0 && w.steps[n-1].Value.Equal(whole.Value) && len(w.steps[n-1].Text) == len(whole.Text) {
		return w.steps
	}
	return append(w.steps, whole)
}

var _ cel.Activation = activation{}
