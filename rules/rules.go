// Package rules is weiran's functional core: it screens a roster against coming
// policies, without a clock, a database, a network or a float of money.
//
// [Screen] is the whole of it. The packages below it are its parts, in the order
// in which data passes through: source reads files, lang their expressions,
// roster the people, policy what changes, risk who will feel wronged, library
// what is shipped.
package rules

import (
	"context"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// Input is everything that a screening depends on.
type Input struct {
	Roster   *roster.Roster
	Policies []*policy.Policy // in any order; applied by effective date, then id
	Rules    *risk.Pack       // nil for none
	AsOf     lang.Date        // the only clock
	Workers  int              // ≤ 0 means one a processor; never changes the result
	Progress func(done, total int)
}

// Result is what a screening found. Persons are in the order of their keys.
type Result struct {
	AsOf     lang.Date
	Roster   *roster.Roster // sorted by key
	Policies []PolicyResult // by effective date, then id
	Findings []risk.Finding // by policy, rule, person
	Unsure   []risk.Unsure  // by policy, rule, person
	Issues   []roster.Issue // what is wrong with the roster
}

// PolicyResult is one policy's outcome for every person of Result.Roster.
type PolicyResult struct {
	Policy   *policy.Policy
	Outcomes []policy.Outcome
}

// Screen applies the policies to everyone on the roster in the order of their
// effective dates, each to what the ones before it left, and assesses the rules
// under each. The result depends on the input alone: not on the order of rows,
// their batches, or the count of workers.
func Screen(ctx context.Context, in Input) (*Result, error) { panic("not yet") }

// inOrder gives the policies by effective date, then id.
func inOrder(policies []*policy.Policy) []*policy.Policy { panic("not yet") }
