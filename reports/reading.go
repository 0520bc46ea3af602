package reports

import (
	"strings"
	"text/scanner"

	"weiran/rules/roster"
)

// A reading puts an expression of a policy file into words that a reader of
// Chinese follows: fields and codes by their labels, operators by their signs.
type reading struct {
	schema *roster.Schema
	scan   scanner.Scanner
	out    strings.Builder
}

// signs are how operators read.
var signs = map[string]string{
	"==": "＝", "!=": "≠", ">=": "≥", "<=": "≤", "&&": "，且 ", "||": "，或 ",
	"<": "＜", ">": "＞", "*": "×", "/": "÷", "+": "＋", "-": "－", "?": " 则 ", ":": "，否则 ",
	"(": "（", ")": "）", ",": "，", "%": "%", "!": "非 ",
}

// names are how functions and words of the language read; others are kept.
var names = map[string]string{
	"age_on": "周岁", "years": "整年数", "months": "整月数", "ceil": "进到整数", "floor": "舍到整数",
	"in": " 属于 ", "true": "是", "false": "否",
	"round": "取整", "min": "取小", "max": "取大", "known": "已知", "coalesce": "首个已知的",
}

// read gives an expression in words.
func (c census) read(expression string) string {
	r := reading{schema: c.schema}
	r.scan.Init(strings.NewReader(expression))
	r.scan.Mode = scanner.ScanIdents | scanner.ScanFloats | scanner.ScanStrings | scanner.ScanChars
	r.scan.Error = func(*scanner.Scanner, string) {}
	for token := r.scan.Scan(); token != scanner.EOF; token = r.scan.Scan() {
		switch token {
		case scanner.Ident:
			r.name()
		case scanner.String, scanner.Char:
			r.out.WriteString(r.codeLabel(strings.Trim(r.scan.TokenText(), `"'`)))
		case scanner.Int, scanner.Float:
			r.out.WriteString(r.scan.TokenText())
		default:
			r.sign()
		}
	}
	return strings.TrimSpace(r.out.String())
}

// name reads a field, a lookup or a function, with the dots in its name.
func (r *reading) name() {
	name := r.scan.TokenText()
	for r.scan.Peek() == '.' {
		r.scan.Next()
		r.scan.Scan()
		name += "." + r.scan.TokenText()
	}
	for _, f := range r.schema.Fields {
		if f.Dotted() == name {
			r.out.WriteString(f.Label)
			return
		}
	}
	switch lookup, of, _ := strings.Cut(name, "."); {
	case name == "date":
		r.date()
	case names[name] != "":
		r.out.WriteString(names[name])
	case lookup == "table":
		r.out.WriteString("查表 " + r.codeLabel(of))
	case lookup == "band":
		r.out.WriteString("分档标准") // a band has a code for a name, and its clause has the title
	case lookup == "value":
		r.out.WriteString("数额 " + of)
	default:
		r.out.WriteString(name)
	}
}

// date reads date("2014-09-30") as the date alone.
func (r *reading) date() {
	if r.scan.Peek() != '(' {
		r.out.WriteString("日期")
		return
	}
	r.scan.Scan()
	if r.scan.Scan() == scanner.EOF {
		r.out.WriteString("日期（")
		return
	}
	r.out.WriteString(strings.Trim(r.scan.TokenText(), `"'`))
	r.scan.Scan()
}

// sign reads an operator of one or two characters.
func (r *reading) sign() {
	text := r.scan.TokenText()
	if two := text + string(r.scan.Peek()); signs[two] != "" && len(two) == 2 {
		r.scan.Next()
		text = two
	}
	if s, ok := signs[text]; ok {
		text = s
	}
	r.out.WriteString(text)
}

// codeLabel gives the label of a code of any field.
func (r *reading) codeLabel(code string) string {
	for _, f := range r.schema.Fields {
		for _, e := range f.Enum {
			if e.Code == code {
				return e.Label
			}
		}
	}
	return code
}
