package change

import (
	"slices"

	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// mix gives the input of the earlier run with some factors of the later one.
// Policies and rules are read again under the schema of the roster where they come
// from the other run. Nothing is asked about hotspots: no figure counts them, and
// to look for them takes longer than all the rest.
func mix(from, to rules.Input, replaced []Factor) (rules.Input, error) {
	has := func(f Factor) bool { return slices.Contains(replaced, f) }
	of := func(f Factor) rules.Input { return pick(from, to, has(f)) }
	in := rules.Input{
		AsOf: of(Date).AsOf, Roster: of(Roster).Roster, Petitions: of(Petitions).Petitions,
		Policies: of(Policies).Policies, Rules: of(Rules).Rules,
		Weights: of(Settings).Weights, Levels: of(Settings).Levels, Workers: to.Workers,
	}
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
