package column

import (
	"regexp"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// relations are CEL's names of the comparisons.
var relations = map[string]relation{
	operators.Equals: equal, operators.NotEquals: notEqual, operators.Less: less, operators.LessEquals: lessEqual,
	operators.Greater: greater, operators.GreaterEquals: greaterEqual,
}

// signs are CEL's names of the operators of numbers.
var signs = map[string]string{
	operators.Add: "+", operators.Subtract: "-", operators.Multiply: "*", operators.Divide: "/", operators.Modulo: "%",
}

// textTests are the functions of two texts.
var textTests = map[string]func(a, b string) bool{
	"startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix, "contains": strings.Contains,
}

// counts are the functions that count what has passed between two dates, with
// the months of one of it.
var counts = map[string]int64{"age_on": 12, "years": 12, "months": 1}

// call builds an operator, a function or a lookup.
func (b *builder) call(e ast.Expr) (id int, ok bool) {
	name, operands := e.AsCall().FunctionName(), operandsOf(e)
	if l, found := b.lookups[name]; found {
		return b.lookup(l, operands)
	}
	switch name {
	case operators.In:
		return b.in(operands)
	case "size":
		return b.size(operands[0])
	case "matches":
		return b.matches(operands)
	case "round":
		return b.round(operands)
	}
	args, ok := b.nodes(operands)
	if !ok {
		return 0, false
	}
	if r, found := relations[name]; found {
		return b.compare(r, args)
	}
	if sign, found := signs[name]; found {
		return b.arithmetic(sign, args)
	}
	return b.function(name, args)
}

// operandsOf gives the arguments of a call, the target of a member call first.
func operandsOf(e ast.Expr) []ast.Expr {
	call := e.AsCall()
	if call.IsMemberFunction() {
		return append([]ast.Expr{call.Target()}, call.Args()...)
	}
	return call.Args()
}

// function builds what needs nothing but its operands.
func (b *builder) function(name string, args []int) (id int, ok bool) {
	kind := b.program.nodes[args[len(args)-1]].kind
	if test, found := textTests[name]; found {
		return b.add(lang.Bool, textRelation{name, firstDecides, test}, args...), true
	}
	if months, found := counts[name]; found {
		return b.add(lang.Int, elapsed{name, months}, args...), true
	}
	switch name {
	case operators.LogicalAnd:
		return b.chain(conjunction{}, args), true
	case operators.LogicalOr:
		return b.chain(disjunction{}, args), true
	case operators.LogicalNot:
		return b.add(lang.Bool, negation{}, args...), true
	case operators.Conditional:
		return b.unlessLists(kind, conditional{kind}, args)
	case operators.Negate:
		return b.add(kind, opposite(kind), args...), true
	case "known":
		return b.add(lang.Bool, knowledge{}, args...), true
	case "coalesce":
		return b.unlessLists(kind, coalescence{kind}, args)
	case "min", "max":
		return b.add(kind, extreme{kind, name}, args...), true
	case "decimal":
		return b.add(lang.DecimalKind, promotion, args...), true
	case "ceil":
		return b.add(lang.DecimalKind, ceiling, args...), true
	case "floor":
		return b.add(lang.DecimalKind, flooring, args...), true
	}
	return 0, false
}

// unlessLists adds an operation that chooses between values, for which lists have
// no kernel.
func (b *builder) unlessLists(kind lang.Kind, op operation, args []int) (id int, ok bool) {
	if kind == lang.Strings {
		return 0, false
	}
	return b.add(kind, op, args...), true
}

// chain builds a && b && c two at a time.
func (b *builder) chain(op operation, args []int) int {
	id := args[0]
	for _, arg := range args[1:] {
		id = b.link(op, id, arg)
	}
	return id
}

// link builds a && b or a || b. A left operand that is a literal leaves only the
// right one, or nothing, to compute; macros that are written out begin so.
func (b *builder) link(op operation, left, right int) int {
	constant := b.program.nodes[left].constant
	if constant == nil || !constant.decided() {
		return b.add(lang.Bool, op, left, right)
	}
	_, and := op.(conjunction)
	if constant.truth.Has(0) == and {
		return right
	}
	return left
}

// compare builds a comparison of two operands of one kind. A constant goes to the
// right, so that 1 == i and i == 1 are the same.
func (b *builder) compare(r relation, args []int) (id int, ok bool) {
	if constant := b.program.nodes[args[0]].constant; constant != nil && constant.decided() {
		r, args = r.mirrored(), []int{args[1], args[0]}
	}
	switch b.program.nodes[args[0]].kind {
	case lang.Bool:
		return b.add(lang.Bool, sameTruth{r}, args...), true
	case lang.String:
		return b.add(lang.Bool, textRelation{relationSigns[r], r.precedence(), r.holds}, args...), true
	case lang.Strings:
		return 0, false
	}
	return b.add(lang.Bool, comparison{r}, args...), true
}

// arithmetic builds an operator of numbers, of dates and days, or of texts.
func (b *builder) arithmetic(sign string, args []int) (id int, ok bool) {
	left, right := b.program.nodes[args[0]].kind, b.program.nodes[args[1]].kind
	switch {
	case left == lang.DateKind && right == lang.DateKind:
		return b.add(lang.Int, daysBetween{}, args...), true
	case left == lang.DateKind:
		return b.add(lang.DateKind, daysOn{sign}, args...), true
	case left == lang.String:
		return b.add(lang.String, joining, args...), true
	}
	return b.add(left, arithmeticOf(left, sign), args...), true
}

// joining is + of texts: each pair of texts is joined once.
var joining = lookup{name: "join", result: lang.String, by: firstDecides, call: func(args []lang.Value) lang.Value {
	return lang.StringOf(args[0].Str() + args[1].Str())
}}

// lookup builds a table or a band. Lists have no codes to be looked up by.
func (b *builder) lookup(l *lang.Lookup, operands []ast.Expr) (id int, ok bool) {
	args, ok := b.nodes(operands)
	if !ok || l.Result == lang.Strings {
		return 0, false
	}
	for _, arg := range args {
		if b.program.nodes[arg].kind == lang.Strings {
			return 0, false
		}
	}
	return b.add(l.Result, lookup{l.Name, l.Result, failureDecides, l.Call}, args...), true
}

// round builds round(x, to, mode); the mode is a literal.
func (b *builder) round(operands []ast.Expr) (id int, ok bool) {
	mode, _ := lang.Constant(operands[2])
	var r rounding
	if err := r.mode.UnmarshalText([]byte(mode.Str())); err != nil {
		return 0, false
	}
	args, ok := b.nodes(operands[:2])
	if !ok {
		return 0, false
	}
	return b.add(lang.DecimalKind, r, args...), true
}

// matches builds a match of a pattern, which is a literal.
func (b *builder) matches(operands []ast.Expr) (id int, ok bool) {
	text, ok := b.node(operands[0])
	literal, isLiteral := lang.Constant(operands[1])
	pattern, err := regexp.Compile(literal.Str())
	if !ok || !isLiteral || err != nil {
		return 0, false
	}
	return b.add(lang.Bool, textQuality{".matches(" + strconv.Quote(literal.Str()) + ")", pattern.MatchString}, text), true
}

// size builds the size of a text or of a list of texts.
func (b *builder) size(operand ast.Expr) (id int, ok bool) {
	if members, ok := literals(operand); ok {
		return b.literal(lang.IntOf(int64(len(members)))), true
	}
	kind := b.kind(operand)
	if kind == lang.Invalid {
		return 0, false
	}
	arg, ok := b.node(operand)
	if !ok {
		return 0, false
	}
	if kind == lang.Strings {
		return b.add(lang.Int, listSize, arg), true
	}
	return b.add(lang.Int, textSize, arg), true
}
