package lang_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// FuzzCompile holds whatever an author types to the promises of the package:
// no panic, problems in both languages at places inside the text, and an
// expression that evaluates to its own kind and explains itself.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		`person.category == "离休" && person.born <= date("1934-09-30")`, `1.13% * pay.basic + 5 % 3`, `table.lixiu(person.rank) + min(1, 2.5, pay.living)`,
		`policy.channel.exists(c, c == "财政") ? coalesce(pay.living, 0) : round(pay.basic, 0.01, "half_up")`, `((1)`, `"a\`, "`x`.y", `a.?b[0]`, `{1:2}.x{y:3}`, `1..2`, "％", `--1 + !!true`,
		`person . rank /* x`, "a // b\n+ c", `'''x''' + r"\"`, `0x1.5e+3%`, `[1%,2,[3]]`, `x.exists(x, x.all(x, x))`, `!-5`, `-5.f()`, `.5 . a`, `date(date("2014-01-01"))`, `1=>2`, `table.lixiu.x(1)`,
	} {
		f.Add(seed)
	}
	env, err := lang.NewEnv(scope())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // a file that is not UTF-8 is refused as a whole
		}
		x, problems := env.Compile(source.Literal("expr", text), lang.Invalid)
		checkProblems(t, text, problems)
		if (x == nil) == (len(problems) == 0) {
			t.Fatalf("%q: neither an expression nor a problem", text)
		}
		if x == nil {
			return
		}
		v := x.Eval(person(t))
		if v.Known() && v.Kind() != x.Kind() {
			t.Errorf("%q is declared %s and is %s", text, x.Kind(), v.Kind())
		}
		steps := x.Explain(person(t))
		if last := steps[len(steps)-1]; shown(last.Value) != shown(v) {
			t.Errorf("%q: the trace ends with %s, Eval gives %s", text, shown(last.Value), shown(v))
		}
		if fault, failed := v.Fault(); failed && strings.Contains(fault.Message.EN, "overload") {
			t.Errorf("%q passes the checks and meets no overload", text)
		}
		checkHomogeneous(t, x)
	})
}

func checkProblems(t *testing.T, text string, problems source.Problems) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, p := range problems {
		if p.Message.EN == "" || p.Message.ZH == "" || strings.Contains(p.Message.EN, "cel-go") {
			t.Errorf("%q: %+v", text, p)
		}
		if p.Pos.Line < 1 || p.Pos.Line > len(lines) || p.Pos.Col < 1 || p.Pos.Col+p.Width > utf8.RuneCountInString(lines[p.Pos.Line-1])+2 {
			t.Errorf("%q: the place %s, width %d, is outside", text, p.Pos, p.Width)
		}
	}
}

// checkHomogeneous holds the tree to what [lang.Expr.AST] promises: no operand,
// member or argument is an int beside a decimal.
func checkHomogeneous(t *testing.T, x *lang.Expr) {
	t.Helper()
	tree := x.AST()
	same := map[string]bool{
		operators.Add: true, operators.Subtract: true, operators.Multiply: true, operators.Divide: true, operators.Modulo: true,
		operators.Less: true, operators.LessEquals: true, operators.Greater: true, operators.GreaterEquals: true,
		operators.Equals: true, operators.NotEquals: true, "min": true, "max": true, "coalesce": true,
	}
	ast.PostOrderVisit(tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		var operands []ast.Expr
		switch {
		case e.Kind() == ast.ListKind:
			operands = e.AsList().Elements()
		case e.Kind() == ast.CallKind && same[e.AsCall().FunctionName()]:
			operands = e.AsCall().Args()
		case e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional:
			operands = e.AsCall().Args()[1:]
		}
		kinds := map[string]bool{}
		for _, o := range operands {
			kinds[tree.GetType(o.ID()).TypeName()] = true
		}
		if kinds["int"] && kinds["decimal"] {
			t.Errorf("%q mixes ints and decimals", x.Text())
		}
		if v, constant := lang.Constant(e); constant && v.Kind() == lang.Invalid {
			t.Errorf("%q holds a literal of no kind", x.Text())
		}
		if e.Kind() == ast.LiteralKind && e.AsLiteral().Type() == types.DoubleType {
			t.Errorf("%q holds a floating-point number", x.Text())
		}
	}))
}

// TestGeneratedArithmetic builds expressions of ints and decimals at random:
// each compiles to a tree of one kind, or is refused for its division, and
// gives the same value with every int written as a decimal where it has no
// division or remainder of ints.
func TestGeneratedArithmetic(t *testing.T) {
	env := newEnv(t)
	r := person(t)
	number := rapid.SampledFrom([]string{"1", "7", "131", "2.5", "0.5", "4.5%", "person.rank", "pay.basic", "pay.living"})
	operator := rapid.SampledFrom([]string{"+", "-", "*", "<", "<=", ">", ">=", "==", "!="})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := number.Draw(t, "a"), number.Draw(t, "b"), number.Draw(t, "c")
		text := a + " " + rapid.SampledFrom([]string{"+", "-", "*"}).Draw(t, "first") + " (" + b + ") " + operator.Draw(t, "second") + " " + c
		x, problems := env.Compile(source.Literal("expr", text), lang.Invalid)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", text, problems)
		}
		decimals := strings.NewReplacer("person.rank", "(1.0 * person.rank)", "131", "131.0", "7", "7.0", " 1 ", " 1.0 ", "(1)", "(1.0)").Replace(" " + text + " ")
		y, problems := env.Compile(source.Literal("expr", decimals), lang.Invalid)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", decimals, problems)
		}
		v, w := x.Eval(r), y.Eval(r)
		if v.Known() != w.Known() || v.String() != w.String() {
			t.Fatalf("%s is %s, %s is %s", text, shown(v), decimals, shown(w))
		}
	})
}
