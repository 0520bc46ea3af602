package change

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"

	"weiran/rules/policy"
	"weiran/rules/risk"
)

// A Measure is what a figure counts.
type Measure uint8

// The measures, in the order of reports.
const (
	Persons     Measure = iota // on the roster
	Affected                   // persons, by their status under a policy
	Unchanged                  //
	OutOfScope                 //
	CannotTell                 //
	Monthly                    // what pay changes by, in 1/10 000 yuan a month
	Arrears                    // in 1/10 000 yuan
	Findings                   // all of them
	BySeverity                 // findings of one severity
	ByGrievance                // findings of one grievance
	ByRule                     // findings of one rule
	Level                      // of a test or of all four, as a [Step]
	LevelAfter                 // the same once the measures are carried out
	Objecting                  // persons with a finding of high severity that bears on a test
	Concerned                  // persons of whom those are a share
	Faults                     // findings of high severity on the policy itself, of a test
	Collectives                // units and townships that may petition together
)

var measureNames = [...]string{
	"persons", "affected", "unchanged", "out_of_scope", "cannot_tell", "monthly", "arrears",
	"findings", "severity", "grievance", "rule",
	"level", "level_after", "objecting", "concerned", "faults", "collectives",
}

// String gives the measure's name in files.
func (m Measure) String() string { return measureNames[m] }

// Money reports whether the figure is an amount and not a count.
func (m Measure) Money() bool { return m == Monthly || m == Arrears }

// statusMeasures are the measures of each status.
var statusMeasures = [...]Measure{
	policy.Affected: Affected, policy.Unchanged: Unchanged,
	policy.OutOfScope: OutOfScope, policy.CannotTell: CannotTell,
}

// StatusMeasure gives the measure that counts the persons of a status.
func StatusMeasure(s policy.Status) Measure { return statusMeasures[s] }

// A Key names a figure.
type Key struct {
	Policy  string // empty: over all policies
	Measure Measure
	Of      string // the severity, the grievance, the rule or the test; else empty
}

// overall gives the key of the same figure over all policies. A status has none:
// a person has one under each policy. Nor have the tests: the worst policy decides.
func (k Key) overall() (Key, bool) {
	if k.Policy == "" || k.Measure < Monthly || k.Measure > ByRule {
		return k, false
	}
	k.Policy = ""
	return k, true
}

// compare orders keys as reports do: what holds of all policies first, then by
// measure, grave before slight.
func (k Key) compare(other Key) int {
	return cmp.Or(cmp.Compare(k.Policy, other.Policy), cmp.Compare(k.Measure, other.Measure),
		cmp.Compare(k.place(), other.place()), cmp.Compare(k.Of, other.Of))
}

var severities = []string{risk.High, risk.Medium, risk.Low}

func (k Key) place() int {
	switch k.Measure {
	case BySeverity:
		return slices.Index(severities, k.Of)
	case ByGrievance:
		return slices.Index(risk.Grievances(), k.Of)
	case Level, LevelAfter, Objecting, Concerned, Faults, Collectives:
		return slices.Index(risk.Tests(), k.Of)
	}
	return 0
}

// A Tally is the figures of a run; one that is not there is zero. A figure of
// money counts 1/10 000 yuan.
type Tally map[Key]int64

// most bounds every figure of a tally, so that differences of tallies, and sums of
// two of those, can be told.
const most = math.MaxInt64 / 8

var errTooLarge = errors.New("a total is too large to compare")

// Add adds to a figure, and to the same figure over all policies. It is an error
// where a sum leaves the range in which differences can be told.
func (t Tally) Add(k Key, n int64) error {
	if n < -most || n > most {
		return errTooLarge
	}
	t[k] += n
	if t[k] < -most || t[k] > most {
		return errTooLarge
	}
	if all, ok := k.overall(); ok {
		return t.Add(all, n)
	}
	return nil
}

// AddFinding counts a finding by all that it is told by.
func (t Tally) AddFinding(f Finding) error {
	return errors.Join(
		t.Add(Key{f.Policy, Findings, ""}, 1),
		t.Add(Key{f.Policy, BySeverity, f.Severity}, 1),
		t.Add(Key{f.Policy, ByGrievance, f.Grievance}, 1),
		t.Add(Key{f.Policy, ByRule, f.Rule}, 1),
	)
}

// move adds the difference between two tallies.
func (t Tally) move(from, to Tally) {
	for k, n := range to {
		t[k] += n
	}
	for k, n := range from {
		t[k] -= n
	}
}

// Keys gives the keys of some tallies, each once, in the order of reports.
func Keys(tallies ...Tally) []Key {
	all := map[Key]bool{}
	for _, t := range tallies {
		for k := range t {
			all[k] = true
		}
	}
	return slices.SortedFunc(maps.Keys(all), Key.compare)
}

// Same reports whether all figures of two tallies are the same.
func Same(a, b Tally) bool {
	return !slices.ContainsFunc(Keys(a, b), func(k Key) bool { return a[k] != b[k] })
}
