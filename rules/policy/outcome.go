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
	Before  lang.Value     // Σ paid now over the pay items the policy changes; unknown where one is
	After   lang.Value     // Before + Delta; unknown where Before is, and of cannot_tell
	Delta   lang.Decimal   // yuan a month, over all items; 0 unless affected
	Arrears lang.Decimal   // yuan in all; 0 unless affected
	Months  int64          // months of arrears; 0 unless affected or unchanged
	Missing []string       // dotted fields that would decide, sorted; cannot_tell only
	Reasons []source.Fault // what failed: no row in a table, an overflow; cannot_tell only
	Paid    []Paid         // what each changed pay item comes to, in the order of PayItems
}

// Paid is the value of one pay item after the policy. It is unknown, under the
// pay item's own dotted name, where what is paid now is unknown and of a person
// who cannot be told: the next policy has nothing to build on.
type Paid struct {
	PayItem string
	Value   lang.Value
}
