package policy

import (
	"cmp"
	"strings"

	"weiran/rules/lang"
)

// LeftOut says in Chinese what of a person the scope goes by, where it leaves them
// out: the fields that decide it (see [lang.Expr.Decided]), or the day of death. Of
// everybody else it is empty.
func (p *Policy) LeftOut(person lang.Row, asOf lang.Date) string {
	c := p.begin(person, asOf)
	if c.covers() || !c.outside {
		return ""
	}
	if died, ok := c.died(); ok && died < p.Effective {
		return "去世时间为" + died.String()
	}
	var words []string
	for _, field := range p.Scope.When.Decided(c.frame) {
		if field < len(p.layout.fields) {
			f := p.layout.fields[field]
			words = append(words, cmp.Or(f.Label, f.Name)+"为"+f.Words(person.Field(field)))
		}
	}
	return strings.Join(words, "，")
}
