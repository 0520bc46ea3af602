package risk

import (
	"strconv"
	"strings"

	"weiran/rules/source"
)

// A Limit is how many persons a rule may find under one policy. The zero Limit is
// that of a rule whose file is silent.
type Limit struct {
	Persons int64
	Percent int64 // of the roster, 1 to 100; 0 where Persons counts
}

// Where a rule file is silent, a rule may have so many findings: one in
// LimitShare of the roster, and DefaultLimit at least. A rule that flags more
// persons than a bureau of that size can talk to is a mistake.
//
// A file that states a share means it: only FewPersons may be found all the same,
// for of a roster of so few everybody can be visited, and a share of them says
// nothing.
const (
	DefaultLimit = 5000
	LimitShare   = 10
	FewPersons   = 50
)

// most gives how many findings the rule may have on a roster of some persons.
func (l Limit) most(persons int) int {
	switch {
	case l.Percent > 0:
		return max(FewPersons, int(int64(persons)*l.Percent/100))
	case l.Persons > 0:
		return int(l.Persons)
	}
	return max(DefaultLimit, persons/LimitShare)
}

// limitCell reads itself from a rule file.
type limitCell Limit

// UnmarshalText reads a whole number above zero, or a whole percentage.
func (l *limitCell) UnmarshalText(text []byte) error {
	number, share := strings.CutSuffix(string(text), "%")
	n, err := strconv.ParseInt(number, 10, 32)
	if err != nil || n < 1 || share && n > 100 {
		return source.Fault{
			Message: source.Say("limit %q is neither a number of persons nor a share of the roster", "上限 %q 既不是人数，也不是占名册的比例", text),
			Hint: source.Say("write 200 or 60%%, or leave it out for %d, or one in %d persons where that is more",
				"请写 200 或 60%%；不写则为 %d，名册人数的 1/%d 更多时取后者", DefaultLimit, LimitShare),
		}
	}
	if share {
		*l = limitCell{Percent: n}
	} else {
		*l = limitCell{Persons: n}
	}
	return nil
}
