package policy

import (
	"fmt"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// lookup looks at a table, a band or a value.
func (v *prover) lookup(l *LookupInfo) {
	if !v.used(l.Name) {
		v.warn(l.Pos, l.Width, source.Say("nothing uses %s", "没有任何项目用到 %s", l.Name),
			source.Say("use it in an item, or leave it out", "请在项目中使用，或删去"))
	}
	switch {
	case strings.HasPrefix(l.Name, "table."):
		v.table(l)
	case strings.HasPrefix(l.Name, "band."):
		v.band(l)
	}
}

// used reports whether an expression mentions a table, a band or a value.
func (v *prover) used(name string) bool {
	return slices.ContainsFunc(v.exprs(), func(x *lang.Expr) bool {
		reads := func(field int) bool { return x.Scope().Fields[field].Name == name }
		return slices.Contains(x.Lookups(), name) || slices.ContainsFunc(x.Reads(), reads)
	})
}

// uncited reports what gives figures and names no clause for them.
func (v *prover) uncited(text fileText) {
	hint := source.Say("add cite: the clause of the document", "请补 cite，写明文件的条款")
	for _, item := range text.Items {
		if item.Cite == "" {
			v.warn(item.PayItem.Pos(0), widthOf(item.PayItem), source.Say("the item cites no clause", "本项没有写明依据条款"), hint)
		}
	}
	for _, l := range v.Lookups {
		if l.Cite == "" && l.figured() {
			v.warn(l.Pos, l.Width, source.Say("%s has figures and cites no clause", "%s 有数额而没有写明依据条款", l.Name), hint)
		}
	}
}

// figured reports whether some figure of the lookup is given.
func (l *LookupInfo) figured() bool {
	return slices.ContainsFunc(l.all(), func(r Row) bool {
		return slices.ContainsFunc(r.Figure.Steps, func(s Step) bool { return s.State != Hole })
	})
}

// cautions names every figure that is not known, or not enacted yet.
func (v *prover) cautions() {
	for _, c := range v.Holes() {
		v.warn(c.Step.Pos, c.Step.Width, source.Say("the figure of %s is not known", "%s的数额未知", c.name()),
			source.Say("fill it in when it is found: until then nobody whom it decides can be told", "查明后请填入；在此之前，取决于它的人员无法判定"))
	}
	for _, c := range v.Expected() {
		v.warn(c.Step.Pos, c.Step.Width, source.Say("the figure of %s is announced, not enacted", "%s的数额已公布，尚未施行", c.name()),
			source.Say("confirm it when it is enacted", "施行后请核对"))
	}
}

// name says of what a figure is: table.t for rank 131, 2012-10-01.
func (c Caution) name() source.Text {
	name := source.Say("%s", "%s ", c.Lookup)
	if !c.Row.Empty() {
		name = source.Say("%s for %s", "%s 中 %s ", c.Lookup, c.Row)
	}
	if !c.Step.First {
		name = source.Say("%s from %s on", "%s自 %s 起", name, c.Step.From)
	}
	return name
}

// few joins the first texts of a list, and says how many more there are.
func few(texts []source.Text) source.Text {
	const most = 12
	var en, zh []string
	for _, t := range texts[:min(most, len(texts))] {
		en, zh = append(en, t.EN), append(zh, t.ZH)
	}
	all := source.Text{EN: strings.Join(en, "; "), ZH: strings.Join(zh, "；")}
	if more := len(texts) - most; more > 0 {
		all.EN += fmt.Sprintf("; and %d more", more)
		all.ZH += fmt.Sprintf("；另有 %d 个", more)
	}
	return all
}
