// Package rules is weiran's functional core: it screens a roster against coming
// policies, without a clock, a database, a network or a float of money.
//
// [Screen] is the whole of it. The packages below it are its parts, in the order
// in which data passes through: source reads files, lang their expressions, which
// column runs over many rows at once, roster the people, petition what they have
// petitioned about, policy what changes, risk who will feel wronged, library what
// is shipped. [RunCases] holds rule files to their worked cases, and [Run] names a
// screening so that it can be found and repeated.
package rules

import (
	"context"
	"fmt"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// Input is everything that a screening depends on.
type Input struct {
	Roster   *roster.Roster
	Policies []*policy.Policy // in any order; applied by effective date, then after those they follow, then by id
	Rules    *risk.Pack       // nil for none
	AsOf     lang.Date        // the only clock
	Workers  int              // ≤ 0 means one a processor; never changes the result

	// Petitions are those of the roster's persons, nil where the run has none. What
	// is dated after AsOf is not seen.
	Petitions *petition.Book

	// Scanning says how to look for hotspots; nil for not at all. Without rules there
	// are none.
	Scanning *Scanning

	// Weights are the points of scores, nil for the experts'.
	Weights *risk.Weights

	// Levels are the thresholds of the level, zero for the default ones.
	Levels risk.Thresholds

	// Progress, where it is given, is told how many of the steps are done. It is
	// called from one goroutine at a time, and done never falls.
	Progress func(done, total int)
}

// Result is what a screening found. Persons are in the order of their keys.
type Result struct {
	AsOf     lang.Date
	Roster   *roster.Roster // sorted by key
	Policies []PolicyResult // in the order in which they are applied
	Findings []risk.Finding // in the order of Policies, then by rule and person
	Unsure   []risk.Unsure  // in the order of Policies, then by rule and person
	Hotspots []Hotspots     // in the order of Policies; none where the input asks for no scanning
	Scores   []risk.Score   // of all policies together, then policy by policy where there are several
	Issues   []roster.Issue // what is wrong with the roster; rows are those of Roster
}

// PolicyResult is one policy's outcome for every person of Result.Roster.
type PolicyResult struct {
	Policy   *policy.Policy
	Outcomes *policy.Outcomes
	Last     *policy.Outcomes // of the last policy before that changes one of the same pay items; nil for none
}

// Screen applies the policies to everyone on the roster in the order of their
// effective dates, each to what the ones before it left, and assesses the rules
// under each. The result depends on the input alone: not on the order of rows,
// their batches, or the count of workers.
//
// Without a policy or a person, with two policies of one id, or with a person
// whose key is empty or repeated there is nothing to screen: the error is a
// [source.Fault]. Policies whose order decides and is not stated are
// [source.Problems], see [CheckOrder]. A rule that finds more than its limit is [source.Problems].
// Any other issue of the roster is part of the result.
func Screen(ctx context.Context, in Input) (*Result, error) {
	if err := check(in); err != nil {
		return nil, err
	}
	in.Petitions = in.Petitions.At(in.AsOf)
	sorted := in.Roster.Sorted()
	issues, err := sorted.ValidateContext(ctx, in.AsOf, in.Workers)
	if err != nil {
		return nil, fmt.Errorf("check the roster: %w", err)
	}
	result := &Result{AsOf: in.AsOf, Roster: sorted, Issues: issues}
	if err := checkKeys(sorted, result.Issues); err != nil {
		return nil, err
	}
	s := &screening{
		Input:    in,
		result:   result,
		payroll:  policy.NewPayroll(sorted),
		progress: newProgress(in),
	}
	for _, p := range inOrder(in.Policies) {
		if err := s.screen(ctx, p); err != nil {
			return nil, fmt.Errorf("screen %s: %w", p.ID, err)
		}
	}
	result.Scores = s.scoring().Scores()
	return result, nil
}
