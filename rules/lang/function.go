package lang

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"weiran/rules/source"
)

// A function is how the checker types the calls of one name.
type function struct {
	form  string // how it is written, for hints
	least int    // arguments
	most  int    // arguments; 0 means any number
	check func(c *checker, e ast.Expr, args []node) node
}

// functions are those of the dialect that are written name(…).
var functions map[string]function

// members are those of the dialect that are written text.name(…).
var members map[string]function

func init() { // the tables and the checker mention each other
	dates := []Kind{DateKind, DateKind}
	functions = map[string]function{
		"date":     {`date("2014-09-30")`, 1, 1, (*checker).date},
		"age_on":   {"age_on(born, on)", 2, 2, typed(Int, dates...)},
		"years":    {"years(from, to)", 2, 2, typed(Int, dates...)},
		"months":   {"months(from, to)", 2, 2, typed(Int, dates...)},
		"ceil":     {"ceil(x)", 1, 1, typed(DecimalKind, DecimalKind)},
		"floor":    {"floor(x)", 1, 1, typed(DecimalKind, DecimalKind)},
		"round":    {`round(x, 0.01, "half_up")`, 3, 3, (*checker).round},
		"min":      {"min(x, y)", 2, 0, (*checker).pick},
		"max":      {"max(x, y)", 2, 0, (*checker).pick},
		"known":    {"known(x)", 1, 1, (*checker).known},
		"coalesce": {"coalesce(x, y)", 2, 0, (*checker).coalesce},
		"size":     {"size(list)", 1, 1, (*checker).size},
	}
	members = map[string]function{
		"startsWith": {`text.startsWith("…")`, 1, 1, typed(Bool, String, String)},
		"endsWith":   {`text.endsWith("…")`, 1, 1, typed(Bool, String, String)},
		"contains":   {`text.contains("…")`, 1, 1, typed(Bool, String, String)},
		"matches":    {`text.matches("…")`, 1, 1, (*checker).matches},
		"size":       {"list.size()", 0, 0, (*checker).size},
		"exists":     {"list.exists(x, condition)", 2, 2, nil},
		"all":        {"list.all(x, condition)", 2, 2, nil},
		"exists_one": {"list.exists_one(x, condition)", 2, 2, nil},
		"filter":     {"list.filter(x, condition)", 2, 2, nil},
	}
}

// function types a call that is written name(…).
func (c *checker) function(e ast.Expr, name string) node {
	f, ok := functions[name]
	if !ok {
		c.unknownFunction(e, name)
		return c.wrong(e)
	}
	args := c.checkAll(e.AsCall().Args())
	if !c.counts(e, f) || anyWrong(args) {
		return c.wrong(e)
	}
	return f.check(c, e, args)
}

// member types a call that is written target.name(…): a lookup, a macro, or a
// function of a text.
func (c *checker) member(e ast.Expr) node {
	call := e.AsCall()
	if prefix, ok := dotted(call.Target()); ok {
		if l, found := c.env.lookups[prefix+"."+call.FunctionName()]; found {
			return c.lookup(e, l)
		}
		if c.env.isNamespace(prefix) {
			c.unknownLookup(e, prefix+"."+call.FunctionName())
			return c.wrong(e)
		}
	}
	f, ok := members[call.FunctionName()]
	switch {
	case !ok:
		c.unknownFunction(e, call.FunctionName())
		return c.wrong(e)
	case !c.counts(e, f):
		return c.wrong(e)
	case f.check == nil:
		return c.macro(e)
	}
	args := c.checkAll(append([]ast.Expr{call.Target()}, call.Args()...))
	if anyWrong(args) || c.anySpelled(args) {
		return c.wrong(e)
	}
	return f.check(c, e, args)
}

func anyWrong(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool { return n.typ.wrong() })
}

// counts reports a call with too few or too many arguments.
func (c *checker) counts(e ast.Expr, f function) bool {
	n := len(e.AsCall().Args())
	if n >= f.least && (n <= f.most || f.most == 0 && f.least > 0) {
		return true
	}
	c.report(e, source.Say("%s does not take %d arguments", "%s 不接受 %d 个参数", e.AsCall().FunctionName(), n),
		source.Say("write %s", "请写成 %s", f.form))
	return false
}

// typed makes the check of a function whose arguments have fixed kinds.
func typed(result Kind, params ...Kind) func(*checker, ast.Expr, []node) node {
	return func(c *checker, e ast.Expr, args []node) node {
		want := make([]typ, len(params))
		for i, kind := range params {
			want[i] = typ{kind: kind}
		}
		args, ok := c.arguments(e.AsCall().FunctionName(), args, want)
		if !ok {
			return c.wrong(e)
		}
		return c.rebuilt(e, args, typ{kind: result})
	}
}

// arguments brings the arguments of a named function to the types of its
// parameters and reports those that do not go.
func (c *checker) arguments(name string, args []node, want []typ) ([]node, bool) {
	fitted := make([]node, len(args))
	ok := true
	for i, n := range args {
		fitted[i] = c.fit(n, want[i])
		switch {
		case fitted[i].typ.wrong():
			ok = false
		case !fitted[i].typ.like(want[i]):
			c.report(n.expr, source.Say("%s needs %s here, this is %s", "%s 此处需要%s，这里是%s",
				name, want[i].words(), n.typ.words()), c.argumentHint(name, want[i], n))
			ok = false
		}
	}
	return fitted, ok
}

// rebuilt builds a call anew; the target of a member call is its first argument.
func (c *checker) rebuilt(e ast.Expr, args []node, t typ) node {
	call, list := e.AsCall(), exprs(args)
	if call.IsMemberFunction() {
		return node{c.build.NewMemberCall(e.ID(), call.FunctionName(), list[0], list[1:]...), t}
	}
	return node{c.build.NewCall(e.ID(), call.FunctionName(), list...), t}
}

// date reads the constant of a date.
func (c *checker) date(e ast.Expr, args []node) node {
	text, ok := textLiteral(args[0].expr)
	if !ok {
		c.report(args[0].expr, source.Say("date needs a date in quotes", "date 需要带引号的日期"),
			source.Say("write %s", "请写成 %s", functions["date"].form))
		return c.wrong(e)
	}
	if _, err := ParseDate(text); err != nil {
		fault := faultOf(err)
		c.report(args[0].expr, fault.Message, fault.Hint)
		return c.wrong(e)
	}
	return c.rebuilt(e, args, typ{kind: DateKind})
}

func textLiteral(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	text, ok := e.AsLiteral().(types.String)
	return string(text), ok
}

// round checks the unit and the mode, which is always a literal.
func (c *checker) round(e ast.Expr, args []node) node {
	args, ok := c.arguments("round", args, []typ{{kind: DecimalKind}, {kind: DecimalKind}, {kind: String}})
	if !ok {
		return c.wrong(e)
	}
	mode, literal := textLiteral(args[2].expr)
	var rounding Rounding
	err := rounding.UnmarshalText([]byte(mode))
	switch {
	case !literal:
		c.report(args[2].expr, source.Say("the rounding mode must be written out", "舍入方式必须直接写出"),
			source.Say("known here: %s", "此处可用：%s", strings.Join(roundingNames, ", ")))
		return c.wrong(e)
	case err != nil:
		fault := faultOf(err)
		c.report(args[2].expr, fault.Message, fault.Hint)
		return c.wrong(e)
	}
	if unit, constant := decimalLiteral(args[1].expr); constant {
		if _, err := Decimal(0).Round(unit, rounding); err != nil {
			fault := faultOf(err)
			c.report(args[1].expr, fault.Message, fault.Hint)
			return c.wrong(e)
		}
	}
	return c.rebuilt(e, args, typ{kind: DecimalKind})
}

// decimalLiteral gives the value of a decimal constant that is not yet folded.
func decimalLiteral(e ast.Expr) (Decimal, bool) {
	if e.Kind() != ast.CallKind || e.AsCall().FunctionName() != toDecimal {
		return 0, false
	}
	digits, ok := textLiteral(e.AsCall().Args()[0])
	if !ok {
		return 0, false
	}
	d, err := ParseDecimal(digits)
	return d, err == nil
}

// pick types min and max. Of more than two arguments it takes two at a time.
func (c *checker) pick(e ast.Expr, args []node) node {
	args, t, ok := c.unify(args)
	switch {
	case ok && t.wrong():
		return c.wrong(e)
	case !ok || !t.number() && !t.is(DateKind):
		c.report(e, source.Say("%s needs numbers only or dates only", "%s 的参数须全为数或全为日期", e.AsCall().FunctionName()), source.Text{})
		return c.wrong(e)
	}
	return c.pairwise(e, args, t)
}

// pairwise builds f(a, f(b, c)) of f(a, b, c); the whole keeps the author's id.
func (c *checker) pairwise(e ast.Expr, args []node, t typ) node {
	name := e.AsCall().FunctionName()
	last := args[len(args)-1].expr
	for i := len(args) - 2; i > 0; i-- {
		last = c.build.NewCall(c.newID(), name, args[i].expr, last)
	}
	return node{c.build.NewCall(e.ID(), name, args[0].expr, last), t}
}

// known types known(x), of a value of any kind.
func (c *checker) known(e ast.Expr, args []node) node { return c.rebuilt(e, args, typ{kind: Bool}) }

// coalesce types coalesce(x, y, …), whose values are of one kind.
func (c *checker) coalesce(e ast.Expr, args []node) node {
	args, t, ok := c.unify(args)
	if !ok {
		c.report(e, source.Say("the values of coalesce must be of one kind", "coalesce 各参数的类型必须相同"), source.Text{})
	}
	if !ok || t.wrong() {
		return c.wrong(e)
	}
	return c.pairwise(e, args, t)
}

// size types size(x) and x.size(), of a text or a list.
func (c *checker) size(e ast.Expr, args []node) node {
	if c.spelled(args[0]) {
		return c.wrong(e)
	}
	if !args[0].typ.list && !args[0].typ.is(String) {
		c.report(e, source.Say("size needs a text or a list, this is %s", "size 需要文本或列表，这里是%s", args[0].typ.words()), source.Text{})
		return c.wrong(e)
	}
	return c.rebuilt(e, args, typ{kind: Int})
}

// matches checks the pattern, which is always a literal: one from a cell could
// be wrong on some rows only, and the error would tell what the cell holds.
func (c *checker) matches(e ast.Expr, args []node) node {
	pattern, literal := textLiteral(args[1].expr)
	if !literal {
		c.report(args[1].expr, source.Say("the pattern must be written out", "正则表达式必须直接写出"),
			source.Say("write %s", "请写成 %s", members["matches"].form))
		return c.wrong(e)
	}
	if _, err := regexp.Compile(pattern); err != nil {
		c.report(args[1].expr, source.Say("%q is not a regular expression", "%q 不是正则表达式", pattern), source.Text{})
		return c.wrong(e)
	}
	return typed(Bool, String, String)(c, e, args)
}

// lookup types a call of a table or a band.
func (c *checker) lookup(e ast.Expr, l *Lookup) node {
	c.lookups[l.Name] = true
	args := c.checkAll(e.AsCall().Args())
	if len(args) != len(l.Params) {
		c.report(e, source.Say("%s does not take %d arguments", "%s 不接受 %d 个参数", l.Name, len(args)),
			source.Say("write %s", "请写成 %s", l.form()))
		return c.wrong(e)
	}
	want := make([]typ, len(l.Params))
	for i, p := range l.Params {
		want[i] = typeOf(p)
	}
	args, ok := c.arguments(l.Name, args, want)
	if !ok {
		return c.wrong(e)
	}
	return node{c.build.NewCall(e.ID(), l.Name, exprs(args)...), typeOf(Field{Kind: l.Result})}
}

// form gives how a lookup is written: table.lixiu(person.rank).
func (l *Lookup) form() string {
	names := make([]string, len(l.Params))
	for i, p := range l.Params {
		names[i] = p.Name
	}
	return l.Name + "(" + strings.Join(names, ", ") + ")"
}
