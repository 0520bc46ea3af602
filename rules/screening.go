package rules

import (
	"context"
	"slices"
	"sync"

	"weiran/rules/policy"
	"weiran/rules/risk"
)

// A screening is one call of [Screen] under way.
type screening struct {
	Input
	result   *Result
	payroll  *policy.Payroll
	progress *progress
	ways     *ways // of grouping persons; nil until they are asked for
}

// screen applies one policy to what the ones before it left, and assesses the
// rules under it, which see what is paid before it.
func (s *screening) screen(ctx context.Context, p *policy.Policy) error {
	s.takeOver()
	outcomes, err := p.ApplyAll(ctx, s.payroll, s.AsOf, s.Workers)
	if err != nil {
		return err
	}
	s.progress.step(outcomes.Len())
	s.result.Policies = append(s.result.Policies, PolicyResult{Policy: p, Outcomes: outcomes, Last: s.last(p)})
	return s.assess(ctx, s.result.Policies[len(s.result.Policies)-1])
}

// takeOver moves everyone's pay on by the policy before. It waits for the next
// policy to ask: what the last one pays is nobody's beginning.
func (s *screening) takeOver() {
	if n := len(s.result.Policies); n > 0 {
		s.payroll = s.payroll.After(s.result.Policies[n-1].Outcomes)
	}
}

func (s *screening) assess(ctx context.Context, r PolicyResult) error {
	if s.Rules == nil {
		return nil
	}
	findings, unsure, err := s.Rules.Assess(ctx, r.Subject(s.Input))
	if err != nil {
		return err
	}
	s.progress.step(r.Outcomes.Len())
	s.result.Findings = joined(s.result.Findings, findings)
	s.result.Unsure = joined(s.result.Unsure, unsure)
	if err := s.gather(ctx, r.Policy.ID, findings); err != nil || s.Scanning == nil {
		return err
	}
	s.progress.step(r.Outcomes.Len())
	return nil
}

// joined appends to a list. The first one, of a province a hundred megabytes, is
// taken as it is.
func joined[T any](list, more []T) []T {
	if list == nil && len(more) > 0 {
		return more
	}
	return append(list, more...)
}

// Subject is what rules see of one policy of a screening: what explains one person
// must see the same as what found them. The input is that of the screening.
func (r PolicyResult) Subject(in Input) risk.Subject {
	return risk.Subject{
		AsOf: in.AsOf, Policy: r.Policy, Outcomes: r.Outcomes, Last: r.Last,
		Petitions: in.Petitions.At(in.AsOf), Workers: in.Workers,
	}
}

// last gives the outcomes of the last policy screened that changes one of the same
// pay items; nil for none.
func (s *screening) last(p *policy.Policy) *policy.Outcomes {
	for _, r := range slices.Backward(s.result.Policies) {
		if slices.ContainsFunc(r.Policy.PayItems(), func(item string) bool { return slices.Contains(p.PayItems(), item) }) {
			return r.Outcomes
		}
	}
	return nil
}

// A progress counts persons: each once a policy, once more where rules assess
// them, and again where it is looked for where their findings gather.
type progress struct {
	mu          sync.Mutex
	done, total int
	tell        func(done, total int)
}

func newProgress(in Input) *progress {
	passes := 1
	if in.Rules != nil {
		passes++
	}
	if in.Rules != nil && in.Scanning != nil {
		passes++
	}
	return &progress{total: in.Roster.Len() * len(in.Policies) * passes, tell: in.Progress}
}

// step is called from any worker; holding the lock while telling is what makes
// the told counts rise.
func (p *progress) step(persons int) {
	if p.tell == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += persons
	p.tell(p.done, p.total)
}
