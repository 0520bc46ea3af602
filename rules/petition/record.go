package petition

import (
	"cmp"
	"strings"

	"weiran/rules/lang"
)

// The states of a petition. One that is under review or re-review (信访工作条例,
// articles 35 and 36) is not closed.
const (
	Open     = "open"
	Review   = "review"
	Rereview = "rereview"
	Closed   = "closed"
)

// Whether a record says of itself that it repeats an earlier one.
const (
	First  = "first"
	Repeat = "repeat"
)

// A Record is one petition. What a file does not say is empty: a text "", a number
// 0, a date the zero Date.
type Record struct {
	Number    string // of the petition office; identifies the record
	Person    string // key of the roster
	Date      lang.Date
	Form      string // online, letter, call, fax or visit
	Persons   int64  // who took part in it
	Concerned int64  // whom it concerns
	Category  string // one of [Categories], or a county's own
	Purpose   string
	Repeat    string    // [First] or [Repeat]
	Deadline  lang.Date // by which it is to be finished
	Place     string    // code of the place, GB/T 2260 or longer
	Status    string    // [Open], [Review], [Rereview] or [Closed]
}

// tidied gives the record with its texts on one line each and its category by the
// name that stands for it, so that writing and reading it back changes nothing.
func (r Record) tidied() Record {
	for _, text := range []*string{&r.Number, &r.Person, &r.Category, &r.Purpose, &r.Place} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	r.Category = CategoryOf(r.Category)
	return r
}

// compare orders records by person, then by date, then by number.
func (r Record) compare(s Record) int {
	return cmp.Or(cmp.Compare(r.Person, s.Person), cmp.Compare(r.Date, s.Date), cmp.Compare(r.Number, s.Number))
}
