package risk

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// peers checks with whom the persons of a file are compared.
func (l *loader) peers(shapes source.Map[item[peersShape]]) []Peers {
	if len(shapes) == 0 {
		return nil
	}
	env := l.declares(shapes[0].Key)
	if env == nil {
		return nil
	}
	var peers []Peers
	for _, e := range shapes {
		if !l.named(e.Key, e.Value.hollow(), "peers") {
			continue
		}
		p := Peers{Name: e.Key.Value, By: env.exprs(e.Key, e.Value.is.By, "by"), Of: l.measured(e.Key, e.Value.is.Of)}
		for _, name := range p.Of {
			p.measured = append(p.measured, env.expr(source.Literal(name, name), lang.Invalid))
		}
		peers = append(peers, p)
	}
	return peers
}

// measured checks the fields by which peers are measured. What is wrong is left
// out.
func (l *loader) measured(peers source.Str, of []item[source.Str]) []string {
	var names []string
	short := map[string]string{"count": "peers.<name>.count"}
	known := l.base.measurable()
	for _, o := range of {
		field, name := o.is, o.is.Value
		other, clash := short[shortName(name)]
		switch {
		case o.hollow():
			l.hollow(peers, "of")
		case absent(field):
		case !slices.Contains(known, name):
			l.unmeasurable(field, known)
		case clash && other == name:
			l.problem(field, source.Say("%s is listed twice", "%s 重复", name), source.Say("keep one of them", "请只保留一个"))
		case clash:
			l.problem(field,
				source.Say("%s and %s would both be called %q", "%s 与 %s 都会叫作 %q", name, other, shortName(name)),
				source.Say("measure one of them in peers of another name", "请把其中一个放到另一个名称的同组里"))
		default:
			short[shortName(name)] = name
			names = append(names, name)
		}
	}
	return names
}

// unmeasurable says why a field cannot be measured over peers.
func (l *loader) unmeasurable(field source.Str, known []string) {
	i, ok := l.base.index[field.Value]
	switch {
	case ok && l.base.private[i]:
		l.problem(field, source.Say("%s is private: no rule may read it", "%s 属个人隐私，规则不得读取", field.Value), source.Text{})
	case ok:
		l.problem(field,
			source.Say("%s is a %s: only a number or a bool can be measured", "%s 的类型是 %s：只能比较数字或是非", field.Value, l.base.fields[i].Kind),
			source.Say("to compare within it, put it under by", "要按它分组，请写在 by 里"))
	default:
		l.problem(field, source.Say("unknown field %q", "未知的字段 %q", field.Value), source.DidYouMean(field.Value, known))
	}
}
