package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
)

// fieldWords gives the value of an input with its Chinese label beside a code.
func (e *explanation) fieldWords(name string, v lang.Value) string {
	schema := e.policy.layout.schema
	index := slices.IndexFunc(e.policy.layout.fields, func(f lang.Field) bool { return f.Name == name })
	if index < 0 || !v.Known() {
		return e.words(v)
	}
	label := schema.ValueLabel(index, v)
	if v.Kind() == lang.Bool || label == v.String() {
		return label
	}
	return v.String() + " " + label
}

// words gives a value for readers.
func (e *explanation) words(v lang.Value) string {
	if fault, failed := v.Fault(); failed {
		return fault.Message.ZH
	}
	switch {
	case !v.Known():
		return "未知"
	case v.Kind() == lang.Bool && v.Bool():
		return "成立"
	case v.Kind() == lang.Bool:
		return "不成立"
	}
	return v.String()
}

var roundingWords = map[lang.Rounding]string{
	lang.HalfUp:   "四舍五入",
	lang.HalfEven: "四舍六入五成双",
	lang.Up:       "进一",
	lang.Down:     "舍去",
}

// words gives the rule in Chinese: 四舍五入到 0.01 元.
func (r RoundingRule) words() string {
	return roundingWords[r.Mode] + "到 " + r.To.String() + " 元"
}

// yuan writes an amount to the fen, and further where it is finer.
func yuan(d lang.Decimal) string {
	if d%fen == 0 {
		return d.Fixed(2)
	}
	return d.String()
}

// signed writes an amount with its sign; zero has none.
func signed(d lang.Decimal) string {
	if d > 0 {
		return "+" + yuan(d)
	}
	return yuan(d)
}

// plus writes an amount as a further term of a sum: + 100.00, − 20.00.
func plus(d lang.Decimal) string {
	if d < 0 {
		return "− " + strings.TrimPrefix(yuan(d), "-")
	}
	return "+ " + yuan(d)
}
