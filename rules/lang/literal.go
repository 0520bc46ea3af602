package lang

import (
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"weiran/rules/source"
)

// literal types a constant. A number with a point or a percent sign is read
// from its digits, so that no floating point ever holds it.
func (c *checker) literal(e ast.Expr) node {
	text := c.layout.slice(c.layout.spans[e.ID()])
	switch v := e.AsLiteral().(type) {
	case types.Bool:
		return node{e, typ{kind: Bool}}
	case types.String:
		return node{e, typ{kind: String}}
	case types.Int:
		if percentOf(text) == 0 {
			return node{e, typ{kind: Int}}
		}
		return c.digits(e, text)
	case types.Double:
		return c.digits(e, text)
	case types.Null:
		c.report(e, source.Say("null is not part of the language", "表达式中不能使用 null"),
			source.Say("an empty cell is unknown: write !known(x)", "空单元格即未知：请写 !known(x)"))
	default:
		c.report(e, source.Say("a literal of type %s is not part of the language", "表达式中不能使用 %s 类型的常量", v.Type().TypeName()), source.Text{})
	}
	return c.wrong(e)
}

// digits reads a decimal literal.
func (c *checker) digits(e ast.Expr, text string) node {
	if strings.ContainsAny(text, "eExX") {
		c.report(e, source.Say("%s is not a plain decimal", "%s 不是普通小数", text),
			source.Say("write all digits, such as 1500.25", "请写出全部数字，例如 1500.25"))
		return c.wrong(e)
	}
	d, err := ParseDecimal(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		fault := faultOf(err)
		c.report(e, fault.Message, fault.Hint)
		return c.wrong(e)
	}
	return c.decimal(e, d)
}

// encode reads text literals as codes of a type: the literal itself, the members
// of a list, the outcomes of a condition. What is neither a code nor a label is a
// problem, and so is a free text; a text with codes of its own stays as it is.
func (c *checker) encode(n node, t typ) node {
	if n.typ.codes == nil && free(n.expr) {
		c.uncoded(n, t.codes)
		return c.wrong(n.expr)
	}
	n.expr = c.encoded(n.expr, t)
	n.typ.kind, n.typ.codes = t.kind, t.codes
	return n
}

func (c *checker) encoded(e ast.Expr, t typ) ast.Expr {
	switch e.Kind() {
	case ast.LiteralKind:
		return c.code(e, t)
	case ast.ListKind:
		members := make([]ast.Expr, 0, e.AsList().Size())
		for _, member := range e.AsList().Elements() {
			members = append(members, c.encoded(member, t))
		}
		return c.build.NewList(e.ID(), members, nil)
	case ast.CallKind:
		return c.encodedCall(e, t)
	}
	return e
}

// encodedCall reads the literals that a conditional or a coalesce may yield.
func (c *checker) encodedCall(e ast.Expr, t typ) ast.Expr {
	call := e.AsCall()
	first := 0
	switch call.FunctionName() {
	case operators.Conditional:
		first = 1
	case "coalesce":
	default:
		return e
	}
	args := make([]ast.Expr, len(call.Args()))
	copy(args, call.Args())
	for i := first; i < len(args); i++ {
		args[i] = c.encoded(args[i], t)
	}
	return c.build.NewCall(e.ID(), call.FunctionName(), args...)
}

func (c *checker) code(e ast.Expr, t typ) ast.Expr {
	text, ok := e.AsLiteral().(types.String)
	if !ok {
		return e
	}
	for _, code := range t.codes {
		if string(text) == code.Code || string(text) == code.Label {
			return c.codeLiteral(e, code.Code, t.kind)
		}
	}
	c.report(e, source.Say("%q is not one of the allowed values", "%q 不在允许的取值之内", string(text)), codeHint(string(text), t.codes))
	return e
}

// codeLiteral writes a code as its field holds it: a text, or the number 131.
func (c *checker) codeLiteral(e ast.Expr, code string, kind Kind) ast.Expr {
	if number, err := strconv.ParseInt(code, 10, 64); kind == Int && err == nil {
		return c.build.NewLiteral(e.ID(), types.Int(number))
	}
	return c.text(e, code)
}

// codeHint names the nearest code or label, or lists all.
func codeHint(text string, codes []Code) source.Text {
	var names, all []string
	for _, code := range codes {
		names = append(names, code.Code, code.Label)
		all = append(all, code.Code+" "+code.Label)
	}
	if source.Nearest(text, names) != "" {
		return source.DidYouMean(text, names)
	}
	return source.DidYouMean(text, all)
}
