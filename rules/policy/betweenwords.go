package policy

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/rules/lang"
)

// Words puts what decides the difference into Chinese: 出生日期晚 1 天.
func (d Difference) Words() string {
	words := make([]string, len(d.Facts))
	for i, f := range d.Facts {
		words[i] = f.Words()
	}
	return strings.Join(words, "，")
}

// Words puts the fact into Chinese, as seen by the one who gains less: a day is
// earlier or later, a number is less or more, and of all else both are named.
func (f Fact) Words() string {
	label := cmp.Or(f.Field.Label, f.Field.Name)
	switch {
	case !f.Own.Known() || !f.Other.Known():
	case f.Field.Kind == lang.DateKind:
		return label + apart(f.Own.Date(), f.Other.Date())
	case len(f.Field.Enum) > 0:
	case f.Field.Kind == lang.DecimalKind || f.Field.Kind == lang.Int:
		if words, ok := f.amount(label); ok {
			return words
		}
	}
	return fmt.Sprintf("%s为%s（对方为%s）", label, f.Field.Words(f.Own), f.Field.Words(f.Other))
}

// amount says how much less or more a number is.
func (f Fact) amount(label string) (string, bool) {
	own, ok := f.Own.Decimal()
	other, fits := f.Other.Decimal()
	by, err := own.Sub(other)
	if !ok || !fits || err != nil {
		return "", false
	}
	if by < 0 {
		return fmt.Sprintf("%s少 %s", label, f.Field.Words(lang.DecimalOf(-by))), true
	}
	return fmt.Sprintf("%s多 %s", label, f.Field.Words(lang.DecimalOf(by))), true
}

// Two days up to so many apart are told in days, else in whole months, and from two
// years on in years: 2 年, 2 年多.
const fewDays = 60

// apart says how much later or earlier a day is than another.
func apart(own, other lang.Date) string {
	way, from, to := "晚", other, own
	if own < other {
		way, from, to = "早", own, other
	}
	days := int64(to - from)
	months := from.Months(to)
	switch {
	case days <= fewDays:
		return fmt.Sprintf("%s %d 天", way, days)
	case months < 24:
		return fmt.Sprintf("%s %d 个月", way, months)
	case months%12 == 0 && from.Months(to-1) < months: // to the day
		return fmt.Sprintf("%s %d 年", way, months/12)
	}
	return fmt.Sprintf("%s %d 年多", way, months/12)
}
