package risk

import (
	"cmp"
	"regexp"
	"slices"
	"sync"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Load reads rule files together, so that an id used twice is found, and reports
// all problems. With problems that are errors the pack is nil.
func Load(files []*source.File, s *roster.Schema) (*Pack, source.Problems) {
	base := newLayout(s)
	l := &loader{schema: s, base: base, groups: map[string]source.Pos{}, rules: map[string]source.Pos{}}
	pack := &Pack{}
	for _, f := range files {
		var shape fileShape
		l.problems = append(l.problems, source.Decode(f, &shape)...)
		pack.Groups = append(pack.Groups, l.file(f, shape))
	}
	l.problems.Sort()
	if l.problems.Err() != nil {
		return nil, l.problems
	}
	slices.SortFunc(pack.Groups, func(a, b *Group) int { return cmp.Compare(a.ID, b.ID) })
	return pack, l.problems
}

// A loader checks the rule files of a pack.
type loader struct {
	schema   *roster.Schema
	base     *layout
	groups   map[string]source.Pos // where an id was first used
	rules    map[string]source.Pos
	problems source.Problems
}

func (l *loader) problem(at source.Str, message, hint source.Text) {
	l.problemAt(at, 0, utf8.RuneCountInString(at.Value), message, hint)
}

func (l *loader) problemAt(at source.Str, offset, width int, message, hint source.Text) {
	l.problems = append(l.problems, source.Problem{Pos: at.Pos(offset), Width: width, Message: message, Hint: hint})
}

// file checks one file. What is broken is left out of the group, so that the
// rest of the file is checked all the same.
func (l *loader) file(f *source.File, shape fileShape) *Group {
	l.identify(shape.Group, l.groups, source.Say("group", "规则组"))
	l.filled(shape.Title)
	g := &Group{ID: shape.Group.Value, Title: shape.Title.Value, File: f}
	if shape.Test != nil {
		g.Test = Test(*shape.Test)
	}
	g.Peers = l.peers(shape.Peers)
	g.Twins, g.Inversions, g.Crossings = l.twins(shape.Twins), l.inversions(shape.Inversions), l.crossings(shape.Crossings)
	g.layout = l.base.withDeclared(g).withOnce()
	if env := l.env(g.layout, shape.Group); env != nil {
		for _, r := range shape.Rules {
			if r.hollow() {
				l.hollow(shape.Group, "rules")
				continue
			}
			g.add(l.rule(env, g, r.is))
		}
	}
	g.Cases = l.cases(shape)
	g.engines = sync.OnceValues(g.newEngines)
	l.prove(g, shape)
	return g
}

// env makes the environment of a layout. The names of fields are checked before,
// so that what is still wrong is told where the file starts.
func (l *loader) env(layout *layout, at source.Str) *reader {
	env, err := lang.NewEnv(lang.Scope{Fields: layout.fields})
	if err != nil {
		l.problem(at, source.Say("cannot prepare expressions: %s", "无法准备表达式：%s", err.Error()), source.Text{})
		return nil
	}
	return &reader{loader: l, env: env, layout: layout}
}

// idPattern is what ids look like. The names of peers also stand in expressions,
// where a hyphen would mean minus.
var (
	idPattern    = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]*$`)
	peersPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// identify checks an id and that it is used once in the pack.
func (l *loader) identify(id source.Str, seen map[string]source.Pos, what source.Text) {
	switch first, twice := seen[id.Value]; {
	case absent(id):
		return
	case !idPattern.MatchString(id.Value):
		l.problem(id, source.Say("%[2]q cannot name a %[1]s", "%[2]q 不能作%[1]s的标识", what, id.Value),
			source.Say("use letters, digits, - and _, like left-behind", "请用字母、数字、- 和 _，例如 left-behind"))
	case twice:
		l.problem(id, source.Say("the %s %q is already defined at %s", "%s %q 已在 %s 定义", what, id.Value, first),
			source.Say("give this one another id: findings are known by it for years", "请换一个标识：命中结果长期以它为准"))
	default:
		seen[id.Value] = id.Pos(0)
	}
}

// filled reports a text that is there but empty.
func (l *loader) filled(texts ...source.Str) {
	for _, t := range texts {
		if t.Empty() && !absent(t) {
			l.problem(t, source.Say("the text is empty", "文字为空"), source.Say("say it in a few words", "请写几个字说明"))
		}
	}
}

// hollow reports a lone dash in a list, at a text that stands near it.
func (l *loader) hollow(near source.Str, list string) {
	l.problem(near, source.Say("an item of %q is empty", "%q 中有一项为空", list),
		source.Say("write it or remove its line", "请写完整，或删去这一行"))
}

// absent reports whether a key was left out, which decoding has told already.
func absent(s source.Str) bool { return s.Pos(0).File == nil }

// rule checks one rule.
func (l *loader) rule(env *reader, g *Group, shape ruleShape) *Rule {
	l.identify(shape.Rule, l.rules, source.Say("rule", "规则"))
	l.filled(shape.Title, shape.Owner, shape.Cite, shape.Says, shape.Advice)
	env = env.asked(shape)
	r := &Rule{
		ID: shape.Rule.Value, Title: shape.Title.Value, Group: g.ID, Scope: env.scope,
		When:     env.expr(shape.When, lang.Bool),
		Severity: Severity(shape.Severity), Points: defaultPoints[Severity(shape.Severity)],
		Grievance: Grievance(shape.Grievance),
		Owner:     shape.Owner.Value, Within: int64(shape.Within), Cite: shape.Cite.Value,
		Says: env.template(shape.Says), Advice: env.template(shape.Advice),
		Pos: shape.Rule.Pos(0),
	}
	if shape.Points != nil {
		r.Points = int64(*shape.Points)
	}
	r.Eased = lower(r.Severity)
	if shape.Eased != nil {
		r.Eased = l.eased(shape)
	}
	r.Test = shape.test(g)
	if shape.Limit != nil {
		r.Limit = Limit(*shape.Limit)
	}
	return r
}

// add puts a rule where it is asked.
func (g *Group) add(r *Rule) {
	if r.Scope == PersonScope {
		g.Rules = append(g.Rules, r)
	} else {
		g.Once = append(g.Once, r)
	}
}
