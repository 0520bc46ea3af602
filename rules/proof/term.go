package proof

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// A term is a part of an expression.
type term struct {
	x *lang.Expr
	e ast.Expr
}

// call gives the function that the term calls, or the empty name.
func (t term) call() string {
	if t.e.Kind() != ast.CallKind {
		return ""
	}
	return t.e.AsCall().FunctionName()
}

// args gives the operands of a call, the target of a member call first.
func (t term) args() []term {
	call := t.e.AsCall()
	var args []term
	if call.IsMemberFunction() {
		args = append(args, term{t.x, call.Target()})
	}
	for _, e := range call.Args() {
		args = append(args, term{t.x, e})
	}
	return args
}

// kind gives the kind of the term's values; Invalid of lists of anything but
// texts.
func (t term) kind() lang.Kind {
	switch t.x.AST().GetType(t.e.ID()).String() {
	case "bool":
		return lang.Bool
	case "int":
		return lang.Int
	case "decimal":
		return lang.DecimalKind
	case "date":
		return lang.DateKind
	case "string":
		return lang.String
	case "list(string)":
		return lang.Strings
	}
	return lang.Invalid
}

// key gives a text that is the same for terms that always have the same value.
func (t term) key() string {
	switch t.e.Kind() {
	case ast.IdentKind:
		return t.e.AsIdent()
	case ast.LiteralKind:
		v, _ := lang.Constant(t.e)
		return fmt.Sprintf("%s %q", v.Kind(), v)
	case ast.ListKind:
		var members []string
		for _, e := range t.e.AsList().Elements() {
			members = append(members, term{t.x, e}.key())
		}
		return "[" + strings.Join(members, ",") + "]"
	case ast.CallKind:
		var args []string
		for _, arg := range t.args() {
			args = append(args, arg.key())
		}
		return t.call() + "(" + strings.Join(args, ",") + ")"
	}
	return fmt.Sprintf("#%d of %s", t.e.ID(), t.x.Text()) // a loop: like itself only
}

// mentions reports whether a field of some kind is read by the term.
func (t term) mentions(field func(name string) bool) (found bool) {
	ast.PreOrderVisit(t.e, ast.NewExprVisitor(func(e ast.Expr) {
		found = found || e.Kind() == ast.IdentKind && field(e.AsIdent())
	}))
	return found
}

// The orders in which two values may be.
const (
	below uint8 = 1 << iota
	equal
	above
)

// relations are the comparisons, each with what it is when it does not hold, what
// it is from the other side, and the orders that it lets be.
var relations = map[string]struct {
	not, mirrored string
	orders        uint8
}{
	operators.Equals:        {operators.NotEquals, operators.Equals, equal},
	operators.NotEquals:     {operators.Equals, operators.NotEquals, below | above},
	operators.Less:          {operators.GreaterEquals, operators.Greater, below},
	operators.LessEquals:    {operators.Greater, operators.GreaterEquals, below | equal},
	operators.Greater:       {operators.LessEquals, operators.Less, above},
	operators.GreaterEquals: {operators.Less, operators.LessEquals, above | equal},
}

// compared reports whether the term is a comparison that can be followed. The
// order of texts, and lists, cannot.
func (t term) compared() bool {
	if _, found := relations[t.call()]; !found {
		return false
	}
	switch kind := t.args()[0].kind(); kind {
	case lang.Bool, lang.Int, lang.DecimalKind, lang.DateKind:
		return true
	default:
		return kind == lang.String && (t.call() == operators.Equals || t.call() == operators.NotEquals)
	}
}
