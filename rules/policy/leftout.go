package policy

import (
	"cmp"
	"slices"
	"strings"

	"weiran/rules/lang"
)

// LeftOut says in Chinese what of a person the scope goes by, where it leaves them
// out: the fields of the comparison that came out false first, or the day of
// death. Of everybody else it is empty.
func (p *Policy) LeftOut(person lang.Row, asOf lang.Date) string {
	c := p.begin(person, asOf)
	if c.covers() || !c.outside {
		return ""
	}
	if died, ok := c.died(); ok && died < p.Effective {
		return "去世时间为" + died.String()
	}
	decisive := p.Scope.When.Text()
	for _, step := range p.Scope.When.Explain(c.frame) {
		if step.Value.Known() && step.Value.Kind() == lang.Bool && !step.Value.Bool() {
			decisive = step.Text
			break
		}
	}
	return p.named(decisive, person)
}

// named gives the roster's fields that a text of the scope names, with a person's
// values.
func (p *Policy) named(text string, person lang.Row) string {
	var words []string
	for _, field := range p.Scope.When.Reads() {
		if field < len(p.layout.fields) && strings.Contains(text, p.layout.fields[field].Name) {
			f := p.layout.fields[field]
			words = append(words, cmp.Or(f.Label, f.Name)+"为"+f.Words(person.Field(field)))
		}
	}
	return strings.Join(slices.Compact(words), "，")
}
