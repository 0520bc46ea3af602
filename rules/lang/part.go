package lang

import (
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"

	"weiran/rules/source"
)

// Part gives a sub-expression of a checked expression as one of its own, by the
// id of its node in [Expr.AST], so that another engine can leave to cel-go what
// it cannot compute itself. There is none of an unknown id, and none of a part
// that reads a variable of a macro around it. A part is for [Expr.Eval] alone.
func (x *Expr) Part(id int64) (*Expr, bool) {
	var found ast.Expr
	ast.PostOrderVisit(x.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.ID() == id {
			found = e
		}
	}))
	if found == nil || readsVariable(x.env, found) {
		return nil, false
	}
	tree := ast.NewCheckedAST(ast.NewAST(found, x.ast.SourceInfo()), x.ast.TypeMap(), x.ast.ReferenceMap())
	program, err := x.env.cel.PlanProgram(tree, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, false
	}
	return &Expr{env: x.env, ast: tree, text: x.written(id), unit: x.unit, layout: x.layout, program: program, traced: program}, true
}

// written gives a part in the author's spelling; of one that compiling put in,
// the whole expression.
func (x *Expr) written(id int64) string {
	if s, ok := x.layout.spans[id]; ok {
		return x.layout.slice(s)
	}
	return x.text
}

// Place gives where a sub-expression stands in its file, by the id of its node in
// [Expr.AST], and how many characters it is wide; of one that compiling put in, the
// whole expression.
func (x *Expr) Place(id int64) (at source.Pos, width int) {
	s, ok := x.layout.spans[id]
	if !ok {
		s = span{0, len(x.unit.text)}
	}
	return x.unit.file.Pos(x.unit.base + s.start), utf8.RuneCountInString(x.unit.text[s.start:s.end])
}

// readsVariable says that a name below a node is neither a field nor declared
// by a macro below the node.
func readsVariable(env *Env, e ast.Expr) bool {
	declared := map[string]bool{}
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.ComprehensionKind {
			declared[e.AsComprehension().IterVar()], declared[e.AsComprehension().AccuVar()] = true, true
		}
	}))
	free := false
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.IdentKind {
			return
		}
		_, field := env.fields[e.AsIdent()]
		free = free || !field && !declared[e.AsIdent()]
	}))
	return free
}
