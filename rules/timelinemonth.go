package rules

import (
	"fmt"
	"time"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Month is a calendar month: how many months it lies after January of the
// year 0. Pay is entitled to and paid by whole months.
type Month int32

// MonthOf gives the month of a day.
func MonthOf(d lang.Date) Month {
	year, month, _ := d.Civil()
	return Month(year*12 + month - 1)
}

// ParseMonth reads a month as String writes it: 2014-10. What is no month is a
// [source.Fault].
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, source.Fault{
			Message: source.Say("%q is not a month", "%q 不是月份", s),
			Hint:    source.Say("write it as 2014-10", "请写成 2014-10 的形式"),
		}
	}
	return Month(t.Year()*12 + int(t.Month()) - 1), nil
}

// Civil gives the year and the month of it, from 1.
func (m Month) Civil() (year, month int) { return int(m) / 12, int(m)%12 + 1 }

// String writes the month as 2014-10.
func (m Month) String() string {
	year, month := m.Civil()
	return fmt.Sprintf("%04d-%02d", year, month)
}

// MarshalText writes the month as String does.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }
