package lang

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// Decided gives the fields by which a condition came out as it did over a row, by
// their indexes and in the order in which they are written. A chain of && that is
// false goes by its first false term, and one that is true by all of them; a chain
// of || the other way about. A choice goes by its condition and the branch taken,
// and everything else by all that it mentions.
func (x *Expr) Decided(row Row) []int {
	vars := activation{x.env, row}
	_, details, _ := x.traced.Eval(vars) // what failed has no value, and decides nothing
	d := &decision{tracing: tracing{row: vars, state: details.State()}}
	d.by(x.ast.Expr())
	return d.fields
}

// A decision gathers what decides one evaluation by cel-go.
type decision struct {
	tracing
	fields []int
}

func (d *decision) by(e ast.Expr) {
	if e.Kind() != ast.CallKind {
		d.mentions(e)
		return
	}
	switch call := e.AsCall(); call.FunctionName() {
	case operators.LogicalNot:
		d.by(call.Args()[0])
	case operators.LogicalAnd:
		d.byTerms(terms(call), false)
	case operators.LogicalOr:
		d.byTerms(terms(call), true)
	case operators.Conditional:
		d.byChoice(call.Args())
	default:
		d.mentions(e)
	}
}

// byTerms takes the first term that ends a chain by itself, or else every one.
func (d *decision) byTerms(terms []ast.Expr, ends bool) {
	for _, term := range terms {
		if v, ok := d.value(term); ok && v.Known() && v.Bool() == ends {
			d.by(term)
			return
		}
	}
	for _, term := range terms {
		d.by(term)
	}
}

func (d *decision) byChoice(args []ast.Expr) {
	d.by(args[0])
	switch v, ok := d.value(args[0]); {
	case !ok || !v.Known():
	case v.Bool():
		d.by(args[1])
	default:
		d.by(args[2])
	}
}

// mentions takes every field below a node.
func (d *decision) mentions(e ast.Expr) {
	ast.PreOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.IdentKind {
			return
		}
		if field, ok := d.row.env.fields[e.AsIdent()]; ok && !slices.Contains(d.fields, field) {
			d.fields = append(d.fields, field)
		}
	}))
}
