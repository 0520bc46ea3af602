package risk

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// inversions checks of whom nobody below may come out above.
func (l *loader) inversions(shapes source.Map[item[inversionShape]]) (declared []Inversions) {
	if len(shapes) == 0 {
		return nil
	}
	env := l.declares(shapes[0].Key)
	if env == nil {
		return nil
	}
	for _, e := range shapes {
		if !l.named(e.Key, e.Value.hollow(), "inversions") {
			continue
		}
		v := Inversions{Name: e.Key.Value, Within: env.exprs(e.Key, e.Value.is.Within, "within")}
		if by := e.Value.is.Senior; !by.hollow() { // which decoding has told already
			v.Senior, v.Falls = env.senior(e.Key, by.is)
		}
		declared = append(declared, v) // a broken one, too, so that no rule is told that there is none
	}
	return declared
}

// senior reads by what persons stand above others.
func (r *reader) senior(at source.Str, by source.Map[source.Str]) (x *lang.Expr, falls bool) {
	ways := map[string]bool{"greater": false, "later": false, "smaller": true, "earlier": true}
	if len(by) != 1 {
		r.problem(at, source.Say("senior says in one way who stands above", "senior 只能写一种高低次序"),
			source.Say("write senior: {smaller: person.rank}, or greater, earlier, later", "请写 senior: {smaller: person.rank}，或 greater、earlier、later"))
		return nil, false
	}
	falls, known := ways[by[0].Key.Value]
	if !known {
		r.problem(by[0].Key, source.Say("unknown order %q", "未知的次序 %q", by[0].Key.Value),
			source.DidYouMean(by[0].Key.Value, []string{"greater", "smaller", "earlier", "later"}))
		return nil, false
	}
	if absent(by[0].Value) {
		r.problem(by[0].Key, source.Say("%q has no value", "%q 没有值", by[0].Key.Value),
			source.Say("write it after the colon", "请在冒号后填写"))
	}
	return r.standing(by[0].Value), falls
}
