package policy

import (
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Policy is a checked policy file.
type Policy struct {
	ID         string
	Title      string
	Document   Document
	Status     string // proposed, announced or enacted
	Effective  lang.Date
	PaidFrom   lang.Date // equal to Effective where the file is silent
	Channel    []string  // codes of the payers that the document names
	Headline   Headline
	Scope      Scope
	Rounding   RoundingRule
	Items      []Item
	Lookups    []LookupInfo
	Milestones []Milestone
	Cases      []Case
	Notes      []string // holes and cautions that every report repeats
	File       *source.File
}

// A Document is the official paper that a policy rests on.
type Document struct {
	Number     string    `yaml:"number" json:"number"`
	Issuer     string    `yaml:"issuer" json:"issuer"`
	Issued     lang.Date `yaml:"issued" json:"issued"`
	Confidence string    `yaml:"confidence" json:"confidence"` // A, B, C or M: how sure the figures are
}

// A Headline is what people expect: an amount in yuan a month or a rate.
type Headline struct {
	Amount lang.Value
	Rate   lang.Value
}

// A Scope says whom the policy is for.
type Scope struct {
	When *lang.Expr // nil means everybody
	Cite string
}

// A RoundingRule rounds to multiples of To yuan.
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
}

// LookupInfo describes a table or band for explanations and reports.
type LookupInfo struct {
	Name string // table.lixiu
	Cite string
}

// A Milestone is a step of carrying the policy out.
type Milestone struct {
	ID    string     `yaml:"id,required"`
	Title string     `yaml:"title,required"`
	Owner string     `yaml:"owner"`
	Due   lang.Date  `yaml:"due"`
	Done  *lang.Date `yaml:"done"`
}

// A Case is a worked example of the document.
type Case struct {
	Name   string
	Pos    source.Pos
	Person lang.Row
	Expect Expectation
}

// An Expectation is what a case states; an unknown value states nothing.
type Expectation struct {
	Status  string
	Delta   lang.Value
	Before  lang.Value
	After   lang.Value
	Arrears lang.Value
	Missing []string // dotted names of the fields that would decide
}

// Load reads a policy file and reports all of its problems. With problems that
// are errors the policy is nil.
func Load(f *source.File, s *roster.Schema) (*Policy, source.Problems) { panic("not yet") }

// Hash gives the sha256 of the policy file, in hex.
func (p *Policy) Hash() string { panic("not yet") }

// ArrearsMonths gives the count of months from the month of Effective to the
// month before PaidFrom.
func (p *Policy) ArrearsMonths() int64 { return max(0, p.Effective.CalendarMonths(p.PaidFrom)) }

// HeadFields gives the policy's head as fields of expressions (policy.id,
// policy.effective, policy.document.number, policy.headline.amount, …); the
// names and kinds are the same for every policy.
func HeadFields() []lang.Field { panic("not yet") }

// HeadValues gives the values of HeadFields, in that order.
func (p *Policy) HeadValues() []lang.Value { panic("not yet") }

// PayItems gives the pay items that the policy's items change, in the order of
// the schema.
func (p *Policy) PayItems() []string { panic("not yet") }

// RunCases applies the policy to each of its cases and gives what differs from
// what they state; none differing gives no problems.
func (p *Policy) RunCases() source.Problems { panic("not yet") }
