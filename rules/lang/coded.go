package lang

import (
	"strconv"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"weiran/rules/source"
)

// The value of a field with allowed values is a code, while its author thinks of
// the label. Where the two cannot be brought together an expression would be
// false of everybody, without a word: so it is refused.

// coded says that the value is a code, or that a label is read as one.
func (t typ) coded() bool { return t.is(String) && t.codes != nil }

// numbered says that the value is a number that stands for something, such as
// 131 for 县处级正职: a label is read as one.
func (t typ) numbered() bool { return t.kind == Int && t.codes != nil }

// spelled reports a code whose letters are looked at, and whether it is one.
func (c *checker) spelled(n node) bool {
	if !n.typ.coded() {
		return false
	}
	example := n.typ.codes[0]
	c.report(n.expr,
		source.Say("this is a code such as %s, not the text %s", "这里的值是代码（如 %s），不是文字“%s”", example.Code, example.Label),
		source.Say("compare the whole of it: x == %[1]q, x in [%[1]q, …]", "请整体比较：x == %[1]q、x in [%[1]q, …]", example.Label))
	return true
}

// anySpelled reports every code among the operands of what looks at letters.
func (c *checker) anySpelled(nodes []node) bool {
	found := false
	for _, n := range nodes {
		found = c.spelled(n) || found
	}
	return found
}

// free says that a text, or a list of texts, is neither written out nor a code:
// no label in it could be read as a code.
func free(e ast.Expr) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		return false
	case ast.ListKind:
		return anyFree(e.AsList().Elements())
	case ast.CallKind:
		switch e.AsCall().FunctionName() {
		case operators.Conditional:
			return anyFree(e.AsCall().Args()[1:])
		case "coalesce":
			return anyFree(e.AsCall().Args())
		}
	}
	return true
}

func anyFree(list []ast.Expr) bool {
	for _, e := range list {
		if free(e) {
			return true
		}
	}
	return false
}

// uncoded reports a free text beside codes.
func (c *checker) uncoded(n node, codes []Code) {
	c.report(n.expr,
		source.Say("a free text does not go with codes such as %s %s", "任意文本不能与代码（如 %s %s）相比", codes[0].Code, codes[0].Label),
		source.Say("write the codes or labels out: x == %[1]q, x in [%[1]q, …]", "请直接写出代码或中文标签：x == %[1]q、x in [%[1]q, …]", codes[0].Label))
}

// strangers reports whole numbers written beside a field that never holds them:
// person.rank == 113 would be false of everybody. A field alone is looked at,
// since coalesce(person.rank, 0) may be anything.
func (c *checker) strangers(field, written node) {
	if field.expr.Kind() != ast.IdentKind || !field.typ.numbered() {
		return
	}
	members := []ast.Expr{written.expr}
	if written.expr.Kind() == ast.ListKind {
		members = written.expr.AsList().Elements()
	}
	for _, e := range members {
		if number, ok := wholeLiteral(e); ok {
			c.code(c.build.NewLiteral(e.ID(), types.String(strconv.FormatInt(number, 10))), field.typ)
		}
	}
}
