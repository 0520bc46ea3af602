package risk

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Pack is the rule files of a run, checked. The zero Pack has no rules.
type Pack struct {
	Groups []*Group // in the order of their ids

	once     sync.Once
	bench    *bench // made when it is first asked for: only a screening needs it
	benchErr error
}

// A Group is one rule file: whom it compares, and the rules.
type Group struct {
	ID         string
	Title      string
	Test       Test // of the rules that name none of their own; empty where the file is silent
	Peers      []Peers
	Twins      []Twins
	Inversions []Inversions
	Crossings  []Crossings
	Rules      []*Rule // asked of every person
	Once       []*Rule // asked once a policy, or once a milestone of it
	Cases      []Case
	File       *source.File

	layout  *layout
	engines func() (*engines, error) // made when they are first asked for: only a screening needs them
}

// Peers says with whom a person compares themselves, and what is measured.
type Peers struct {
	Name string
	By   []*lang.Expr // persons for whom all of these are equal are peers; none means everybody
	Of   []string     // full names of the measured fields: impact.delta

	measured []*lang.Expr // one a field of Of
}

// A Rule is one condition that makes a dispute likely.
type Rule struct {
	ID        string
	Title     string
	Group     string // id of the rule file
	Scope     Scope
	When      *lang.Expr
	Severity  Severity
	Eased     Severity // what is left once the advice has been carried out; None for nothing
	Test      Test
	Points    int64 // 0 to 100; 20 points double the odds of a dispute
	Grievance Grievance
	Owner     string // the office that answers
	Within    int64  // days from as_of in which the owner answers, at least 1
	Cite      string // what the rule rests on
	Says      *lang.Template
	Advice    *lang.Template
	Limit     Limit // most findings under one policy before the rule fails
	Pos       source.Pos
}

// A Case is a worked example of a rule file: a small roster, a policy, and
// exactly the findings of this file's rules.
type Case struct {
	Name   string
	Pos    source.Pos
	Roster *roster.Roster
	Policy source.Str     // the policy's id, or the text of Inline
	Inline *policy.Policy // a policy written out in the case itself, else nil
	AsOf   *lang.Date     // nil means the date on which the policy's document was issued
	Expect []Expected

	Petitions *petition.Book // nil for a run without petitions
}

// Expected is one finding that a case states: of a rule asked of persons with the
// person, of one asked of milestones with that, of one asked of the policy with
// neither.
type Expected struct{ Rule, Person, Milestone string }

// Whom says of what the finding is.
func (e Expected) Whom() source.Text {
	switch {
	case e.Person != "":
		return source.Say("%s", "%s", e.Person)
	case e.Milestone != "":
		return source.Say("the milestone %s", "步骤 %s", e.Milestone)
	}
	return source.Say("the policy", "该政策")
}

// All gives every rule of the file: those asked of persons, then those asked of
// the policy.
func (g *Group) All() []*Rule { return slices.Concat(g.Rules, g.Once) }

// Hash gives the sha256 of the rule file, in hex.
func (g *Group) Hash() string {
	sum := sha256.Sum256(g.File.Text)
	return hex.EncodeToString(sum[:])
}
