package column

import (
	"slices"

	"cel.dev/cel-go/common/ast"

	"weiran/rules/lang"
)

// maxUnfolded is how many members a list may have for a macro over it to be
// written out.
const maxUnfolded = 32

// unfold writes a macro over a list of literals out: [1, 2].exists(n, n == x)
// becomes 1 == x || 2 == x. CEL says of a macro which loop it is, so that all of
// them are written out alike; the loop's own condition only saves steps whose
// outcome is certain, and is left out.
func (b *builder) unfold(loop ast.ComprehensionExpr) (id int, ok bool) {
	members, ok := literals(loop.IterRange())
	if !ok || len(members) > maxUnfolded {
		return 0, false
	}
	result, ok := b.node(loop.AccuInit())
	if !ok {
		return 0, false
	}
	for _, v := range members {
		result, ok = b.with(loop.LoopStep(), local{loop.AccuVar(), result}, local{loop.IterVar(), b.literal(v)})
		if !ok {
			return 0, false
		}
	}
	return b.with(loop.Result(), local{loop.AccuVar(), result})
}

// with builds a sub-expression that reads variables.
func (b *builder) with(e ast.Expr, variables ...local) (id int, ok bool) {
	outside := len(b.locals)
	b.locals = append(b.locals, variables...)
	id, ok = b.direct(e)
	b.locals = b.locals[:outside]
	return id, ok
}

// in builds x in list.
func (b *builder) in(operands []ast.Expr) (id int, ok bool) {
	x, ok := b.node(operands[0])
	if !ok {
		return 0, false
	}
	if operands[1].Kind() != ast.ListKind {
		return b.inField(x, operands[1])
	}
	if operands[1].AsList().Size() == 0 {
		return b.literal(lang.BoolOf(false)), true // as cel-go has it, whatever x is
	}
	members, constant := literals(operands[1])
	switch kind := b.program.nodes[x].kind; {
	case constant && kind == lang.String:
		return b.inTexts(x, members), true
	case constant && kind != lang.Bool:
		return b.inNumbers(x, members), true
	}
	return b.inMembers(x, operands[1].AsList().Elements())
}

// inField builds x in list, where the list is a vector.
func (b *builder) inField(x int, list ast.Expr) (id int, ok bool) {
	if b.kind(list) != lang.Strings {
		return 0, false
	}
	of, ok := b.node(list)
	if !ok {
		return 0, false
	}
	return b.add(lang.Bool, inList{}, x, of), true
}

// inTexts builds x in ["a", "b"].
func (b *builder) inTexts(x int, members []lang.Value) int {
	list := make([]string, len(members))
	for i, v := range members {
		list[i] = v.Str()
	}
	says := " in " + quoted(lang.StringsOf(list))
	return b.add(lang.Bool, textQuality{says, func(text string) bool { return slices.Contains(list, text) }}, x)
}

// inNumbers builds x in a list of numbers or dates.
func (b *builder) inNumbers(x int, members []lang.Value) int {
	numbers := make([]int64, len(members))
	text := "["
	for i, v := range members {
		numbers[i], _ = numberOf(v.Kind(), v)
		if i > 0 {
			text += ", "
		}
		text += quoted(v)
	}
	return b.add(lang.Bool, newNumberSet(text+"]", numbers), x)
}

// inMembers builds x in [a, b] of any expressions.
func (b *builder) inMembers(x int, exprs []ast.Expr) (id int, ok bool) {
	members, ok := b.nodes(exprs)
	if !ok {
		return 0, false
	}
	args := append([]int{x}, members...)
	for _, member := range members {
		same, ok := b.compare(equal, []int{x, member})
		if !ok {
			return 0, false
		}
		args = append(args, same)
	}
	return b.add(lang.Bool, membership{len(members)}, args...), true
}
