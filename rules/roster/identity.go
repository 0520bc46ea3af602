package roster

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// identity says where a roster keeps the resident identity number and the date
// of birth; -1 where it has no such field.
type identity struct{ number, born int }

// identityFields finds the fields national_id and born by their names.
func identityFields(s *Schema) identity {
	found := identity{number: s.Index("national_id"), born: s.Index("born")}
	if found.number >= 0 && s.Fields[found.number].Kind != lang.String {
		found.number = -1
	}
	if found.born >= 0 && s.Fields[found.born].Kind != lang.DateKind {
		found.born = -1
	}
	return found
}

// check compares the number of a row with GB 11643-1999 and with the date of
// birth. The row stays usable, since no pay hangs on the number. No message
// repeats it.
func (id identity) check(row []strip, at int) (issue Issue, wrong bool) {
	issue = Issue{Field: "national_id", Check: "national_id", Severity: source.Warning}
	born, ok := bornOf(row[id.number].text(at))
	switch {
	case !ok:
		issue.Message = source.Say("the identity number fails the check of GB 11643-1999",
			"身份证号不符合 GB 11643-1999 的校验")
	case id.born >= 0 && row[id.born].known(at) && lang.Date(row[id.born].days[at]) != born:
		issue.Message = source.Say("the identity number and born disagree on the date of birth",
			"身份证号与“出生日期”不一致")
	default:
		return Issue{}, false
	}
	return issue, true
}

// The weights and check characters of GB 11643-1999.
var identityWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const identityChecks = "10X98765432"

// bornOf gives the date of birth in an identity number of 18 characters; ok is
// false where a character, the date or the check digit is wrong.
func bornOf(number string) (born lang.Date, ok bool) {
	if len(number) != 18 {
		return 0, false
	}
	sum := 0
	for i, weight := range identityWeights {
		digit := int(number[i]) - '0'
		if digit < 0 || digit > 9 {
			return 0, false
		}
		sum += weight * digit
	}
	last := number[17]
	if last == 'x' {
		last = 'X'
	}
	if last != identityChecks[sum%11] {
		return 0, false
	}
	return lang.NewDate(digits(number[6:10]), digits(number[10:12]), digits(number[12:14]))
}
