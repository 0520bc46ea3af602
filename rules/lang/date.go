package lang

import (
	"time"

	"weiran/rules/source"
)

// A Date is a civil date: the count of days since 1970-01-01, without a zone. The
// calendar is the Gregorian one, of the years 1 to 9999.
type Date int32

// NewDate gives the date of a year (1 to 9999), month and day; ok is false for a
// day that the calendar does not have.
func NewDate(year, month, day int) (d Date, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return 0, false
	}
	return dateOf(t), true
}

// ParseDate reads 2014-09-30 and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		hint := source.Say("write year-month-day, like 2014-09-30", "请写成 年-月-日，例如 2014-09-30")
		if d, ok := dayMeant(s); ok {
			hint = source.Say("write it as %s", "请写成 %s", d)
		}
		return 0, source.Fault{Message: source.Say("%q is not a date", "%q 不是日期", s), Hint: hint}
	}
	return dateOf(t), nil
}

// dateOf gives the date of a midnight.
func dateOf(midnight time.Time) Date { return Date(midnight.Unix() / 86_400) }

// UnmarshalText reads a date as [ParseDate] does.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// MarshalText writes a date as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Civil gives the year, month and day.
func (d Date) Civil() (year, month, day int) {
	y, m, dd := time.Unix(int64(d)*86_400, 0).UTC().Date()
	return y, int(m), dd
}

// String writes 2014-09-30.
func (d Date) String() string {
	return time.Unix(int64(d)*86_400, 0).UTC().Format(time.DateOnly)
}

// Append writes the date behind some text, as [Date.String] does.
func (d Date) Append(text []byte) []byte {
	return time.Unix(int64(d)*86_400, 0).UTC().AppendFormat(text, time.DateOnly)
}

// Years gives the completed years from d to e. One born on 29 February completes
// a year on 1 March of a common year. Where e is earlier the count is negative,
// from −1 for the day before.
func (d Date) Years(e Date) int64 { return floorDiv(d.Months(e), 12) }

// Months gives the completed months from d to e. A month that lacks d's day is
// complete on the first of the next one. Where e is earlier the count is
// negative, from −1 for the day before.
func (d Date) Months(e Date) int64 {
	y1, m1, d1 := d.Civil()
	y2, m2, d2 := e.Civil()
	n := int64(y2-y1)*12 + int64(m2-m1)
	if d2 < d1 {
		n--
	}
	return n
}

// CalendarMonths gives how many month names lie from d's month to e's: from any
// day of October to any day of the next June it is 8.
func (d Date) CalendarMonths(e Date) int64 {
	y1, m1, _ := d.Civil()
	y2, m2, _ := e.Civil()
	return int64(y2-y1)*12 + int64(m2-m1)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// The first and the last date of the calendar.
var (
	firstDate, _ = NewDate(1, 1, 1)
	lastDate, _  = NewDate(9999, 12, 31)
)

// ErrDateRange says that a result does not fit the calendar.
var ErrDateRange error = source.Fault{
	Message: source.Say("the date is beyond 0001-01-01 to 9999-12-31", "日期超出 0001-01-01 至 9999-12-31 的范围"),
}

// AddDays gives the date so many days on, or back where days is negative. The
// years 1 to 9999 are the calendar; beyond is an error.
func (d Date) AddDays(days int64) (Date, error) {
	if days < int64(firstDate)-int64(d) || days > int64(lastDate)-int64(d) {
		return 0, ErrDateRange
	}
	return d + Date(days), nil
}
