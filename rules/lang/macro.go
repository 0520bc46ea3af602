package lang

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/parser"

	"weiran/rules/source"
)

// accumulator is the name of the running result of a macro.
const accumulator = parser.HiddenAccumulatorName

// macro types list.exists(x, condition) and its like, and unfolds it into the
// loop that CEL defines for it.
func (c *checker) macro(e ast.Expr) node {
	call := e.AsCall()
	target, variable := c.check(call.Target()), call.Args()[0]
	if variable.Kind() != ast.IdentKind {
		c.report(variable, source.Say("%s needs a plain name first", "%s 的第一个参数须为变量名", call.FunctionName()),
			source.Say("write %s", "请写成 %s", members[call.FunctionName()].form))
		return c.wrong(e)
	}
	if !target.typ.wrong() && !target.typ.list {
		c.report(call.Target(), source.Say("%s needs a list, this is %s", "%s 需要列表，这里是%s", call.FunctionName(), target.typ.words()), source.Text{})
		target = c.wrong(e)
	}
	c.locals = append(c.locals, local{variable.AsIdent(), target.typ.element()})
	condition := c.check(call.Args()[1])
	c.locals = c.locals[:len(c.locals)-1]
	c.needBool(call.Args()[1], condition.typ, call.FunctionName())
	if target.typ.wrong() || !condition.typ.is(Bool) {
		return c.wrong(e)
	}
	return c.loop(e, target, condition.expr)
}

// loop unfolds a macro whose parts are checked.
func (c *checker) loop(e ast.Expr, target node, condition ast.Expr) node {
	call, result := c.made, c.result
	f := fold{over: target.expr, variable: e.AsCall().Args()[0].AsIdent(), result: result()}
	t := typ{kind: Bool}
	switch e.AsCall().FunctionName() {
	case operators.Exists:
		f.start = c.constant(types.False)
		f.goOn = call(operators.NotStrictlyFalse, call(operators.LogicalNot, result()))
		f.step = call(operators.LogicalOr, result(), condition)
	case operators.All:
		f.start = c.constant(types.True)
		f.goOn = call(operators.NotStrictlyFalse, result())
		f.step = call(operators.LogicalAnd, result(), condition)
	case operators.ExistsOne:
		f.start, f.goOn = c.constant(types.Int(0)), c.constant(types.True)
		f.step = call(operators.Conditional, condition, call(operators.Add, result(), c.constant(types.Int(1))), result())
		f.result = call(operators.Equals, result(), c.constant(types.Int(1)))
	default: // filter
		t = target.typ
		item := c.build.NewIdent(c.newID(), f.variable)
		one := c.build.NewList(c.newID(), []ast.Expr{item}, nil)
		f.start, f.goOn = c.build.NewList(c.newID(), nil, nil), c.constant(types.True)
		f.step = call(operators.Conditional, condition, call(operators.Add, result(), one), result())
	}
	return node{c.comprehension(e.ID(), f), t}
}

// A fold is a loop over a list that carries a result along.
type fold struct {
	over     ast.Expr
	variable string
	start    ast.Expr
	goOn     ast.Expr
	step     ast.Expr
	result   ast.Expr
}

func (c *checker) comprehension(id int64, f fold) ast.Expr {
	return c.build.NewComprehension(id, f.over, f.variable, accumulator, f.start, f.goOn, f.step, f.result)
}

func (c *checker) made(name string, args ...ast.Expr) ast.Expr {
	return c.build.NewCall(c.newID(), name, args...)
}

func (c *checker) result() ast.Expr { return c.build.NewAccuIdent(c.newID()) }

func (c *checker) constant(v ref.Val) ast.Expr { return c.build.NewLiteral(c.newID(), v) }
