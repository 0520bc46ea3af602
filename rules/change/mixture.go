package change

import (
	"slices"

	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// mix gives the input of the earlier run with some factors of the later one. The
// roster comes with its petitions; policies and rules are read again under
// its schema where they come from the other run.
func mix(from, to rules.Input, replaced []Factor) (rules.Input, error) {
	has := func(f Factor) bool { return slices.Contains(replaced, f) }
	in := pick(from, to, has(Roster))
	in.AsOf = pick(from, to, has(Date)).AsOf
	in.Policies = pick(from, to, has(Policies)).Policies
	in.Rules = pick(from, to, has(Rules)).Rules
	var problems source.Problems
	if has(Policies) != has(Roster) {
		in.Policies, problems = policiesUnder(in.Roster.Schema, in.Policies)
	}
	if has(Rules) != has(Roster) && in.Rules != nil {
		pack, more := rulesUnder(in.Roster.Schema, in.Rules)
		in.Rules, problems = pack, append(problems, more...)
	}
	return in, problems.Err()
}

func pick[T any](from, to T, later bool) T {
	if later {
		return to
	}
	return from
}

func policiesUnder(s *roster.Schema, policies []*policy.Policy) (bound []*policy.Policy, all source.Problems) {
	for _, p := range policies {
		under, problems := policy.Load(p.File, s)
		bound, all = append(bound, under), append(all, problems...)
	}
	return bound, all
}

func rulesUnder(s *roster.Schema, pack *risk.Pack) (*risk.Pack, source.Problems) {
	var files []*source.File
	for _, g := range pack.Groups {
		files = append(files, g.File)
	}
	return risk.Load(files, s)
}
