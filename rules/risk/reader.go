package risk

import (
	"strings"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A reader compiles the expressions and templates of a rule file, and refuses
// those that read who a person is, or what their scope does not have.
type reader struct {
	*loader
	env    *lang.Env
	layout *layout
	scope  Scope // of the rule at hand; empty for peers
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
	r.refuse(text, x)
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
	r.refuse(text, t.Exprs()...)
	return t
}

// refuse reports every field that expressions of a text may not read.
func (r *reader) refuse(text source.Str, expressions ...*lang.Expr) {
	told := map[int]bool{}
	for _, x := range expressions {
		for _, i := range x.Reads() {
			if told[i] {
				continue
			}
			told[i] = true
			if message, hint := r.refusal(i); !message.Empty() {
				name := r.layout.fields[i].Name
				at := max(0, strings.Index(text.Value, name))
				r.problemAt(text, at, utf8.RuneCountInString(name), message, hint)
			}
		}
	}
}

// refusal says why a field may not be read; nothing where it may.
func (r *reader) refusal(field int) (message, hint source.Text) {
	if r.layout.private[field] {
		return source.Say("%s is private: no rule may read it", "%s 属个人隐私，规则不得读取", r.layout.fields[field].Name),
			source.Say("findings name a person by the key alone; the clerk looks up the rest",
				"命中结果只写人员编号，其余由经办人员自行查对")
	}
	if r.layout.costless[field] {
		return source.Say("nothing sets these twins apart, so that it costs nothing", "这些对照人员没有写明差别，谈不上因差别少增多少"),
			source.Say("write under unlike what does, such as unlike: [person.category]", "请在 unlike 中写明差别，例如 unlike: [person.category]")
	}
	return r.layout.outside(r.scope, field)
}
