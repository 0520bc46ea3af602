package lang

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// A note is a sub-expression as an explanation goes through it: first what it
// was computed from, then itself.
type note struct {
	expr     ast.Expr
	text     string // in the author's spelling; empty where the note is not listed
	order    order
	operands []note
	part     int // its index in an Outline
}

// An order says which operands of a note are gone through.
type order uint8

const (
	every    order = iota
	chosen         // of a condition and two branches: the condition and the branch that it chooses
	tillTrue       // of a chain of ||: the terms up to the first that is true
	tillFalse
)

// notes prepares the explanation of an expression: the whole of it is the root,
// which the walk leaves to the caller.
func (x *Expr) notes() note {
	root := x.ast.Expr()
	if _, written := x.layout.spans[root.ID()]; !written && root.Kind() == ast.CallKind {
		root = root.AsCall().Args()[0] // what the author wrote of an expression that was made a decimal
	}
	return x.note(root)
}

// note prepares a sub-expression. Constants and lists are not listed, nor is what
// the author did not write.
func (x *Expr) note(e ast.Expr) note {
	n := note{expr: e}
	if constant(e) {
		return n
	}
	if s, written := x.layout.spans[e.ID()]; written && e.Kind() != ast.ListKind {
		n.text = x.layout.slice(s)
	}
	switch e.Kind() {
	case ast.ListKind:
		n.operands = x.each(e.AsList().Elements())
	case ast.ComprehensionKind:
		n.operands = []note{x.note(e.AsComprehension().IterRange())}
	case ast.CallKind:
		x.noteCall(&n, e.AsCall())
	}
	return n
}

func (x *Expr) each(exprs []ast.Expr) []note {
	notes := make([]note, len(exprs))
	for i, e := range exprs {
		notes[i] = x.note(e)
	}
	return notes
}

func (x *Expr) noteCall(n *note, call ast.CallExpr) {
	switch name := call.FunctionName(); {
	case name == operators.Conditional:
		n.order = chosen
		n.operands = x.each(call.Args())
		n.operands[1].branch()
		n.operands[2].branch()
	case name == operators.LogicalAnd:
		n.order = tillFalse
		n.operands = x.each(terms(call))
	case name == operators.LogicalOr:
		n.order = tillTrue
		n.operands = x.each(terms(call))
	case call.IsMemberFunction():
		n.operands = append(x.each([]ast.Expr{call.Target()}), x.each(call.Args())...)
	default:
		n.operands = x.each(call.Args())
	}
}

// branch leaves out a condition that is itself a branch of one: cel-go runs the
// two as one, and has no value of the inner.
func (n *note) branch() {
	if n.order == chosen {
		n.text = ""
	}
}

// terms gives the terms of a && b && c, however it is bracketed.
func terms(call ast.CallExpr) []ast.Expr {
	var list []ast.Expr
	for _, term := range call.Args() {
		if term.Kind() == ast.CallKind && term.AsCall().FunctionName() == call.FunctionName() {
			list = append(list, terms(term.AsCall())...)
			continue
		}
		list = append(list, term)
	}
	return list
}

// constant says that no cell decides a node.
func constant(e ast.Expr) bool {
	reads := false
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(x ast.Expr) { reads = reads || x.Kind() == ast.IdentKind }))
	return !reads
}

// A reading is one explanation under way.
type reading interface {
	// truth gives the bool of a note that chooses what is gone through.
	truth(*note) (value, known bool)
	list(*note)
}

// listOperands lists what a note was computed from. It is made for each reading
// anew, so that none is wrapped: a run explains a million findings.
func listOperands[R reading](n *note, r R) {
	for i := range n.operands {
		at := &n.operands[i]
		walk(at, r)
		if n.order == every {
			continue
		}
		value, known := r.truth(at)
		switch {
		case n.order == chosen && !known:
			return
		case n.order == chosen && value:
			walk(&n.operands[1], r)
			return
		case n.order == chosen:
			walk(&n.operands[2], r)
			return
		case known && value == (n.order == tillTrue):
			return
		}
	}
}

// walk lists a note behind what it was computed from.
func walk[R reading](n *note, r R) {
	listOperands(n, r)
	if n.text != "" {
		r.list(n)
	}
}
