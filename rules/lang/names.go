package lang

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"

	"weiran/rules/source"
)

var dottedName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`)

// reserved are the words that CEL keeps for itself.
var reserved = strings.Fields("as break const continue else false for function if import in let loop package namespace null return true var void while")

// isDotted says that an expression could write the name.
func isDotted(name string) bool {
	return dottedName.MatchString(name) && !slices.Contains(reserved, strings.Split(name, ".")[0])
}

// names gives all names of a scope, fields first.
func (s Scope) names() []string {
	return append(s.fieldNames(), s.lookupNames()...)
}

func (s Scope) fieldNames() []string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return names
}

func (s Scope) lookupNames() []string {
	names := make([]string, len(s.Lookups))
	for i, l := range s.Lookups {
		names[i] = l.Name
	}
	return names
}

// isNamespace says that a name stands before the names of lookups.
func (e *Env) isNamespace(name string) bool {
	if name == "table" || name == "band" {
		return true
	}
	return slices.ContainsFunc(e.scope.Lookups, func(l Lookup) bool { return strings.HasPrefix(l.Name, name+".") })
}

// unknownName says that there is no such field, and what may have been meant.
func (e *Env) unknownName(name string) (message, hint source.Text) {
	message = source.Say("unknown field %q", "未知的字段 %q", name)
	if l, ok := e.lookups[name]; ok {
		return source.Say("%q is a table, not a field", "%q 是表，不是字段", name), source.Say("write %s", "请写成 %s", l.form())
	}
	if e.isCode(name) {
		return message, source.Say("a value is written in quotes: %q", "取值须加引号：%q", name)
	}
	if slices.Contains([]string{"person.age", "age", "person.年龄"}, name) {
		return message, source.Say("an age is counted on a day: age_on(person.born, policy.effective)", "年龄须按某一天计算：age_on(person.born, policy.effective)")
	}
	if low := strings.ToLower(name); low == "true" || low == "false" {
		return message, write(low)
	}
	_, last, _ := strings.Cut(name, ".") // person.basic for pay.basic, rank for person.rank
	if last == "" {
		last = name
	}
	for _, f := range e.scope.Fields {
		switch {
		case strings.HasPrefix(name, f.Name+"."):
			return message, source.Say("%q is %s and has no parts", "%q 是%s，没有下级字段", f.Name, typeOf(f).words())
		case strings.HasSuffix(f.Name, "."+last):
			return message, source.DidYouMean(f.Name, []string{f.Name})
		}
	}
	if near := source.Nearest(name, e.scope.fieldNames()); near != "" {
		return message, source.DidYouMean(near, []string{near})
	}
	return message, source.DidYouMean(name, e.siblings(name))
}

// siblings gives the fields that share the name's first part, else the first
// parts of all.
func (e *Env) siblings(name string) []string {
	first, _, _ := strings.Cut(name, ".")
	var same, roots []string
	for _, known := range e.scope.fieldNames() {
		root, _, _ := strings.Cut(known, ".")
		if root == first {
			same = append(same, known)
		}
		roots = append(roots, root)
	}
	if len(same) > 0 {
		return same
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// isCode says that some field may have the value.
func (e *Env) isCode(text string) bool {
	return slices.ContainsFunc(e.scope.Fields, func(f Field) bool {
		return slices.ContainsFunc(f.Enum, func(c Code) bool { return c.Code == text })
	})
}

// unknownLookup reports a table or band that is not declared.
func (c *checker) unknownLookup(e ast.Expr, name string) {
	message := source.Say("unknown table %q", "未知的表 %q", name)
	form := "tables: {standard: {by: [rank], rows: {131: 570, 132: 480}}}"
	if strings.HasPrefix(name, "band.") {
		message = source.Say("unknown band %q", "未知的分段 %q", name)
		form = "bands: {age: {of: date, rows: [{to: 1934-09-30, value: 100}], else: 0}}"
	}
	hint := source.DidYouMean(name, c.env.scope.lookupNames())
	if hint.Empty() {
		hint = source.Say("none is defined here; in a policy one is written %s", "此处没有定义；在政策文件中可写成 %s", form)
	}
	c.reportSpan(c.nameSpan(e), message, hint)
}

// unknownFunction reports a function that the dialect does not have.
func (c *checker) unknownFunction(e ast.Expr, name string) {
	hint := source.Text{}
	plain, isPlain := functions[name]
	member, isMember := members[name]
	switch {
	case isPlain:
		hint = source.Say("write %s", "请写成 %s", plain.form)
	case isMember:
		hint = source.Say("write %s", "请写成 %s", member.form)
	case c.isField(e, name):
		full, _ := dotted(e.AsCall().Target())
		full += "." + name
		c.report(e, source.Say("%s is not a function", "%s 不是函数", full), source.Say("write %s, without brackets", "请写成 %s，不加括号", full))
		return
	default:
		if hint = foreignHint(name); hint.Empty() {
			hint = source.DidYouMean(name, functionNames())
		}
	}
	c.reportSpan(c.nameSpan(e), source.Say("unknown function %q", "未知的函数 %q", name), hint)
}

// isField says that what is called is a field: value.nursing().
func (c *checker) isField(e ast.Expr, name string) bool {
	if !e.AsCall().IsMemberFunction() {
		return false
	}
	prefix, ok := dotted(e.AsCall().Target())
	_, known := c.env.fields[prefix+"."+name]
	return ok && known
}

func functionNames() []string {
	var names []string
	for name := range functions {
		names = append(names, name)
	}
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// nameSpan gives where the name of a called function stands.
func (c *checker) nameSpan(e ast.Expr) span {
	open := c.layout.tokenOf(e)
	for open < len(c.layout.tokens) && !c.layout.is(open, "(") {
		open++
	}
	name := span{c.layout.startOf(open - 1), c.layout.endOf(open - 1)}
	if call := e.AsCall(); call.IsMemberFunction() {
		if prefix, ok := dotted(call.Target()); ok && c.env.isNamespace(prefix) {
			name.start = c.layout.spans[e.ID()].start
		}
	}
	return name
}
