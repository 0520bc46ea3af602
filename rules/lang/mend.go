package lang

import (
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/source"
)

// How to mend operands that do not go together, in the author's own words where
// what was meant can be told.

// comparisons are the operators that give true or false of two values in order.
var comparisons = []string{operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals}

// mend says how to mend an operator, and nothing where that cannot be told.
func (c *checker) mend(e ast.Expr, pair []node) source.Text {
	for _, find := range []func(ast.Expr, node, node) source.Text{c.mendDate, c.mendTruth, c.mendNumber, c.mendCode} {
		for _, sides := range [][2]node{{pair[0], pair[1]}, {pair[1], pair[0]}} {
			if hint := find(e, sides[0], sides[1]); !hint.Empty() {
				return hint
			}
		}
	}
	return source.Text{}
}

// mendDate knows a date that is written as a text, and a number beside a date.
func (c *checker) mendDate(e ast.Expr, date, other node) source.Text {
	if !date.typ.is(DateKind) {
		return source.Text{}
	}
	if other.typ.is(Int) && slices.Contains(comparisons, e.AsCall().FunctionName()) {
		return source.Say(`write date("2014-09-30") for a day, age_on(born, on) for an age`, `日期请写成 date("2014-09-30")，周岁请写成 age_on(born, on)`)
	}
	return hintForDate(date.typ, other)
}

// mendTruth knows a <= x <= b, and true and false beside a word for them.
func (c *checker) mendTruth(e ast.Expr, truth, other node) source.Text {
	if !truth.typ.is(Bool) {
		return source.Text{}
	}
	if truth.expr.Kind() == ast.CallKind && slices.Contains(comparisons, truth.expr.AsCall().FunctionName()) && other.typ.number() {
		return c.mendRange(e, truth.expr)
	}
	if other.typ.is(String) {
		return source.Say("write %[1]s alone, or !%[1]s", "请直接写 %[1]s，或 !%[1]s", c.source(truth))
	}
	return source.Text{}
}

func (c *checker) mendRange(e, truth ast.Expr) source.Text {
	middle := truth.AsCall().Args()[1]
	whole := c.layout.slice(c.layout.spans[truth.ID()]) + " && " + c.layout.slice(c.layout.spans[middle.ID()])
	right := e.AsCall().Args()[1]
	return write(whole + " " + symbol(e) + " " + c.layout.slice(c.layout.spans[right.ID()]))
}

// mendNumber knows a number in quotes beside a number.
func (c *checker) mendNumber(_ ast.Expr, number, quoted node) source.Text {
	if !number.typ.number() {
		return source.Text{}
	}
	return unquoted(quoted)
}

// mendCode knows a number beside a text of a few values.
func (c *checker) mendCode(e ast.Expr, coded, other node) source.Text {
	if e.AsCall().FunctionName() == operators.In || !coded.typ.coded() || !other.typ.is(Int) {
		return source.Text{}
	}
	return codeHint("", coded.typ.codes)
}

// unquoted gives a number that stands in quotes without them.
func unquoted(n node) source.Text {
	text, ok := textLiteral(n.expr)
	if !ok {
		return source.Text{}
	}
	digits := strings.TrimSpace(text)
	digits = strings.TrimSuffix(digits, "%")
	if _, err := ParseDecimal(digits); err != nil {
		return source.Text{}
	}
	return source.Say("write %s, without quotes", "请写成 %s，不加引号", strings.TrimSpace(text))
}

// hintForDate says how a date is written where a text stands for one.
func hintForDate(date typ, n node) source.Text {
	if !date.is(DateKind) || !n.typ.is(String) {
		return source.Text{}
	}
	text, ok := textLiteral(n.expr)
	if day, meant := dayMeant(text); ok && meant {
		return write(`date("` + day.String() + `")`)
	}
	return write(functions["date"].form)
}

// resultHint says how to come from what an expression gives to what is wanted.
func resultHint(root node, want Kind) source.Text {
	switch {
	case want != DecimalKind && want != Int:
		return source.Text{}
	case root.typ.is(Bool):
		return source.Say("write a condition under when, or condition ? a : b", "条件请写在 when 中，或写成 条件 ? 甲 : 乙")
	}
	return unquoted(root)
}

// argumentHint says how an argument is written, or else the whole call.
func (c *checker) argumentHint(name string, want typ, n node) source.Text {
	if hint := hintForDate(want, n); !hint.Empty() {
		return hint
	}
	if l, ok := c.env.lookups[name]; ok && !strings.HasPrefix(name, "band.") { // whose parameter has no name
		return write(l.form())
	}
	if want.number() {
		return unquoted(n)
	}
	return source.Text{}
}
