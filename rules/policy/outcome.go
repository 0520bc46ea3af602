package policy

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Status says how a policy touches a person.
type Status uint8

// Every person has exactly one status under a policy.
const (
	Affected   Status = iota // some pay item changes
	Unchanged                // in scope, and no pay item changes
	OutOfScope               // the scope says no
	CannotTell               // an unknown field, or a table without a row
)

var (
	statusNames  = [...]string{"affected", "unchanged", "out_of_scope", "cannot_tell"}
	statusLabels = [...]string{"有变化", "无变化", "不在范围", "无法判定"}
)

// String gives the status's name in files.
func (s Status) String() string { return statusNames[s] }

// Label gives the status in Chinese.
func (s Status) Label() string { return statusLabels[s] }

// A Clause is one item that applies to a person. Amounts are yuan a month.
type Clause struct {
	Item    int        // index into Policy.Items
	Before  lang.Value // running value before the item; unknown where pay is
	After   lang.Value
	Delta   lang.Decimal
	Arrears lang.Decimal // yuan in all
}

// An Outcome is what a policy means for one person.
type Outcome struct {
	Status  Status
	Clauses []Clause       // the items that apply; nil unless affected or unchanged
	Before  lang.Value     // Σ paid now over the pay items the policy changes
	After   lang.Value     // Before + Delta
	Delta   lang.Decimal   // yuan a month, over all items
	Arrears lang.Decimal   // yuan in all
	Months  int64          // months of arrears
	Missing []string       // dotted fields that would decide, sorted; cannot_tell only
	Reasons []source.Fault // what failed: no row in a table, an overflow; cannot_tell only
	Paid    []Paid         // what each changed pay item comes to
}

// Paid is the value of one pay item after the policy.
type Paid struct {
	PayItem string
	Value   lang.Value
}

// Apply works out the policy for one person. The row is a roster row: field i is
// field i of the schema. The row's pay is what is paid before this policy.
func (p *Policy) Apply(person lang.Row, asOf lang.Date) Outcome { panic("not yet") }

// A Line is one step of an explanation, for a reader with a desk calculator.
type Line struct {
	Cite  string
	Title string
	Text  string // table.lixiu(person.rank) + …
	Value string
	Depth int // 0 a clause, 1 a step inside it
}

// Explain gives the calculation clause by clause, in Chinese.
func (p *Policy) Explain(person lang.Row, asOf lang.Date) []Line { panic("not yet") }
