package column

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"weiran/rules/lang"
)

// A Program is expressions made ready to run together: one graph in which what
// several of them compute stands once. It is immutable and safe for concurrent
// use; each goroutine runs it with a [Worker] of its own.
type Program struct {
	columns []lang.Field // what a batch must have, of which reads are read
	nodes   []node
	roots   []int // by expression
	live    []int // the nodes that the expressions need, operands first
	reads   []int // indexes of fields, sorted
	serial  int64 // the last that a dictionary of a constant was given
}

// A node is one operation of the graph. Its operands come before it.
type node struct {
	operation operation
	args      []int
	kind      lang.Kind
	text      string  // of a field or a constant
	constant  *Vector // where it depends on no field
}

// Compile makes a program of expressions over a scope, the one of their
// environment. An expression that reads a field or calls a lookup which the
// scope lacks is a mistake of the caller and an error.
func Compile(scope lang.Scope, exprs []*lang.Expr) (*Program, error) {
	columns := make([]int, len(scope.Fields))
	for i := range columns {
		columns[i] = i
	}
	return Join(scope.Fields, []Part{{Scope: scope, Exprs: exprs, Columns: columns}})
}

// A Part is expressions of one scope for a program that runs several.
type Part struct {
	Scope   lang.Scope
	Exprs   []*lang.Expr
	Columns []int // where each field of the scope stands among the program's columns
}

// Join makes a program of expressions of several scopes, over columns which they
// share: what expressions of two parts both compute stands once, too. Each column
// has a name of its own, by which plans and errors call it; no two parts may call
// a lookup by one name. What breaks this is a mistake of the caller and an error.
func Join(columns []lang.Field, parts []Part) (*Program, error) {
	if err := apart(columns); err != nil {
		return nil, err
	}
	b := newBuilder(columns)
	for _, part := range parts {
		if err := b.begin(part); err != nil {
			return nil, fmt.Errorf("column: %w", err)
		}
		for _, x := range part.Exprs {
			root, err := b.root(x)
			if err != nil {
				return nil, fmt.Errorf("column: %s: %w", x.Text(), err)
			}
			b.program.roots = append(b.program.roots, root)
		}
	}
	return b.finish(), nil
}

// apart refuses two columns of one name.
func apart(columns []lang.Field) error {
	seen := map[string]bool{}
	for _, c := range columns {
		if seen[c.Name] {
			return fmt.Errorf("column: two columns have the name %s", c.Name)
		}
		seen[c.Name] = true
	}
	return nil
}

// finish ends the building.
func (b *builder) finish() *Program {
	p := b.program
	p.serial = b.folder.serial
	p.live = slices.Sorted(maps.Keys(p.reachable()))
	for _, id := range p.live {
		if f, ok := p.nodes[id].operation.(field); ok {
			p.reads = append(p.reads, f.index)
		}
	}
	slices.Sort(p.reads)
	return p
}

// Reads gives the indexes of the fields that a batch must have, sorted.
func (p *Program) Reads() []int { return p.reads }

// reachable gives the nodes that the expressions need, with how often each is
// an operand or an expression. What is constant needs no operands.
func (p *Program) reachable() map[int]int {
	uses := map[int]int{}
	var visit func(id int)
	visit = func(id int) {
		uses[id]++
		if uses[id] > 1 || p.nodes[id].constant != nil {
			return
		}
		for _, arg := range p.nodes[id].args {
			visit(arg)
		}
	}
	for _, root := range p.roots {
		visit(root)
	}
	return uses
}

// A Step is one operation of a program's plan.
type Step struct {
	ID       int // from 1 on
	Kind     lang.Kind
	Text     string // over fields, constants and other steps: person.rank < 131, #4 && #7
	Uses     int    // how many operations and expressions read it
	Fallback bool   // cel-go computes it, row by row
}

// String writes a step as a line: #4 bool = person.rank < 131. What is left to
// cel-go says so.
func (s Step) String() string {
	line := fmt.Sprintf("#%d %s = %s", s.ID, s.Kind, s.Text)
	if s.Fallback {
		line += " (cel-go, row by row)"
	}
	return line
}

// Plan describes what the program computes, operands first. Fields and constants
// stand where they are used and are no steps of their own.
func (p *Program) Plan() []Step {
	var steps []Step
	uses := p.reachable()
	ids := p.stepIDs(uses)
	for _, at := range slices.Sorted(maps.Keys(ids)) {
		n := p.nodes[at]
		_, fallback := n.operation.(partial)
		text := n.operation.form(p.names(n.args, ids))
		steps = append(steps, Step{ID: ids[at], Kind: n.kind, Text: text, Uses: uses[at], Fallback: fallback})
	}
	return steps
}

// Roots says what gives the value of each expression, in the order in which they
// were compiled: a step of the plan, as #4, or the field or the constant that the
// expression comes down to.
func (p *Program) Roots() []string { return p.names(p.roots, p.stepIDs(p.reachable())) }

// stepIDs numbers the steps of the plan, by node.
func (p *Program) stepIDs(uses map[int]int) map[int]int {
	ids := map[int]int{}
	for _, at := range slices.Sorted(maps.Keys(uses)) {
		if !p.nodes[at].leaf() {
			ids[at] = len(ids) + 1
		}
	}
	return ids
}

// leaf says that a node is a field or a constant.
func (n node) leaf() bool {
	_, isField := n.operation.(field)
	return isField || n.constant != nil
}

// names gives nodes as texts: fields and constants as themselves, others by
// their ids.
func (p *Program) names(nodes []int, ids map[int]int) []string {
	names := make([]string, len(nodes))
	for i, at := range nodes {
		names[i] = "#" + strconv.Itoa(ids[at])
		if p.nodes[at].leaf() {
			names[i] = p.nodes[at].text
		}
	}
	return names
}
