package lang

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"weiran/rules/source"
)

// arithmetic types + − × ÷ and the remainder.
func (c *checker) arithmetic(e ast.Expr) node {
	pair := c.checkAll(e.AsCall().Args())
	left, right := pair[0].typ, pair[1].typ
	op := e.AsCall().FunctionName()
	switch {
	case left.wrong() || right.wrong():
		return c.wrong(e)
	case left.number() && right.number():
		return c.numbers(e, pair)
	case op == operators.Add && left.is(Int) && right.is(DateKind):
		return c.operator(e, []node{pair[1], pair[0]}, right)
	case op == operators.Subtract && left.is(DateKind) && right.is(DateKind):
		return c.operator(e, pair, typ{kind: Int})
	case (op == operators.Add || op == operators.Subtract) && left.is(DateKind) && right.is(Int):
		return c.operator(e, pair, left)
	case op == operators.Add && left.is(String) && right.is(String):
		if c.anySpelled(pair) {
			return c.wrong(e)
		}
		return c.operator(e, pair, typ{kind: String})
	}
	c.mismatch(e, pair, arithmeticHint(op, left, right))
	return c.wrong(e)
}

// arithmeticHint says what the operator can do with one of the two operands.
func arithmeticHint(op string, left, right typ) source.Text {
	switch {
	case left.is(DateKind) && right.is(DateKind) && op == operators.Add:
		return source.Say("a date less a date is a count of days; a date plus a whole number is a date", "两个日期相减得天数；日期加整数得日期")
	case left.is(DateKind) || right.is(DateKind):
		return source.Say("a date takes whole days: date + 30, date - date", "日期可加减整数天：日期 + 30、日期 - 日期")
	case left.is(Bool) || right.is(Bool):
		return source.Say("write condition ? a : b", "请写成 条件 ? 甲 : 乙")
	}
	return source.Say("both sides must be numbers", "两边都必须是数")
}

// numbers types an operator between numbers, of one kind once it is done.
func (c *checker) numbers(e ast.Expr, pair []node) node {
	pair, t, _ := c.unify(pair)
	if t.wrong() {
		return c.wrong(e)
	}
	op := e.AsCall().FunctionName()
	if op == operators.Divide && t.is(Int) && inexact(pair[0].expr, pair[1].expr) {
		left, right := c.source(pair[0]), c.source(pair[1])
		c.report(e, source.Say("%s / %s drops the remainder: both are whole numbers", "%s / %s 会舍去余数：两边都是整数", left, right),
			source.Say("write %s.0 / %s", "请写成 %s.0 / %s", left, right))
		return c.wrong(e)
	}
	return c.operator(e, pair, t)
}

// inexact says that two whole constants do not divide evenly.
func inexact(dividend, divisor ast.Expr) bool {
	n, known := wholeConstant(dividend)
	d, alsoKnown := wholeConstant(divisor)
	return known && alsoKnown && d != 0 && n%d != 0
}

// wholeConstant gives the value of whole literals and of their sums, products
// and quotients. Where one overflows or divides by zero there is none.
func wholeConstant(e ast.Expr) (int64, bool) {
	if n, ok := wholeLiteral(e); ok {
		return n, true
	}
	if e.Kind() != ast.CallKind || len(e.AsCall().Args()) != 2 {
		return 0, false
	}
	a, known := wholeConstant(e.AsCall().Args()[0])
	b, alsoKnown := wholeConstant(e.AsCall().Args()[1])
	if !known || !alsoKnown {
		return 0, false
	}
	return whole(e.AsCall().FunctionName(), types.Int(a), types.Int(b))
}

// whole computes as cel-go does, which knows what overflows.
func whole(op string, a, b types.Int) (int64, bool) {
	var v ref.Val
	switch op {
	case operators.Add:
		v = a.Add(b)
	case operators.Subtract:
		v = a.Subtract(b)
	case operators.Multiply:
		v = a.Multiply(b)
	case operators.Divide:
		v = a.Divide(b)
	}
	n, ok := v.(types.Int)
	return int64(n), ok
}

func wholeLiteral(e ast.Expr) (int64, bool) {
	if e.Kind() != ast.LiteralKind {
		return 0, false
	}
	n, ok := e.AsLiteral().(types.Int)
	return int64(n), ok
}

// promote turns an int into a decimal. A literal becomes the decimal itself, a
// list has its members promoted. The outcome of a division of whole numbers is
// refused, for its remainder is lost before the decimal could keep it.
func (c *checker) promote(n node) node {
	if whole, ok := wholeLiteral(n.expr); ok {
		return c.promoteLiteral(n, whole)
	}
	if n.typ.list {
		return c.promoteList(n)
	}
	if division, found := divisionIn(n.expr); found {
		c.report(division, source.Say("this division of whole numbers drops its remainder before it meets a decimal", "整数相除会先舍去余数，再与小数运算"),
			source.Say("multiply one side by 1.0, or write floor(1.0 * a / b)", "请先乘以 1.0，或写成 floor(1.0 * 甲 / 乙)"))
		return c.wrong(n.expr)
	}
	return node{c.build.NewCall(c.newID(), toDecimal, n.expr), typ{kind: DecimalKind}}
}

func (c *checker) promoteLiteral(n node, whole int64) node {
	d, ok := DecimalFromInt(whole)
	if !ok {
		c.report(n.expr, source.Say("the number is too large for a decimal", "数值超出小数范围"), source.Text{})
		return c.wrong(n.expr)
	}
	return c.decimal(n.expr, d)
}

// promoteList promotes the members of a list literal; lists of whole numbers
// come from nowhere else.
func (c *checker) promoteList(n node) node {
	if n.expr.Kind() != ast.ListKind {
		return n
	}
	var members []node
	for _, e := range n.expr.AsList().Elements() {
		members = append(members, c.promote(node{e, typ{kind: Int}}))
	}
	return node{c.build.NewList(n.expr.ID(), exprs(members), nil), typ{kind: DecimalKind, list: true}}
}

// divisionIn finds a division whose quotient is the value of an int, whole or
// as a term of a sum or product.
func divisionIn(e ast.Expr) (ast.Expr, bool) {
	if e.Kind() != ast.CallKind {
		return nil, false
	}
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.Divide:
		_, exact := wholeConstant(e) // an inexact one is refused already
		return e, !exact
	case operators.Conditional:
		args = args[1:]
	case operators.Add, operators.Subtract, operators.Multiply, operators.Negate, "min", "max", "coalesce":
	default:
		return nil, false
	}
	for _, arg := range args {
		if division, found := divisionIn(arg); found {
			return division, true
		}
	}
	return nil, false
}

// decimal builds the constant of a decimal. It is a call on its digits until
// cel-go has checked the expression; then it becomes the value.
func (c *checker) decimal(e ast.Expr, d Decimal) node {
	digits := c.build.NewLiteral(c.newID(), types.String(d.String()))
	return node{c.build.NewCall(e.ID(), toDecimal, digits), typ{kind: DecimalKind}}
}

// source gives a node as its author wrote it.
func (c *checker) source(n node) string { return c.layout.slice(c.layout.spans[n.expr.ID()]) }
