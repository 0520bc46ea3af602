package lang

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	celchecker "cel.dev/cel-go/checker"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/parser"

	"weiran/rules/source"
)

// A unit is the text of one expression and where it stands: a whole string of a
// file, or a part of one that starts base bytes in.
type unit struct {
	file source.Str
	base int
	text string
}

// problem makes a problem that underlines a span of the expression, within the
// line where it starts.
func (u unit) problem(s span, message, hint source.Text) source.Problem {
	marked := u.text[min(s.start, len(u.text)):min(max(s.start, s.end), len(u.text))]
	marked, _, _ = strings.Cut(marked, "\n")
	return source.Problem{
		Pos:     u.file.Pos(u.base + s.start),
		Width:   utf8.RuneCountInString(marked),
		Message: message,
		Hint:    hint,
	}
}

// compile parses, checks and plans one expression.
func (e *Env) compile(u unit, want Kind) (*Expr, source.Problems) {
	l := newLayout(u.text)
	parsed, problems := e.parse(u, l)
	if problems != nil {
		return nil, problems
	}
	l.info = parsed.SourceInfo()
	l.measure(parsed.Expr())
	c := newChecker(e, u, l)
	c.lastID = ast.MaxID(parsed)
	root := c.wanted(c.check(parsed.Expr()), parsed.Expr(), want)
	if len(c.problems) > 0 {
		return nil, tidy(c.problems)
	}
	checked, err := e.confirmed(ast.NewAST(root.expr, parsed.SourceInfo()))
	if err != nil {
		return nil, u.refused(err)
	}
	return e.plan(c, checked, root.typ)
}

// refused is the problem of an expression that passed the checks and that
// cel-go will not have: a mistake of this package, said rather than hidden.
func (u unit) refused(err error) source.Problems {
	message := source.Say("cel-go refuses the expression: %s", "cel-go 不接受此表达式：%s", err.Error())
	return source.Problems{u.problem(span{0, len(u.text)}, message, source.Text{})}
}

// tidy sorts problems and leaves out what was found twice.
func tidy(problems source.Problems) source.Problems {
	problems.Sort()
	return slices.CompactFunc(problems, func(a, b source.Problem) bool {
		return a.Pos == b.Pos && a.Message == b.Message
	})
}

// wanted checks that the result is of the kind that the caller wants.
func (c *checker) wanted(root node, e ast.Expr, want Kind) node {
	if root.typ.wrong() {
		return root
	}
	if want == DecimalKind {
		root = c.fit(root, typ{kind: DecimalKind})
	}
	kind, ok := root.typ.result()
	switch {
	case root.typ.wrong():
	case !ok:
		c.report(e, source.Say("the result must not be %s", "结果不能是%s", root.typ.words()), source.Text{})
	case want == Bool && kind != Bool:
		c.report(e, source.Say("the result must be true or false, this is %s", "结果应为真假值，这里是%s", root.typ.words()), hintForBool(root.typ))
	case want != Invalid && kind != want:
		c.report(e, source.Say("the result must be %s, this is %s", "结果应为%s，这里是%s", kindWords[want], root.typ.words()), resultHint(root, want))
	}
	return root
}

// parse reads the expression with cel-go's parser.
func (e *Env) parse(u unit, l *layout) (*ast.AST, source.Problems) {
	if strings.TrimSpace(u.text) == "" {
		return nil, source.Problems{u.problem(span{}, source.Say("the expression is empty", "表达式为空"), source.Text{})}
	}
	p, err := parser.NewParser(parser.EnablePrattParser(true))
	if err != nil {
		return nil, u.refused(err)
	}
	if problems := u.notDates(l); problems != nil {
		return nil, problems
	}
	parsed, errs := p.Parse(common.NewTextSource(withoutPercent(u.text, l.tokens)))
	if len(errs.GetErrors()) == 0 {
		return parsed, nil
	}
	return nil, syntax{unit: u, layout: l, env: e}.problems(errs.GetErrors())
}

// confirmed has cel-go check the rebuilt expression, which must find nothing,
// and folds the constants.
func (e *Env) confirmed(rebuilt *ast.AST) (*ast.AST, error) {
	checked, errs := celchecker.Check(rebuilt, common.NewTextSource(""), e.confirm)
	if found := errs.GetErrors(); len(found) > 0 {
		return nil, errors.New(found[0].Message)
	}
	ast.PostOrderVisit(checked.Expr(), ast.NewExprVisitor(func(x ast.Expr) { foldConstant(checked, x) }))
	return checked, nil
}

// foldConstant turns the call that stands for a decimal or a date into the
// value itself.
func foldConstant(checked *ast.AST, x ast.Expr) {
	if x.Kind() != ast.CallKind || len(x.AsCall().Args()) != 1 {
		return
	}
	text, ok := textLiteral(x.AsCall().Args()[0])
	if !ok {
		return
	}
	build := ast.NewExprFactory()
	switch x.AsCall().FunctionName() {
	case toDecimal:
		d, _ := ParseDecimal(text)
		x.SetKindCase(build.NewLiteral(x.ID(), celDecimal(d)))
	case "date":
		d, _ := ParseDate(text)
		x.SetKindCase(build.NewLiteral(x.ID(), celDate(d)))
	default:
		return
	}
	delete(checked.ReferenceMap(), x.ID())
}

// plan makes the programs of a checked expression.
func (e *Env) plan(c *checker, checked *ast.AST, t typ) (*Expr, source.Problems) {
	kind, _ := t.result()
	x := &Expr{
		env: e, ast: checked, text: c.unit.text, unit: c.unit, kind: kind, codes: t.codes,
		reads: c.readIndexes(), lookups: c.lookupNames(), layout: c.layout,
	}
	x.explained = x.notes()
	var err error
	if x.program, err = e.cel.PlanProgram(checked, cel.EvalOptions(cel.OptOptimize)); err == nil {
		x.traced, err = e.cel.PlanProgram(checked, cel.EvalOptions(cel.OptTrackState))
	}
	if err != nil {
		return nil, c.unit.refused(err)
	}
	return x, nil
}
