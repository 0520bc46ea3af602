package lang

import (
	"errors"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// An Expr is a checked expression. It is safe for concurrent use.
type Expr struct {
	env     *Env
	ast     *ast.AST
	text    string
	unit    unit // where the text stands
	kind    Kind
	codes   []Code
	reads   []int
	lookups []string
	layout  *layout
	program cel.Program
	traced  cel.Program

	explained note // of what is not a part
}

// A Row gives the value of each field of the scope, by the field's index in
// Scope.Fields. An unknown field is [Unknown] of its own name, or of the fields
// that would decide it.
type Row interface{ Field(index int) Value }

// Text gives the expression as it was written.
func (x *Expr) Text() string { return x.text }

// Kind gives the kind of the result.
func (x *Expr) Kind() Kind { return x.kind }

// Reads gives the indexes of the fields that the expression mentions, sorted.
func (x *Expr) Reads() []int { return x.reads }

// Scope gives what the expression's environment may read. [Expr.Reads] counts
// its fields.
func (x *Expr) Scope() Scope { return x.env.scope }

// Lookups gives the names of the tables and bands that it calls, sorted.
func (x *Expr) Lookups() []string { return x.lookups }

// AST gives the checked expression for another engine. It is CEL's tree with
// these promises: both operands of an operator, all members of a list and all
// arguments of min, max and coalesce are of one kind; an int beside a decimal
// stands inside a call of "decimal"; min, max and coalesce take two arguments;
// a field is an identifier of its dotted name; a lookup is a call of its dotted
// name; a label is its code; a decimal or date constant is a literal, whose
// value [Constant] gives. The tree must not be changed.
func (x *Expr) AST() *ast.AST { return x.ast }

// Constant gives the value of a literal of a checked expression.
func Constant(e ast.Expr) (v Value, ok bool) {
	if e.Kind() != ast.LiteralKind {
		return Value{}, false
	}
	return fromCEL(e.AsLiteral()), true
}

// Eval computes the expression over a row.
func (x *Expr) Eval(row Row) Value {
	val, _, err := x.program.Eval(activation{x.env, row})
	return outcome(val, err)
}

// outcome gives what cel-go returned as a Value; an error that has no value is
// one of cel-go itself.
func outcome(val ref.Val, err error) Value {
	if val == nil && err == nil {
		err = errors.New("no value")
	}
	if err != nil {
		return Failed(faultOf(err))
	}
	return fromCEL(val)
}

// An activation resolves the names of an expression from a row.
type activation struct {
	env *Env
	row Row
}

// Parent is part of cel-go's contract; a row has none.
func (a activation) Parent() cel.Activation { return nil }

// ResolveName gives the value of a field, as cel-go's unknown where the cell is.
func (a activation) ResolveName(name string) (any, bool) {
	index, ok := a.env.fields[name]
	if !ok {
		return nil, false
	}
	return a.value(index), true
}

func (a activation) value(index int) ref.Val {
	v := a.row.Field(index)
	if fault, failed := v.Fault(); failed {
		return types.WrapErr(fault)
	}
	if v.Known() {
		return toCEL(v, a.env.scope.Fields[index].Kind)
	}
	if own := a.env.scope.Fields[index].Name; len(v.Missing()) == 0 || len(v.Missing()) == 1 && v.Missing()[0] == own {
		return a.env.unknowns[index]
	}
	return unknownOf(int64(index)+1, v.Missing())
}
