package column

import (
	"errors"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"weiran/rules/lang"
)

// A builder turns checked expressions into the nodes of a program.
type builder struct {
	program *Program
	known   map[string]int // nodes by what they compute
	ids     map[int]int    // of nodes, for the names of operands
	fields  map[string]int // indexes by name
	lookups map[string]*lang.Lookup
	folder  *Worker // computes constants
	expr    *lang.Expr
	locals  []local // variables of the macros around
}

// A local is a variable of a macro and the node that it stands for.
type local struct {
	name string
	id   int
}

func newBuilder(scope lang.Scope) *builder {
	p := &Program{scope: scope}
	b := &builder{
		program: p, known: map[string]int{}, ids: map[int]int{}, fields: map[string]int{}, lookups: map[string]*lang.Lookup{},
		folder: &Worker{program: p, rows: 1, block: 1},
	}
	for i, f := range scope.Fields {
		b.fields[f.Name] = i
	}
	for i := range scope.Lookups {
		b.lookups[scope.Lookups[i].Name] = &scope.Lookups[i]
	}
	return b
}

var errForeign = errors.New("the expression is of another scope")

// root builds an expression.
func (b *builder) root(x *lang.Expr) (int, error) {
	b.expr = x
	if !b.owns(x) {
		return 0, errForeign
	}
	id, ok := b.node(x.AST().Expr())
	if !ok {
		return 0, errForeign
	}
	return id, nil
}

// owns says that the program's scope has all that an expression reads and calls,
// at the same places.
func (b *builder) owns(x *lang.Expr) bool {
	fields := b.program.scope.Fields
	for _, index := range x.Reads() {
		f := x.Scope().Fields[index]
		if index >= len(fields) || fields[index].Name != f.Name || fields[index].Kind != f.Kind {
			return false
		}
	}
	for _, name := range x.Lookups() {
		if b.lookups[name] == nil {
			return false
		}
	}
	return true
}

// node builds a sub-expression: by a kernel, else by leaving it to cel-go. Of
// what reads a variable of a macro the second cannot be done; then the macro as
// a whole is left to cel-go.
func (b *builder) node(e ast.Expr) (id int, ok bool) {
	if id, ok = b.direct(e); ok || len(b.locals) > 0 {
		return id, ok
	}
	return b.partial(e)
}

// direct builds a node that has a kernel.
func (b *builder) direct(e ast.Expr) (id int, ok bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		v, ok := lang.Constant(e)
		return b.literal(v), ok
	case ast.IdentKind:
		return b.name(e.AsIdent())
	case ast.CallKind:
		return b.call(e)
	case ast.ListKind:
		return b.listOfTexts(e)
	case ast.ComprehensionKind:
		return b.unfold(e.AsComprehension())
	}
	return 0, false
}

// nodes builds several operands.
func (b *builder) nodes(exprs []ast.Expr) (ids []int, ok bool) {
	for _, e := range exprs {
		id, ok := b.node(e)
		if !ok {
			return nil, false
		}
		ids = append(ids, id)
	}
	return ids, true
}

// partial leaves a sub-expression to cel-go.
func (b *builder) partial(e ast.Expr) (id int, ok bool) {
	kind := b.kind(e)
	part, ok := b.expr.Part(e.ID())
	if !ok || kind == lang.Invalid {
		return 0, false
	}
	var args []int
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(x ast.Expr) {
		if _, field := b.fields[x.AsIdent()]; x.Kind() == ast.IdentKind && field {
			id, _ := b.name(x.AsIdent())
			args = append(args, id)
		}
	}))
	return b.addAs(b.partKey(e), node{operation: partial{kind, part}, args: args, kind: kind}), true
}

// name builds a variable of a macro, or a field.
func (b *builder) name(name string) (id int, ok bool) {
	for i := len(b.locals) - 1; i >= 0; i-- {
		if b.locals[i].name == name {
			return b.locals[i].id, true
		}
	}
	index, ok := b.fields[name]
	if !ok {
		return 0, false
	}
	return b.add(b.program.scope.Fields[index].Kind, field{index, name}), true
}

// literal builds a constant.
func (b *builder) literal(v lang.Value) int {
	text := quoted(v)
	key := b.key(v.Kind(), text)
	if id, ok := b.known[key]; ok {
		return id
	}
	constant := &bound{}
	b.folder.bindConstant(constant, v.Kind(), v)
	id := b.newNode(node{kind: v.Kind(), text: text, constant: &constant.Vector})
	b.known[key] = id
	return id
}

// quoted writes a constant as an expression does.
func quoted(v lang.Value) string {
	switch v.Kind() {
	case lang.String:
		return strconv.Quote(v.Str())
	case lang.DateKind:
		return `date("` + v.String() + `")`
	case lang.Strings:
		texts := make([]string, len(v.List()))
		for i, text := range v.List() {
			texts[i] = strconv.Quote(text)
		}
		return "[" + strings.Join(texts, ", ") + "]"
	}
	return v.String()
}

// listOfTexts builds a list of literals that is a value itself.
func (b *builder) listOfTexts(e ast.Expr) (id int, ok bool) {
	members, ok := literals(e)
	if !ok || b.kind(e) != lang.Strings {
		return 0, false
	}
	texts := make([]string, len(members))
	for i, v := range members {
		texts[i] = v.Str()
	}
	return b.literal(lang.StringsOf(texts)), true
}

// literals gives the members of a list of which each is a literal.
func literals(e ast.Expr) (members []lang.Value, ok bool) {
	if e.Kind() != ast.ListKind {
		return nil, false
	}
	for _, member := range e.AsList().Elements() {
		v, ok := lang.Constant(member)
		if !ok {
			return nil, false
		}
		members = append(members, v)
	}
	return members, true
}

// partKey tells parts apart by where they stand: the same words may mean labels
// in one place and texts in another.
func (b *builder) partKey(e ast.Expr) string {
	return "part " + strconv.FormatInt(e.ID(), 10) + " of " + b.expr.Text()
}

// add adds an operation over operands, or finds it where it stands already.
func (b *builder) add(kind lang.Kind, op operation, args ...int) int {
	text := op.form(b.program.names(args, b.ids))
	return b.addAs(b.key(kind, text), node{operation: op, args: args, kind: kind, text: text})
}

// addAs adds a node under a key. Over constants it is computed at once.
func (b *builder) addAs(key string, n node) int {
	if id, ok := b.known[key]; ok {
		return id
	}
	id := b.newNode(n)
	b.known[key] = id
	if _, leaf := n.operation.(field); !leaf && b.allConstant(n.args) {
		v := *b.folder.vector(id)
		b.program.nodes[id].constant, b.folder.slots[id].settled = &v, &v
		b.program.nodes[id].text = quoted(v.Value(0))
	}
	return id
}

func (b *builder) newNode(n node) int {
	b.ids[len(b.program.nodes)] = len(b.program.nodes)
	b.program.nodes = append(b.program.nodes, n)
	b.folder.slots = append(b.folder.slots, slot{settled: n.constant})
	return len(b.program.nodes) - 1
}

func (b *builder) allConstant(args []int) bool {
	for _, arg := range args {
		if b.program.nodes[arg].constant == nil {
			return false
		}
	}
	return true
}

// key tells nodes apart by what they compute.
func (b *builder) key(kind lang.Kind, text string) string { return kind.String() + " " + text }

// kind gives the kind of a sub-expression, Invalid of a list of anything but
// texts, which no vector holds.
func (b *builder) kind(e ast.Expr) lang.Kind {
	t := b.expr.AST().GetType(e.ID())
	switch {
	case t.Kind() == types.ListKind && t.Parameters()[0].Kind() == types.StringKind:
		return lang.Strings
	case t.Kind() == types.BoolKind:
		return lang.Bool
	case t.Kind() == types.IntKind:
		return lang.Int
	case t.Kind() == types.StringKind:
		return lang.String
	case t.TypeName() == lang.DecimalKind.String():
		return lang.DecimalKind
	case t.TypeName() == lang.DateKind.String():
		return lang.DateKind
	}
	return lang.Invalid
}
