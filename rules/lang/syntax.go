package lang

import (
	"strings"

	"cel.dev/cel-go/common"

	"weiran/rules/source"
)

// A syntax says in plain words what cel-go's parser stumbled over.
type syntax struct {
	unit   unit
	tokens []token
	env    *Env
	layout *layout
}

// problems gives one problem for each place where the parser stumbled.
func (s syntax) problems(errs []*common.Error) source.Problems {
	var problems source.Problems
	for _, err := range errs {
		problems = append(problems, s.problem(err))
	}
	problems.Sort()
	return onePerPlace(problems)
}

// onePerPlace keeps the first problem of each place: the parser often stumbles
// twice over one token.
func onePerPlace(problems source.Problems) source.Problems {
	var kept source.Problems
	for i, p := range problems {
		if i == 0 || p.Pos != problems[i-1].Pos {
			kept = append(kept, p)
		}
	}
	return kept
}

func (s syntax) problem(err *common.Error) source.Problem {
	at := s.layout.indexAt(s.offset(err.Location))
	if strings.Contains(err.Message, "limit") {
		return s.unit.problem(span{0, len(s.unit.text)}, source.Say("the expression is too long or too deep", "表达式过长或嵌套过深"),
			source.Say("split it", "请拆分"))
	}
	if at >= len(s.tokens) {
		end := len(strings.TrimRight(s.unit.text, " \t\r\n"))
		return s.unit.problem(span{end, end}, source.Say("the expression ends too early", "表达式不完整"), s.hintAtEnd())
	}
	t := s.tokens[at]
	text := s.layout.tokenText(at)
	where := span{t.start, t.end}
	switch {
	case t.kind == quoted && !closed(text):
		return s.unit.problem(where, source.Say("the quote is never closed", "引号没有闭合"), source.Text{})
	case t.kind == number:
		return s.unit.problem(where, source.Say("%s is not a number", "%s 不是数", text), source.Text{})
	}
	return s.unit.problem(where, source.Say("%q is not expected here", "此处不应出现 %q", text), s.hint(text))
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

func (s syntax) hintAtEnd() source.Text {
	opened := strings.Count(s.unit.text, "(") - strings.Count(s.unit.text, ")")
	if opened > 0 {
		return source.Say("%d of the brackets are not closed", "有 %d 个括号没有闭合", opened)
	}
	return source.Text{}
}

func closed(literal string) bool {
	last := len(literal) - 1
	return last > 0 && (literal[last] == '"' || literal[last] == '\'')
}

// replacements are what people write for what CEL writes.
var replacements = map[string]string{
	"=": "==", "&": "&&", "|": "||", "and": "&&", "or": "||", "not": "!", "<>": "!=", "AND": "&&", "OR": "||", "NOT": "!",
	"（": "(", "）": ")", "，": ",", "“": `"`, "”": `"`, "‘": "'", "’": "'", "＝": "==", "＞": ">", "＜": "<", "≥": ">=", "≤": "<=",
	"≠": "!=", "×": "*", "÷": "/", "＋": "+", "－": "-", "！": "!", "？": "?", "：": ":", "；": ";", "。": ".", "且": "&&", "或": "||", "非": "!",
}

// hint says what to write in place of a token.
func (s syntax) hint(text string) source.Text {
	if instead, ok := replacements[text]; ok {
		return source.Say("write %s", "请写成 %s", instead)
	}
	for _, f := range s.env.scope.Fields {
		if f.Label == text {
			return source.Say("write the field's name: %s", "请写字段名：%s", f.Name)
		}
		for _, code := range f.Enum {
			if code.Label == text {
				return source.Say("a value is written in quotes: %q", "取值须加引号：%q", text)
			}
		}
	}
	return source.Text{}
}
