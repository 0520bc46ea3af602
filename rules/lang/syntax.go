package lang

import (
	"maps"
	"slices"
	"strings"

	"cel.dev/cel-go/common"

	"weiran/rules/source"
)

// A syntax says in plain words what cel-go's parser stumbled over.
type syntax struct {
	unit   unit
	layout *layout
	env    *Env
}

// problems gives one problem for each place where the parser stumbled, and for
// each character that no expression may hold, over which it may not have come.
// Where it stumbled again over the very next token, that is an echo and left out;
// and so is a bracket behind such a character, which may be half of its pair.
func (s syntax) problems(errs []*common.Error) source.Problems {
	messages := map[int]string{}
	for at, t := range s.layout.tokens {
		if t.kind == stray {
			messages[at] = ""
		}
	}
	for _, err := range slices.Backward(errs) { // the first of two at a place stays
		messages[s.token(err)] = err.Message
	}
	var problems source.Problems
	last, strayed := -2, false
	for _, at := range slices.Sorted(maps.Keys(messages)) {
		isStray := s.isStray(at)
		echo := at == last+1 && !isStray || strayed && !isStray && s.closes(at) || s.inCurlyQuotes(at)
		if !echo {
			problems = append(problems, s.problem(at, messages[at]))
		}
		last, strayed = at, strayed || isStray
	}
	return problems
}

func (s syntax) isStray(at int) bool {
	return at < len(s.layout.tokens) && s.layout.tokens[at].kind == stray
}

// inCurlyQuotes says that a token is the text behind “ or ‘, which are the problem.
func (s syntax) inCurlyQuotes(at int) bool {
	return at < len(s.layout.tokens) && (s.layout.is(at-1, "“") || s.layout.is(at-1, "‘"))
}

// closes says that a bracket closes at a token, or the expression ends.
func (s syntax) closes(at int) bool {
	return at >= len(s.layout.tokens) || s.layout.is(at, ")") || s.layout.is(at, "]") || s.layout.is(at, ",")
}

// token gives the index of the token that an error is about.
func (s syntax) token(err *common.Error) int {
	offset := s.offset(err.Location)
	next := s.layout.indexAt(offset)
	if next > 0 && s.layout.tokens[next-1].end > offset {
		return next - 1
	}
	return next
}

// problem says what is wrong with a token.
func (s syntax) problem(at int, message string) source.Problem {
	if strings.Contains(message, "limit") {
		return s.unit.problem(span{0, len(s.unit.text)}, source.Say("the expression is too long or too deep", "表达式过长或嵌套过深"),
			source.Say("split it", "请拆分"))
	}
	if at >= len(s.layout.tokens) {
		end := len(strings.TrimRight(s.unit.text, " \t\r\n"))
		return s.unit.problem(span{end, end}, source.Say("the expression ends too early", "表达式不完整"), s.hintAtEnd())
	}
	if at > 0 && isNegation(s.layout.tokenText(at-1)) {
		at-- // the parser takes not for a name, and stumbles over what it negates
	}
	said, hint := s.say(at, message)
	return s.unit.problem(span{s.layout.tokens[at].start, s.layout.tokens[at].end}, said, hint)
}

// say puts an error of the parser at a token into plain words.
func (s syntax) say(at int, message string) (said, hint source.Text) {
	kind, text := s.layout.tokens[at].kind, s.layout.tokenText(at)
	switch badNumber := strings.Contains(message, "literal"); {
	case kind == quoted && !closed(text):
		return source.Say("the quote is never closed", "引号没有闭合"),
			source.Say("write %s behind the text", "请在文字末尾补上 %s", strings.TrimLeft(text, "rRbB")[:1])
	case kind == quoted && strings.Contains(message, "escape"):
		return source.Say("a backslash stands before a character that needs none", "反斜杠用错了位置"),
			source.Say(`write \\ for a backslash itself`, `反斜杠本身请写成 \\`)
	case badNumber && digits(text):
		return source.Say("%s is too large", "%s 过大", text), source.Text{}
	case badNumber:
		return source.Say("%s is not a number", "%s 不是数", text), source.Text{}
	}
	return source.Say("%q is not expected here", "此处不应出现 %q", text), s.hint(at)
}

// offset turns cel-go's line and column into a byte offset.
func (s syntax) offset(at common.Location) int {
	line, start := 1, 0
	for line < at.Line() {
		next := strings.IndexByte(s.unit.text[start:], '\n')
		if next < 0 {
			break
		}
		start += next + 1
		line++
	}
	column := 0
	for i := range s.unit.text[start:] {
		if column == at.Column() {
			return start + i
		}
		column++
	}
	return len(s.unit.text)
}

// hintAtEnd says what an expression that breaks off may lack.
func (s syntax) hintAtEnd() source.Text {
	if last := len(s.layout.tokens) - 1; last > 0 && s.layout.is(last, "%") && s.layout.tokens[last-1].kind == number {
		return source.Say("a percentage has no space before its sign", "百分数的数字与百分号之间不能有空格")
	}
	opened := strings.Count(s.unit.text, "(") - strings.Count(s.unit.text, ")")
	if opened > 0 {
		return source.Say("%d of the brackets are not closed", "有 %d 个括号没有闭合", opened)
	}
	return source.Text{}
}

// closed says that a string literal ends with the quote it starts with.
func closed(literal string) bool {
	body := strings.TrimLeft(literal, "rRbB")
	return len(body) > 1 && body[len(body)-1] == body[0]
}
