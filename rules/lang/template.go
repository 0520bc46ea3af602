package lang

import (
	"strings"

	"weiran/rules/source"
)

// A Template is a text with expressions in braces, such as "每月增加
// {impact.delta} 元". "{{" writes a brace.
type Template struct {
	text  string
	parts []part
}

// A part is a stretch of plain text, or an expression.
type part struct {
	text string
	expr *Expr
}

// Template checks every expression of a text of a file. Where there are
// problems the Template is nil.
func (e *Env) Template(text source.Str) (*Template, source.Problems) {
	t := templateReader{env: e, file: text, rest: text.Value}
	for t.rest != "" {
		t.next()
	}
	if len(t.problems) > 0 {
		return nil, t.problems
	}
	return &Template{text: text.Value, parts: t.parts}, nil
}

// A templateReader cuts a template into its parts.
type templateReader struct {
	env      *Env
	file     source.Str
	at       int
	rest     string
	parts    []part
	problems source.Problems
}

// next reads the text up to a brace, and the expression in it.
func (t *templateReader) next() {
	open := strings.IndexByte(t.rest, '{')
	switch {
	case open < 0:
		t.plain(len(t.rest))
	case open > 0:
		t.plain(open)
	case strings.HasPrefix(t.rest, "{{"):
		t.skip(1)
		t.plain(1)
	default:
		t.expression()
	}
}

func (t *templateReader) plain(n int) {
	t.parts = append(t.parts, part{text: t.rest[:n]})
	t.skip(n)
}

func (t *templateReader) skip(n int) {
	t.at += n
	t.rest = t.rest[n:]
}

// expression reads {…}; a brace inside quotes does not close it.
func (t *templateReader) expression() {
	end := closingBrace(t.rest)
	if end < 0 {
		t.report(span{0, len(t.rest)}, source.Say("the brace is never closed", "花括号没有闭合"),
			source.Say("close it with }, or write {{ for a brace itself", "请用 } 闭合；如需花括号本身请写 {{"))
		t.skip(len(t.rest))
		return
	}
	if inner := t.rest[1:end]; strings.TrimSpace(inner) == "" {
		t.report(span{0, end + 1}, source.Say("the braces are empty", "花括号内为空"),
			source.Say("write an expression, such as {impact.delta}", "请写表达式，例如 {impact.delta}"))
	} else {
		x, problems := t.env.compile(unit{file: t.file, base: t.at + 1, text: inner}, Invalid)
		t.parts = append(t.parts, part{expr: x})
		t.problems = append(t.problems, problems...)
	}
	t.skip(end + 1)
}

func (t *templateReader) report(s span, message, hint source.Text) {
	u := unit{file: t.file, base: t.at, text: t.rest}
	t.problems = append(t.problems, u.problem(s, message, hint))
}

// closingBrace gives the offset of the brace that closes the first one, or -1.
func closingBrace(text string) int {
	for at := 1; at < len(text); {
		if text[at] == '}' {
			return at
		}
		if _, size := nextToken(text[at:]); size > 0 {
			at += size
		} else {
			at -= size
		}
	}
	return -1
}

// Text gives the template as it was written, its expressions in their braces.
func (t *Template) Text() string { return t.text }

// Exprs gives the expressions of the template in the order of the text.
func (t *Template) Exprs() []*Expr {
	var list []*Expr
	for _, p := range t.parts {
		if p.expr != nil {
			list = append(list, p.expr)
		}
	}
	return list
}

// Render fills the template over a row. An unknown is written 未知, a failure
// 无法计算, a whole decimal without a fraction and any other with two places at
// least, a date as 1932-05-01, a bool as 是 or 否, a code as its Chinese label.
func (t *Template) Render(row Row) string {
	exprs := t.Exprs()
	return string(t.Append(nil, func(expr int) Value { return exprs[expr].Eval(row) }))
}

// Append writes the template behind some text, as [Template.Render] does, where
// another engine has the values of its expressions, in the order of
// [Template.Exprs].
func (t *Template) Append(text []byte, value func(expr int) Value) []byte {
	n := 0
	for _, p := range t.parts {
		if p.expr == nil {
			text = append(text, p.text...)
			continue
		}
		text = append(text, written(value(n), p.expr.codes)...)
		n++
	}
	return text
}

// Words puts a value of the field into words for people: a code by its label.
func (f Field) Words(v Value) string { return written(v, f.Enum) }

// written puts a value into words for people.
func written(v Value, codes []Code) string {
	if _, failed := v.Fault(); failed {
		return "无法计算"
	}
	switch {
	case !v.Known():
		return "未知"
	case v.Kind() == Bool && v.Bool():
		return "是"
	case v.Kind() == Bool:
		return "否"
	case v.Kind() == DecimalKind:
		d, _ := v.Decimal()
		return d.amount()
	case v.Kind() == String || v.Kind() == Int:
		return labelOf(v.String(), codes)
	case v.Kind() == Strings:
		labels := make([]string, len(v.List()))
		for i, code := range v.List() {
			labels[i] = labelOf(code, codes)
		}
		return strings.Join(labels, "、")
	}
	return v.String()
}

func labelOf(text string, codes []Code) string {
	for _, c := range codes {
		if c.Code == text && c.Label != "" {
			return c.Label
		}
	}
	return text
}

// amount writes a decimal as money is written: 460, 56.50, 0.0113.
func (d Decimal) amount() string {
	s := d.String()
	if point := strings.IndexByte(s, '.'); point >= 0 && point == len(s)-2 {
		return s + "0"
	}
	return s
}
