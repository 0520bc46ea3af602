package column

import (
	"errors"
	"fmt"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"weiran/rules/lang"
)

// A builder turns checked expressions into the nodes of a program.
type builder struct {
	program *Program
	known   map[string]int // nodes by what they compute
	ids     map[int]int    // of nodes, for the names of operands
	part    Part           // whose expressions are being built
	fields  map[string]int // of the part: columns by name
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

func newBuilder(columns []lang.Field) *builder {
	p := &Program{columns: columns}
	return &builder{
		program: p, known: map[string]int{}, ids: map[int]int{}, lookups: map[string]*lang.Lookup{},
		folder: &Worker{program: p, rows: 1, block: 1},
	}
}

// begin turns to the expressions of another part.
func (b *builder) begin(part Part) error {
	if len(part.Columns) != len(part.Scope.Fields) {
		return fmt.Errorf("%d columns for %d fields", len(part.Columns), len(part.Scope.Fields))
	}
	b.part, b.fields = part, map[string]int{}
	for i, f := range part.Scope.Fields {
		b.fields[f.Name] = part.Columns[i]
	}
	for i := range part.Scope.Lookups {
		l := &part.Scope.Lookups[i]
		if b.lookups[l.Name] != nil {
			return fmt.Errorf("two parts have a lookup %s", l.Name)
		}
		b.lookups[l.Name] = l
	}
	return nil
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

// owns says that the part's scope has all that an expression reads and calls, at
// the same places, and that its fields stand in columns of their kinds.
func (b *builder) owns(x *lang.Expr) bool {
	fields := b.part.Scope.Fields
	for _, index := range x.Reads() {
		f := x.Scope().Fields[index]
		if index >= len(fields) || fields[index].Name != f.Name || fields[index].Kind != f.Kind {
			return false
		}
		if at := b.part.Columns[index]; at < 0 || at >= len(b.program.columns) || b.program.columns[at].Kind != f.Kind {
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
	return b.addAs(b.partKey(e), node{operation: partial{kind, part, b.part.Columns}, args: args, kind: kind}), true
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
	column := b.program.columns[index]
	return b.add(column.Kind, field{index, column.Name}), true
}

// partKey tells what is left to cel-go apart by where it stands: the same words
// may mean labels in one place and texts in another.
func (b *builder) partKey(e ast.Expr) string {
	return fmt.Sprint("part ", e.ID(), " of ", b.expr.Text(), " over ", b.part.Columns)
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
