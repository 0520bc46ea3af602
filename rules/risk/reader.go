package risk

import (
	"strings"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A reader compiles the expressions and templates of a rule file, and refuses
// those that read who a person is.
type reader struct {
	*loader
	env    *lang.Env
	layout *layout
}

// expr compiles an expression; nil where it is absent or wrong.
func (r *reader) expr(text source.Str, want lang.Kind) *lang.Expr {
	if absent(text) {
		return nil
	}
	x, problems := r.env.Compile(text, want)
	r.problems = append(r.problems, problems...)
	if problems.Err() != nil {
		return nil
	}
	r.refusePrivate(text, x)
	return x
}

// template compiles a template; nil where it is absent or wrong.
func (r *reader) template(text source.Str) *lang.Template {
	if absent(text) {
		return nil
	}
	t, problems := r.env.Template(text)
	r.problems = append(r.problems, problems...)
	if problems.Err() != nil {
		return nil
	}
	r.refusePrivate(text, t.Exprs()...)
	return t
}

// refusePrivate reports every private field that expressions of a text read.
func (r *reader) refusePrivate(text source.Str, expressions ...*lang.Expr) {
	told := map[int]bool{}
	for _, x := range expressions {
		for _, i := range x.Reads() {
			if !r.layout.private[i] || told[i] {
				continue
			}
			told[i] = true
			name := r.layout.fields[i].Name
			at := max(0, strings.Index(text.Value, name))
			r.problemAt(text, at, utf8.RuneCountInString(name),
				source.Say("%s is private: no rule may read it", "%s 属个人隐私，规则不得读取", name),
				source.Say("findings name a person by the key alone; the clerk looks up the rest",
					"命中结果只写人员编号，其余由经办人员自行查对"))
		}
	}
}
