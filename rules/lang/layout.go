package lang

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// A span is a stretch of an expression between two byte offsets.
type span struct{ start, end int }

// A layout knows where each node of a parsed expression stands in its text.
// cel-go keeps one token a node, the operator or the bracket; the layout widens
// it to all that the node covers, with the author's own spelling.
type layout struct {
	text   string
	tokens []token
	info   *ast.SourceInfo
	bytes  []int // byte offset of each rune, and of the end
	spans  map[int64]span
}

func newLayout(text string) *layout {
	l := &layout{text: text, tokens: scan(text), spans: map[int64]span{}}
	for at := range text {
		l.bytes = append(l.bytes, at)
	}
	l.bytes = append(l.bytes, len(text))
	return l
}

// measure notes the span of a node and of all nodes below it.
func (l *layout) measure(e ast.Expr) span {
	s := l.spanOf(e)
	l.spans[e.ID()] = s
	return s
}

func (l *layout) spanOf(e ast.Expr) span {
	at := l.tokenOf(e)
	switch e.Kind() {
	case ast.LiteralKind:
		return l.literal(at)
	case ast.SelectKind:
		operand := l.before(l.measure(e.AsSelect().Operand()), at)
		return span{operand.start, l.endOf(at + 1)}
	case ast.CallKind:
		return l.call(e.AsCall(), at)
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			l.measure(element)
		}
		return span{l.startOf(at), l.endOf(l.closing(at))}
	case ast.MapKind, ast.StructKind:
		return span{l.startOf(at), l.endOf(l.closing(at))}
	}
	if l.is(at, ".") { // .name, with its leading dot
		return span{l.startOf(at), l.endOf(at + 1)}
	}
	return span{l.startOf(at), l.endOf(at)}
}

func (l *layout) literal(at int) span {
	if l.is(at, "-") {
		return span{l.startOf(at), l.endOf(at + 1)}
	}
	return span{l.startOf(at), l.endOf(at)}
}

func (l *layout) call(c ast.CallExpr, at int) span {
	args := c.Args()
	_, operator := operators.FindReverse(c.FunctionName())
	switch {
	case c.FunctionName() == operators.Conditional:
		return l.conditional(args, at)
	case c.FunctionName() == operators.Index:
		operand := l.before(l.measure(args[0]), at)
		l.measure(args[1])
		return span{operand.start, l.endOf(l.closing(at))}
	case operator && len(args) == 1:
		return span{l.startOf(at), l.after(l.measure(args[0]), at).end}
	case operator && len(args) == 2:
		left, right := l.measure(args[0]), l.measure(args[1])
		return span{l.before(left, at).start, l.after(right, at).end}
	}
	return l.function(c, at)
}

func (l *layout) conditional(args []ast.Expr, at int) span {
	condition, then, otherwise := l.measure(args[0]), l.measure(args[1]), l.measure(args[2])
	colon := l.indexAt(then.end)
	for colon < len(l.tokens) && !l.is(colon, ":") {
		colon++
	}
	return span{l.before(condition, at).start, l.after(otherwise, colon).end}
}

// function measures name(…) and target.name(…); cel-go marks the bracket.
func (l *layout) function(c ast.CallExpr, at int) span {
	for _, arg := range c.Args() {
		l.measure(arg)
	}
	for at < len(l.tokens) && !l.is(at, "(") {
		at++
	}
	end := l.endOf(l.closing(at))
	if !c.IsMemberFunction() {
		return span{l.startOf(at - 1), end}
	}
	dot := at - 2
	return span{l.before(l.measure(c.Target()), dot).start, end}
}

// before widens an operand that stands left of a token by the brackets that
// group it.
func (l *layout) before(s span, at int) span {
	closing := at - l.indexAt(s.end)
	first := l.indexAt(s.start) - closing
	if closing <= 0 || first < 0 {
		return s
	}
	return span{l.startOf(first), l.endOf(at - 1)}
}

// after widens an operand that stands right of a token by the brackets that
// group it.
func (l *layout) after(s span, at int) span {
	opening := l.indexAt(s.start) - at - 1
	if opening <= 0 {
		return s
	}
	return span{l.startOf(at + 1), l.endOf(l.indexAt(s.end) + opening - 1)}
}

// closing gives the token that closes the bracket at a token.
func (l *layout) closing(at int) int {
	depth := 0
	for i := at; i < len(l.tokens); i++ {
		switch {
		case l.is(i, "(") || l.is(i, "[") || l.is(i, "{"):
			depth++
		case l.is(i, ")") || l.is(i, "]") || l.is(i, "}"):
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(l.tokens) - 1
}

// tokenOf gives the index of the token that cel-go noted for a node.
func (l *layout) tokenOf(e ast.Expr) int {
	noted, _ := l.info.GetOffsetRange(e.ID())
	return l.indexAt(l.byteAt(int(noted.Start)))
}

// byteAt turns an offset in characters into one in bytes.
func (l *layout) byteAt(runes int) int { return l.bytes[min(max(runes, 0), len(l.bytes)-1)] }

// indexAt gives the first token that starts at or after a byte offset.
func (l *layout) indexAt(offset int) int {
	i, _ := slices.BinarySearchFunc(l.tokens, offset, func(t token, at int) int { return t.start - at })
	return i
}

func (l *layout) is(i int, text string) bool {
	return i >= 0 && i < len(l.tokens) && l.tokenText(i) == text
}

func (l *layout) tokenText(i int) string { return l.text[l.tokens[i].start:l.tokens[i].end] }

func (l *layout) startOf(i int) int {
	if i < 0 || i >= len(l.tokens) {
		return len(l.text)
	}
	return l.tokens[i].start
}

func (l *layout) endOf(i int) int {
	if i < 0 || i >= len(l.tokens) {
		return len(l.text)
	}
	return l.tokens[i].end
}

// slice gives the text of a span.
func (l *layout) slice(s span) string { return l.text[s.start:s.end] }

// operator gives where the operator of a node stands.
func (l *layout) operator(e ast.Expr) span {
	at := l.tokenOf(e)
	return span{l.startOf(at), l.endOf(at)}
}

// whole gives the expression without the space and the comments around it.
func (l *layout) whole() string { return l.text[l.startOf(0):l.endOf(len(l.tokens)-1)] }
