package risk

import (
	"maps"
	"slices"

	"weiran/rules/lang"
)

// Measures gives every field that the condition of a rule, what it says or what it
// advises reads, each once, with its Chinese label: first those of the roster and
// of the policy, then what the screening and the rule file measure.
func (r *Rule) Measures() []lang.Field {
	read := map[int]bool{}
	for _, x := range slices.Concat([]*lang.Expr{r.When}, r.Says.Exprs(), r.Advice.Exprs()) {
		for _, i := range x.Reads() {
			read[i] = true
		}
	}
	// All expressions of a rule are compiled over one layout.
	layout := r.When.Scope().Fields
	var fields []lang.Field
	for _, i := range slices.Sorted(maps.Keys(read)) {
		fields = append(fields, layout[i])
	}
	return fields
}
