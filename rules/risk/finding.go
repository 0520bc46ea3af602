package risk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Finding is one rule met by one person under one policy, or by the policy
// itself or one of its milestones: then it names no person.
type Finding struct {
	ID        string       `json:"id"` // of rule, policy and person or milestone; amounts are no part of it
	Rule      string       `json:"rule"`
	Policy    string       `json:"policy"`
	Person    string       `json:"person"`
	Group     string       `json:"group"`               // a group of persons; empty for one person
	Milestone string       `json:"milestone,omitempty"` // its id, where the rule is asked of milestones
	Severity  Severity     `json:"severity"`
	Points    int64        `json:"points"`
	Grievance Grievance    `json:"grievance"`
	Says      string       `json:"says"`
	Advice    string       `json:"advice"`
	Owner     string       `json:"owner"`
	Due       lang.Date    `json:"due"`
	Cite      string       `json:"cite"`
	Beside    *Beside      `json:"beside,omitempty"` // with whom it compares; nil where with nobody
	Trace     []TraceValue `json:"trace"`
}

// A TraceValue is one sub-expression of the rule with its value.
type TraceValue struct {
	Expr  string `json:"expr"`
	Value string `json:"value"`
}

// OfPolicy reports whether the finding is of the policy itself or of one of its
// milestones, and of nobody in particular.
func (f Finding) OfPolicy() bool { return f.Person == "" && f.Group == "" }

// An Unsure is a rule that could not be decided for a person, or for the policy.
type Unsure struct {
	Rule    string
	Policy  string
	Person  string      // empty where the rule is asked of the policy
	Missing []string    // dotted fields that would decide, sorted
	Reason  source.Text // what failed; empty where fields are missing
}

// identityBytes is how much of a hash is an identity: sixteen hex digits are
// enough to tell ten million findings apart.
const identityBytes = 8

// findingID is the identity of a finding across runs. It is of a person or of a
// milestone, or of neither: a rule is asked of one kind only.
func findingID(rule, policy, of string) string {
	sum := sha256.Sum256(identity(nil, rule, policy, of))
	return hex.EncodeToString(sum[:identityBytes])
}

// identity appends what a finding is known by.
func identity(key []byte, rule, policy, of string) []byte {
	key = append(append(key, rule...), 0)
	key = append(append(key, policy...), 0)
	return append(key, of...)
}

// Findings and what is unsure are made in the order of rules, and of persons as
// the roster has them: nearly always nothing is left to sort. Persons of one key
// stay in the order of the roster.

func sortFindings(findings []Finding) {
	sortOnce(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Milestone, b.Milestone))
	})
}

func sortUnsure(unsure []Unsure) {
	sortOnce(unsure, func(a, b Unsure) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Person, b.Person))
	})
}

func sortOnce[T any](list []T, order func(a, b T) int) {
	if !slices.IsSortedFunc(list, order) {
		slices.SortStableFunc(list, order)
	}
}
