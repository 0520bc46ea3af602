package policy

import (
	"crypto/sha256"
	"encoding/hex"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Policy is a checked policy file.
type Policy struct {
	ID         string
	Title      string
	Document   Document
	Status     string // proposed, announced or enacted
	Effective  lang.Date
	PaidFrom   lang.Date   // equal to Effective where the file is silent
	Follows    []Reference // the policies of the same day that come before
	Channel    []string    // codes of the payers that the document names
	Matters    []string    // categories of petitions that the policy touches
	Near       Nearness    // who stands near a line of the policy
	Headline   Headline
	Scope      Scope
	Rounding   RoundingRule
	Items      []Item
	Lookups    []LookupInfo // tables, then bands, then values, in the order of the file
	Milestones []Milestone
	Cases      []Case
	Notes      []string // holes and cautions that every report repeats
	File       *source.File

	layout    layout
	changed   []int        // slots of the pay items that the items change
	met       []int        // slots whose running values the items change or read
	head      []lang.Value // of HeadFields
	standards              // of the day the policy takes effect
	dayBefore standards
	engine    func() (*engine, error)
	surveys   *surveys
	rests     func() [][]int // by item + 1, ByScope first: what a clause rests on
}

// A Reference names another policy.
type Reference struct {
	ID    string
	Pos   source.Pos
	Width int
}

// A Document is the official paper that a policy rests on. What the file leaves
// out is empty, and unknown to expressions.
type Document struct {
	Number     string    `json:"number"`
	Issuer     string    `json:"issuer"`
	Issued     lang.Date `json:"issued"`     // the zero date where the file is silent
	Confidence string    `json:"confidence"` // A, A-, B, C or M: how sure the figures are
}

// A Headline is what people expect: an amount in yuan a month or a rate of what
// they are paid. What the file does not state is unknown.
type Headline struct {
	Amount lang.Value
	Rate   lang.Value
}

// A Scope says whom the policy is for.
type Scope struct {
	When *lang.Expr // nil means everybody
	Cite string
}

// A RoundingRule rounds to multiples of To yuan. It works on the size of the
// amount and keeps its sign, so that a cut rounds like a raise.
type RoundingRule struct {
	To   lang.Decimal
	Mode lang.Rounding
}

// An Item is one clause: it adds to a pay item or sets it.
type Item struct {
	PayItem  string // basic
	Title    string
	When     *lang.Expr // nil means always
	Sets     bool       // the amount replaces what is paid; else it is added
	Amount   *lang.Expr
	Rounding RoundingRule
	Cite     string
	Pos      source.Pos // of the item in the file

	slot   int     // of the pay item
	before *former // what the item comes to with the figures of the day before; nil where that is no standard
}

// A Milestone is a step of carrying the policy out.
type Milestone struct {
	ID    string
	Title string
	Owner string
	Due   *lang.Date // nil where no day is set
	Done  *lang.Date // nil where it is not done
}

// A Case is a worked example of the document.
type Case struct {
	Name   string
	Pos    source.Pos
	Person lang.Row
	AsOf   lang.Date // the day the document was issued, else the effective day
	Expect Expectation
}

// An Expectation is what a case states; an unknown value, an empty status and a
// nil list state nothing.
type Expectation struct {
	Status  string // affected, unchanged, out_of_scope or cannot_tell
	Delta   lang.Value
	Before  lang.Value
	After   lang.Value
	Arrears lang.Value
	Missing []string // dotted names of the fields that would decide
}

// Hash gives the sha256 of the policy file, in hex.
func (p *Policy) Hash() string {
	sum := sha256.Sum256(p.File.Text)
	return hex.EncodeToString(sum[:])
}

// ArrearsMonths gives the count of months from the month of Effective to the
// month before PaidFrom.
func (p *Policy) ArrearsMonths() int64 { return max(0, p.Effective.CalendarMonths(p.PaidFrom)) }

// PayItems gives the pay items that the policy's items change, in the order of
// the schema.
func (p *Policy) PayItems() []string {
	var names []string
	for _, slot := range p.changed {
		names = append(names, p.layout.payItems[slot])
	}
	return names
}
