package lang

import (
	"maps"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"weiran/rules/source"
)

// A checker types a parsed expression bottom up, reports every problem at its
// place, and builds the expression anew with operands of one kind, labels read
// as codes and macros unfolded. cel-go's own checker then only confirms it.
type checker struct {
	env      *Env
	unit     unit
	layout   *layout
	build    ast.ExprFactory
	lastID   int64
	locals   []local
	reads    map[int]bool
	lookups  map[string]bool
	problems source.Problems
}

// A local is a variable of a macro: c in list.exists(c, …).
type local struct {
	name string
	typ  typ
}

// A node is a checked sub-expression.
type node struct {
	expr ast.Expr
	typ  typ
}

func newChecker(env *Env, u unit, l *layout) *checker {
	return &checker{
		env: env, unit: u, layout: l,
		build: ast.NewExprFactoryWithAccumulator(accumulator),
		reads: map[int]bool{}, lookups: map[string]bool{},
	}
}

// newID gives an id to a node that the author did not write.
func (c *checker) newID() int64 {
	c.lastID++
	return c.lastID
}

// check types one node and all nodes below it.
func (c *checker) check(e ast.Expr) node {
	switch e.Kind() {
	case ast.LiteralKind:
		return c.literal(e)
	case ast.IdentKind, ast.SelectKind:
		return c.name(e)
	case ast.ListKind:
		return c.list(e)
	case ast.CallKind:
		return c.call(e)
	}
	c.report(e, source.Say("maps and messages are not part of the language", "表达式中不能使用 {…} 结构"), source.Text{})
	return c.wrong(e)
}

func (c *checker) checkAll(exprs []ast.Expr) []node {
	nodes := make([]node, len(exprs))
	for i, e := range exprs {
		nodes[i] = c.check(e)
	}
	return nodes
}

// wrong stands for a node whose problem is reported.
func (c *checker) wrong(e ast.Expr) node { return node{expr: e} }

// report adds a problem that underlines a whole sub-expression.
func (c *checker) report(e ast.Expr, message, hint source.Text) {
	c.reportSpan(c.layout.spans[e.ID()], message, hint)
}

func (c *checker) reportSpan(s span, message, hint source.Text) {
	c.problems = append(c.problems, c.unit.problem(s, message, hint))
}

// call types an operator or a function.
func (c *checker) call(e ast.Expr) node {
	call := e.AsCall()
	name := call.FunctionName()
	switch name {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
		return c.logic(e)
	case operators.Conditional:
		return c.conditional(e)
	case operators.Equals, operators.NotEquals:
		return c.equality(e)
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return c.order(e)
	case operators.In:
		return c.in(e)
	case operators.Negate:
		return c.negate(e)
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo:
		return c.arithmetic(e)
	case operators.Index, operators.OptIndex, operators.OptSelect:
		c.report(e, source.Say("an index is not part of the language", "表达式中不能使用下标"), source.Text{})
		return c.wrong(e)
	}
	if call.IsMemberFunction() {
		return c.member(e)
	}
	return c.function(e, name)
}

// name types a field, written as a chain of names with dots.
func (c *checker) name(e ast.Expr) node {
	name, ok := dotted(e)
	if !ok {
		operand := c.check(e.AsSelect().Operand())
		if !operand.typ.wrong() {
			c.report(e, source.Say("%s has no parts", "%s没有下级字段", operand.typ.words()), source.Text{})
		}
		return c.wrong(e)
	}
	if t, local := c.local(name); local {
		return node{e, t}
	}
	index, ok := c.env.fields[name]
	if !ok {
		message, hint := c.env.unknownName(name)
		c.report(e, message, hint)
		return c.wrong(e)
	}
	c.reads[index] = true
	return node{c.build.NewIdent(e.ID(), name), typeOf(c.env.scope.Fields[index])}
}

func (c *checker) local(name string) (typ, bool) {
	for _, l := range slices.Backward(c.locals) {
		if l.name == name {
			return l.typ, true
		}
	}
	return typ{}, false
}

// dotted gives a.b.c of a chain of names.
func dotted(e ast.Expr) (string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent(), true
	case ast.SelectKind:
		operand, ok := dotted(e.AsSelect().Operand())
		return operand + "." + e.AsSelect().FieldName(), ok
	}
	return "", false
}

// list types a list, whose members are of one kind.
func (c *checker) list(e ast.Expr) node {
	members := c.checkAll(e.AsList().Elements())
	members, t, ok := c.unify(members)
	if !ok {
		c.report(e, source.Say("the members of a list must be of one kind", "列表各项的类型必须相同"), source.Text{})
		return c.wrong(e)
	}
	if len(members) > 0 && t.wrong() {
		return c.wrong(e)
	}
	if t.list {
		c.report(e, source.Say("a list inside a list is not part of the language", "列表中不能再套列表"), source.Text{})
		return c.wrong(e)
	}
	t.list = true
	return node{c.build.NewList(e.ID(), exprs(members), nil), t}
}

func exprs(nodes []node) []ast.Expr {
	list := make([]ast.Expr, len(nodes))
	for i, n := range nodes {
		list[i] = n.expr
	}
	return list
}

// unify brings nodes to one type: ints become decimals where one is a decimal,
// and text literals are read as codes where one has codes. The type is wrong
// where a node is; ok is false where the types do not go together.
func (c *checker) unify(nodes []node) (unified []node, t typ, ok bool) {
	for _, n := range nodes {
		if n.typ.wrong() {
			return nodes, typ{}, true
		}
		switch {
		case t.wrong():
			t = n.typ
		case t.kind == String && n.typ.numbered():
			t.kind, t.codes = Int, n.typ.codes
		case t.kind == Int && n.typ.kind == DecimalKind && t.list == n.typ.list:
			t.kind = DecimalKind
		case t.list && t.kind == Invalid:
			t = n.typ
		}
		if t.codes == nil {
			t.codes = n.typ.codes
		}
	}
	unified = make([]node, len(nodes))
	for i, n := range nodes {
		unified[i] = c.fit(n, t)
		if !unified[i].typ.wrong() && !unified[i].typ.like(t) {
			return nodes, typ{}, false
		}
	}
	return unified, t, true
}

// fit promotes an int to the decimal, or reads a text as the code, that a type
// asks for. Any other node stays as it is.
func (c *checker) fit(n node, t typ) node {
	switch {
	case n.typ.kind == Int && t.kind == DecimalKind && n.typ.list == t.list:
		return c.promote(n)
	case n.typ.kind == String && t.kind == String && t.codes != nil:
		return c.encode(n, t)
	case n.typ.kind == String && t.numbered() && !free(n.expr):
		return c.encode(n, t)
	}
	return n
}

// logic types &&, || and !.
func (c *checker) logic(e ast.Expr) node {
	args := c.checkAll(e.AsCall().Args())
	for i, n := range args {
		c.needBool(e.AsCall().Args()[i], n.typ, symbol(e))
	}
	return node{c.build.NewCall(e.ID(), e.AsCall().FunctionName(), exprs(args)...), typ{kind: Bool}}
}

// needBool reports an operand that is not true or false.
func (c *checker) needBool(e ast.Expr, t typ, operator string) {
	if t.wrong() || t.is(Bool) {
		return
	}
	c.report(e, source.Say("%s needs true or false, this is %s", "%s 需要真假值，这里是%s", operator, t.words()), hintForBool(t))
}

func hintForBool(t typ) source.Text {
	if t.number() {
		return source.Say("compare it, such as x > 0", "请写成比较，例如 x > 0")
	}
	return source.Text{}
}

// conditional types c ? a : b.
func (c *checker) conditional(e ast.Expr) node {
	args := e.AsCall().Args()
	condition := c.check(args[0])
	c.needBool(args[0], condition.typ, "?")
	branches, t, ok := c.unify(c.checkAll(args[1:]))
	if !ok {
		c.report(e, source.Say("the two outcomes are %s and %s; they must be of one kind", "两种结果分别是%s和%s，类型必须相同",
			branches[0].typ.words(), branches[1].typ.words()), source.Text{})
		return c.wrong(e)
	}
	return node{c.build.NewCall(e.ID(), operators.Conditional, condition.expr, branches[0].expr, branches[1].expr), t}
}

// equality types == and !=.
func (c *checker) equality(e ast.Expr) node {
	pair, t, ok := c.unify(c.checkAll(e.AsCall().Args()))
	switch {
	case !ok:
		c.mismatch(e, pair, source.Say("both sides must be of one kind", "两边的类型必须相同"))
	case !t.wrong():
		c.strangers(pair[0], pair[1])
		c.strangers(pair[1], pair[0])
		return c.operator(e, pair, typ{kind: Bool})
	}
	return node{e, typ{kind: Bool}}
}

// order types <, <=, > and >=.
func (c *checker) order(e ast.Expr) node {
	pair, t, ok := c.unify(c.checkAll(e.AsCall().Args()))
	switch {
	case ok && t.wrong():
	case ok && t.coded():
		c.spelled(pair[0]) // codes have no order; the other side is one by now
	case !ok || t.list || t.is(Bool):
		c.mismatch(e, pair, source.Say("two numbers, two dates or two texts can be compared", "可比较两个数、两个日期或两段文本"))
	default:
		return c.operator(e, pair, typ{kind: Bool})
	}
	return node{e, typ{kind: Bool}}
}

// in types x in list.
func (c *checker) in(e ast.Expr) node {
	pair := c.checkAll(e.AsCall().Args())
	item, list := pair[0], pair[1]
	if item.typ.wrong() || list.typ.wrong() {
		return node{e, typ{kind: Bool}}
	}
	item, list = c.align(item, list)
	if item.typ.wrong() || list.typ.wrong() {
		return node{e, typ{kind: Bool}}
	}
	if item.typ.list || !list.typ.list || list.typ.kind != item.typ.kind && list.typ.kind != Invalid {
		c.mismatch(e, pair, source.Say("write value in [a, b] with members like the value", "请写成 值 in [甲, 乙]，各项与值类型相同"))
		return node{e, typ{kind: Bool}}
	}
	c.strangers(item, list)
	return c.operator(e, []node{item, list}, typ{kind: Bool})
}

// align brings a value and the members of a list to one kind.
func (c *checker) align(item, list node) (node, node) {
	codes := item.typ.codes
	if codes == nil {
		codes = list.typ.codes
	}
	item = c.fit(item, typ{kind: list.typ.kind, codes: codes})
	list = c.fit(list, typ{kind: item.typ.kind, list: true, codes: codes})
	return item, list
}

// negate types −x.
func (c *checker) negate(e ast.Expr) node {
	args := c.checkAll(e.AsCall().Args())
	if args[0].typ.wrong() {
		return c.wrong(e)
	}
	if !args[0].typ.number() {
		c.report(e, source.Say("- needs a number, this is %s", "- 需要数，这里是%s", args[0].typ.words()), source.Text{})
		return c.wrong(e)
	}
	return c.operator(e, args, args[0].typ)
}

// operator builds an operator's node anew from checked operands.
func (c *checker) operator(e ast.Expr, args []node, t typ) node {
	t.codes = nil
	return node{c.build.NewCall(e.ID(), e.AsCall().FunctionName(), exprs(args)...), t}
}

// mismatch reports an operator whose operands do not go together, and underlines
// the operator.
func (c *checker) mismatch(e ast.Expr, pair []node, hint source.Text) {
	left, right := pair[0].typ, pair[1].typ
	if mend := c.mend(e, pair); !mend.Empty() {
		hint = mend
	}
	c.reportSpan(c.layout.operator(e),
		source.Say("%s does not go between %s and %s", "%s 不能用于%s和%s", symbol(e), left.words(), right.words()), hint)
}

// symbol gives an operator as the author writes it.
func symbol(e ast.Expr) string {
	name := e.AsCall().FunctionName()
	if s, ok := operators.FindReverse(name); ok && s != "" {
		return s
	}
	return strings.Trim(name, "_")
}

// readIndexes gives the fields that were read, sorted.
func (c *checker) readIndexes() []int { return slices.Sorted(maps.Keys(c.reads)) }

// lookupNames gives the lookups that were called, sorted.
func (c *checker) lookupNames() []string { return slices.Sorted(maps.Keys(c.lookups)) }

// text builds the literal of a text.
func (c *checker) text(e ast.Expr, s string) ast.Expr {
	return c.build.NewLiteral(e.ID(), types.String(s))
}
