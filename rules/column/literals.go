package column

import (
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"

	"weiran/rules/lang"
)

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
