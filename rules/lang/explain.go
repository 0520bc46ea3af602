package lang

import (
	"slices"

	"cel.dev/cel-go/common/ast"
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
// a chain of && or || the terms are given up to the one that decides it, not
// every pair of them.
func (x *Expr) Explain(row Row) []Step {
	vars := activation{x.env, row}
	val, details, err := x.traced.Eval(vars)
	t := &tracing{row: vars, state: details.State()}
	listOperands(&x.explained, t)
	return append(t.steps, Step{Text: x.layout.whole(), Value: outcome(val, err)})
}

// A tracing is a reading of one evaluation by cel-go.
type tracing struct {
	row   activation
	state interpreter.EvalState
	steps []Step
}

func (t *tracing) truth(n *note) (value, known bool) {
	v, ok := t.value(n.expr)
	return v.Bool(), ok && v.Known()
}

// list notes a step, if cel-go came to it.
func (t *tracing) list(n *note) {
	if v, ok := t.value(n.expr); ok && !repeats(t.steps, n.text) {
		t.steps = append(t.steps, Step{Text: n.text, Value: v})
	}
}

// value gives the value of a node over the row. Fields are read from the row:
// cel-go's trace lacks those that are a branch of a condition.
func (t *tracing) value(e ast.Expr) (Value, bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		return Constant(e)
	case ast.IdentKind:
		val, ok := t.row.ResolveName(e.AsIdent())
		if !ok {
			return Value{}, false
		}
		return fromCEL(val.(ref.Val)), true
	}
	val, ok := t.state.Value(e.ID())
	if !ok {
		return Value{}, false
	}
	return fromCEL(val), true
}

// repeats says that a step is listed already.
func repeats(steps []Step, text string) bool {
	return slices.ContainsFunc(steps, func(known Step) bool { return known.Text == text })
}
