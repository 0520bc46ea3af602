package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// exclusionGauges say why a person is left out of a policy. Of who is not left out
// they are unknown, so a rule begins with !impact.in_scope.
var exclusionGauges = []gauge{
	gaugeOf(lang.String, "exclusion.clause", "未纳入的依据条款", func(r *row) lang.Value {
		if r.status() != policy.OutOfScope {
			return lang.Value{}
		}
		return written(r.words().Cite)
	}),
	gaugeOf(lang.String, "exclusion.because", "未纳入的原因", func(r *row) lang.Value {
		if r.status() != policy.OutOfScope {
			return lang.Value{}
		}
		r.onRoster(0)
		return written(r.a.subject.Policy.LeftOut(r.cells, r.a.subject.AsOf))
	}),
}
