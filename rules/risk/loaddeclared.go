package risk

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// declares gives a reader for what a file declares under a key, which may read
// what every rule file may.
func (l *loader) declares(first source.Str) *reader { return l.env(l.base, first) }

// named checks the name of something that is declared, which is a part of names in
// expressions.
func (l *loader) named(key source.Str, hollow bool, what string) bool {
	switch {
	case !peersPattern.MatchString(key.Value) || key.Value == "in":
		l.problem(key, source.Say("%q cannot name %s", "%q 不能作 %s 的名称", key.Value, what),
			source.Say("use small letters, digits and _, like same_rank", "请用小写字母、数字和 _，例如 same_rank"))
		return false
	case hollow:
		l.hollow(key, what)
		return false
	}
	return true
}

// exprs reads a list of expressions.
func (r *reader) exprs(at source.Str, list []item[source.Str], name string) (exprs []*lang.Expr) {
	for _, e := range list {
		if e.hollow() {
			r.hollow(at, name)
		}
		if x := r.expr(e.is, lang.Invalid); x != nil {
			exprs = append(exprs, x)
		}
	}
	return exprs
}

// standing reads an expression that is a date or a number.
func (r *reader) standing(text source.Str) *lang.Expr {
	x := r.expr(text, lang.Invalid)
	if x == nil {
		return nil
	}
	switch x.Kind() {
	case lang.DateKind, lang.Int, lang.DecimalKind:
		return x
	}
	r.problem(text, source.Say("%s is a %s: only a date or a number lies near another", "%s 的类型是 %s：只有日期和数字可以比较远近", text.Value, x.Kind()), source.Text{})
	return nil
}
