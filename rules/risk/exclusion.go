package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// exclusionGauges say why a person is left out of a policy. Of who is not left out
// they are unknown, so a rule begins with !impact.in_scope.
var exclusionGauges = []gauge{
	gaugeOf(lang.String, "exclusion.clause", "未纳入的依据条款", (*row).leftOutBy).by(ofThoseLeftOut((*row).leftOutBy)),
	gaugeOf(lang.String, "exclusion.because", "未纳入的原因", (*row).leftOutFor).by(ofThoseLeftOut((*row).leftOutFor)),
}

// leftOutBy is the clause that leaves the person out; none is cited for a death.
func (r *row) leftOutBy() lang.Value {
	if r.status() != policy.OutOfScope {
		return lang.Value{}
	}
	return written(r.words().Cite)
}

// leftOutFor is what of the person the scope goes by.
func (r *row) leftOutFor() lang.Value {
	if r.status() != policy.OutOfScope {
		return lang.Value{}
	}
	r.onRoster(0)
	return written(r.a.subject.Policy.LeftOut(r.cells, r.a.subject.AsOf))
}
