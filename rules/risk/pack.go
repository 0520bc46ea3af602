package risk

import (
	"context"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Pack is the rule files of a run, checked. The zero Pack has no rules.
type Pack struct {
	Groups []*Group
}

// A Group is one rule file: peers and the rules that read them.
type Group struct {
	ID    string
	Title string
	Peers []Peers
	Rules []*Rule
	Cases []Case
	File  *source.File
}

// Peers says with whom a person compares themselves, and what is measured.
type Peers struct {
	Name string
	By   []*lang.Expr
	Of   []string // impact.delta
}

// A Rule is one condition that makes a dispute likely.
type Rule struct {
	ID        string
	Title     string
	Group     string
	When      *lang.Expr
	Severity  string // low, medium or high
	Points    int64
	Grievance string // loss, comparison, exclusion, boundary, delay, data, conflict, history or notice
	Owner     string
	Within    int64 // days
	Cite      string
	Says      *lang.Template
	Advice    *lang.Template
	Limit     int // most findings before the rule fails; 0 means 5000
}

// A Case is a worked example of a rule file: a small roster, a policy by its id,
// and exactly the findings of this file's rules.
type Case struct {
	Name   string
	Pos    source.Pos
	Roster *roster.Roster
	Policy string
	AsOf   lang.Date // defaults to the date the policy's document was issued
	Expect []Expected
}

// Expected is one finding that a case states.
type Expected struct {
	Rule   string `yaml:"rule,required"`
	Person string `yaml:"person,required"`
}

// Load reads rule files together, so that an id used twice is found, and reports
// all problems. With problems that are errors the pack is nil.
func Load(files []*source.File, s *roster.Schema) (*Pack, source.Problems) { panic("not yet") }

// Subject is what a pack assesses: one policy and everyone's outcome under it.
type Subject struct {
	AsOf     lang.Date
	Policy   *policy.Policy
	Roster   *roster.Roster   // sorted by key
	Outcomes []policy.Outcome // one a row of the roster
	Workers  int              // ≤ 0 means one a processor
}

// Assess finds what each rule finds, sorted by policy, rule and person. A rule
// that finds more than its limit is an error that names it.
func (pk *Pack) Assess(ctx context.Context, s Subject) ([]Finding, []Unsure, error) {
	panic("not yet")
}

// A Finding is one rule met by one person under one policy.
type Finding struct {
	ID        string       `json:"id"` // of rule, policy and person; amounts are no part of it
	Rule      string       `json:"rule"`
	Policy    string       `json:"policy"`
	Person    string       `json:"person"`
	Group     string       `json:"group"` // a group of persons; empty for one person
	Severity  string       `json:"severity"`
	Points    int64        `json:"points"`
	Grievance string       `json:"grievance"`
	Says      string       `json:"says"`
	Advice    string       `json:"advice"`
	Owner     string       `json:"owner"`
	Due       lang.Date    `json:"due"`
	Cite      string       `json:"cite"`
	Trace     []TraceValue `json:"trace"`
}

// A TraceValue is one sub-expression of the rule with its value.
type TraceValue struct {
	Expr  string `json:"expr"`
	Value string `json:"value"`
}

// An Unsure is a rule that could not be decided for a person.
type Unsure struct {
	Rule    string
	Policy  string
	Person  string
	Missing []string // dotted fields that would decide
	Reason  source.Text
}

// Hash gives the sha256 of the rule file, in hex.
func (g *Group) Hash() string { panic("not yet") }
