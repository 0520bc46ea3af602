package lang

import (
	"strings"
	"unicode/utf8"

	"weiran/rules/source"
)

// What people write for what the language writes: the hand of an office program,
// of another language, or of the document itself.

// replacements are what people write for what CEL writes.
var replacements = map[string]string{
	"=": "==", "&": "&&", "|": "||", "and": "&&", "or": "||", "not": "!", "if": outcomes, "=>": ">=", "=<": "<=", "<>": "!=",
	"“": `"`, "”": `"`, "‘": "'", "’": "'", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "–": "-", "—": "-",
	"。": ".", "、": ",", "；": ";", "【": "[", "】": "]", "〔": "(", "〕": ")",
	"且": "&&", "并且": "&&", "而且": "&&", "和": "&&", "与": "&&", "或": "||", "或者": "||", "非": "!", "如果": outcomes, "若": outcomes,
	"等于": "==", "不等于": "!=", "大于": ">", "小于": "<", "高于": ">", "低于": "<", "超过": ">", "不足": "<",
	"大于等于": ">=", "大于或等于": ">=", "不小于": ">=", "不低于": ">=", "不少于": ">=", "小于等于": "<=", "小于或等于": "<=", "不大于": "<=", "不高于": "<=", "不超过": "<=",
	"加": "+", "加上": "+", "减": "-", "减去": "-", "乘": "*", "乘以": "*", "除以": "/",
}

// outcomes is how one of two amounts is chosen.
const outcomes = "condition ? a : b"

// foreign are functions of other programs, each with what is written here.
var foreign = map[string]string{
	"and": "x && y", "or": "x || y", "not": "!x", "if": outcomes, "iif": outcomes, "ifs": outcomes,
	"age": "age_on(person.born, policy.effective)", "year": "years(from, to)", "datedif": "years(from, to)",
	"today": "as_of", "now": "as_of", "sum": "x + y", "add": "x + y", "isblank": "!known(x)", "isnull": "!known(x)", "has": "known(x)",
	"ifnull": "coalesce(x, y)", "vlookup": "table.name(key)", "lookup": "table.name(key)", "roundup": `round(x, to, "up")`, "rounddown": `round(x, to, "down")`,
}

// measuring are the units that an office writes behind a number.
var measuring = strings.Fields("元 万 万元 岁 周岁 年 月 个月 日 天 人 级")

// write says what to write in place of something.
func write(instead string) source.Text {
	chinese := instead
	if instead == outcomes {
		chinese = "条件 ? 甲 : 乙"
	}
	return source.Text{EN: "write " + instead, ZH: "请写成 " + chinese}
}

// insteadOf gives what CEL writes for a token, "" where that is not known.
func insteadOf(text string) string {
	narrow := halfWidth(text)
	for _, written := range []string{text, narrow, strings.ToLower(narrow)} {
		if instead, ok := replacements[written]; ok {
			return instead
		}
	}
	if narrow != text {
		return narrow
	}
	return ""
}

// halfWidth gives a text with the wide forms of ASCII, which Chinese keyboards
// write, as ASCII.
func halfWidth(text string) string {
	return strings.Map(func(r rune) rune {
		if isWide(r) {
			return r - '！' + '!'
		}
		return r
	}, text)
}

func isWide(r rune) bool { return '！' <= r && r <= '～' }

// isWideOperator says that wide characters make one operator together: ＝＝, ＞＝.
func isWideOperator(r rune) bool { return isWide(r) && strings.ContainsRune("＝＞＜！＆｜", r) }

// wideLength keeps together what is one operator or one number in wide characters.
func wideLength(text string) int {
	if n := lengthOf(text, func(r rune) bool { return '０' <= r && r <= '９' }); n > 0 {
		return n
	}
	if r, size := utf8.DecodeRuneInString(text); r == '！' && !strings.HasPrefix(text[size:], "＝") {
		return size // before a name, and it may stand twice
	}
	return lengthOf(text, isWideOperator)
}

// hint says what to write in place of a token.
func (s syntax) hint(at int) source.Text {
	text := s.layout.tokenText(at)
	for _, find := range []func(int) source.Text{s.listHint, s.thousandsHint, s.unitHint} {
		if hint := find(at); !hint.Empty() {
			return hint
		}
	}
	switch {
	case insteadOf(text) != "":
		return write(insteadOf(text))
	case text == "^":
		return source.Say("write the product: x * x", "请写成连乘：x * x")
	}
	return s.labelHint(text)
}

// labelHint knows a Chinese label of a field or of a value.
func (s syntax) labelHint(text string) source.Text {
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

// listHint knows x in (a, b).
func (s syntax) listHint(at int) source.Text {
	open := at
	for open >= 0 && !s.layout.is(open, "(") {
		open--
	}
	if s.layout.is(at, ",") && s.layout.is(open-1, "in") {
		return source.Say("a list has square brackets: x in [a, b]", "列表用方括号：x in [甲, 乙]")
	}
	return source.Text{}
}

// thousandsHint knows 1,200.
func (s syntax) thousandsHint(at int) source.Text {
	if !s.layout.is(at, ",") || at == 0 || at+1 >= len(s.layout.tokens) {
		return source.Text{}
	}
	head, tail := s.layout.tokens[at-1], s.layout.tokens[at+1]
	if head.kind != number || tail.kind != number || head.end+1 != tail.start {
		return source.Text{}
	}
	return write(s.layout.tokenText(at-1) + s.layout.tokenText(at+1))
}

// unitHint knows 200元.
func (s syntax) unitHint(at int) source.Text {
	text := s.layout.tokenText(at)
	for _, unit := range measuring {
		if text == unit && at > 0 && s.layout.tokens[at-1].kind == number {
			return source.Say("a number stands without its unit", "只写数字，不写单位")
		}
	}
	return source.Text{}
}

// foreignHint says what is written here for a function of another program.
func foreignHint(name string) source.Text {
	if instead, ok := foreign[strings.ToLower(name)]; ok {
		return write(instead)
	}
	return source.Text{}
}

// isNegation says that a word is written for !.
func isNegation(text string) bool { return strings.EqualFold(text, "not") }
