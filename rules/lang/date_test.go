package lang_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]lang.Date{
		"1970-01-01": 0, "1970-01-02": 1, "1969-12-31": -1, "2000-02-29": 11_016, "0001-01-01": -719_162, "9999-12-31": 2_932_896, "1932-05-01": -13_759,
	} {
		d, err := lang.ParseDate(text)
		if err != nil || d != want || d.String() != text {
			t.Errorf("ParseDate(%s) = %d (%s), %v; want %d", text, d, d, err, want)
		}
	}
	for _, text := range []string{
		"", "2014", "2014-9-30", "2014-09-3", "2014/09/30", "2014-09-31", "2015-02-29", "1900-02-29", "2014-00-01", "2014-13-01", "2014-01-00",
		"0000-01-01", "10000-01-01", "-001-01-01", " 2014-09-30", "2014-09-30 ", "2014-09-30T00:00:00Z", "２０１４-09-30", "20140930",
	} {
		if d, err := lang.ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", text, d)
		}
	}
}

func TestNewDate(t *testing.T) {
	for _, c := range [][3]int{{2015, 2, 29}, {2014, 4, 31}, {2014, 0, 1}, {2014, 13, 1}, {2014, 1, 0}, {2014, 1, 32}, {0, 1, 1}, {10_000, 1, 1}, {-5, 1, 1}} {
		if d, ok := lang.NewDate(c[0], c[1], c[2]); ok || d != 0 {
			t.Errorf("NewDate%v = %d, %v", c, d, ok)
		}
	}
	if d, ok := lang.NewDate(2016, 2, 29); !ok || d.String() != "2016-02-29" {
		t.Error(d, ok)
	}
}

// anyDate draws days of the whole calendar.
func anyDate() *rapid.Generator[lang.Date] {
	return rapid.Map(rapid.Int64Range(-719_162, 2_932_896), func(n int64) lang.Date { return lang.Date(n) })
}

func TestDatesAgainstTime(t *testing.T) {
	epoch := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		want := epoch.AddDate(0, 0, int(d))
		year, month, day := d.Civil()
		if year != want.Year() || month != int(want.Month()) || day != want.Day() {
			t.Fatalf("%d is %d-%d-%d, want %s", d, year, month, day, want)
		}
		made, ok := lang.NewDate(year, month, day)
		read, err := lang.ParseDate(d.String())
		if made != d || !ok || read != d || err != nil {
			t.Fatalf("%s: made %d %v, read %d %v", d, made, ok, read, err)
		}
		text, _ := d.MarshalText()
		var back lang.Date
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Fatalf("%s back is %s, %v", text, back, err)
		}
	})
}

func TestYearsAndMonths(t *testing.T) {
	cases := []struct {
		from, to      string
		years, months int64
	}{
		{"1932-05-01", "2014-10-01", 82, 989},
		{"1934-09-30", "2014-09-29", 79, 959},
		{"1934-09-30", "2014-09-30", 80, 960},
		{"2014-10-01", "2014-10-01", 0, 0},
		{"2014-10-01", "2014-10-31", 0, 0},
		{"2014-10-01", "2014-11-01", 0, 1},
		{"2014-10-01", "2015-06-01", 0, 8},
		// One born on 29 February completes a year on 1 March of a common year.
		{"1936-02-29", "2015-02-28", 78, 947},
		{"1936-02-29", "2015-03-01", 79, 948},
		{"1936-02-29", "2016-02-28", 79, 959},
		{"1936-02-29", "2016-02-29", 80, 960},
		// A month that lacks the day is complete on the first of the next.
		{"2015-01-31", "2015-02-28", 0, 0},
		{"2015-01-31", "2015-03-01", 0, 1},
		{"2015-01-31", "2015-03-31", 0, 2},
		{"2015-03-31", "2015-04-30", 0, 0},
		{"2015-03-31", "2015-05-01", 0, 1},
		// Backward the count is negative from the day before.
		{"2015-03-15", "2015-03-14", -1, -1},
		{"2015-03-15", "2015-02-15", -1, -1},
		{"2015-03-15", "2015-02-14", -1, -2},
		{"2015-03-15", "2014-03-15", -1, -12},
		{"2015-03-15", "2014-03-14", -2, -13},
	}
	for _, c := range cases {
		from, to := day(t, c.from), day(t, c.to)
		if y, m := from.Years(to), from.Months(to); y != c.years || m != c.months {
			t.Errorf("%s to %s: %d years, %d months; want %d, %d", from, to, y, m, c.years, c.months)
		}
	}
}

func TestCompletedMonthsNeverShrink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := anyDate().Draw(t, "from"), anyDate().Draw(t, "to")
		next, err := to.AddDays(1)
		if err != nil {
			return
		}
		grown := from.Months(next) - from.Months(to)
		if grown != 0 && grown != 1 {
			t.Fatalf("from %s the months to %s grow by %d", from, next, grown)
		}
		if from.Months(from) != 0 || (from.Months(to) < 0) != (to < from) {
			t.Fatalf("from %s to %s: %d", from, to, from.Months(to))
		}
	})
}

func TestCalendarMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int64
	}{{"2014-10-01", "2015-06-30", 8}, {"2014-10-31", "2015-06-01", 8}, {"2015-06-01", "2014-10-31", -8}, {"1969-12-31", "1970-01-01", 1}} {
		if got := day(t, c.from).CalendarMonths(day(t, c.to)); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestAddDaysStaysInTheCalendar(t *testing.T) {
	for _, c := range []struct {
		from string
		days int64
		want string
	}{
		{"2016-02-28", 1, "2016-02-29"},
		{"2015-02-28", 1, "2015-03-01"},
		{"1970-01-01", -1, "1969-12-31"},
		{"9999-12-30", 1, "9999-12-31"},
		{"9999-12-31", 1, ""},
		{"0001-01-01", -1, ""},
		{"2015-01-01", 1 << 62, ""},
		{"2015-01-01", -1 << 63, ""},
	} {
		got, err := day(t, c.from).AddDays(c.days)
		if c.want == "" && !errors.Is(err, lang.ErrDateRange) || c.want != "" && (err != nil || got.String() != c.want) {
			t.Errorf("%s + %d = %s, %v; want %s", c.from, c.days, got, err, c.want)
		}
	}
}

// day reads a date that the test knows to be right.
func day(t testing.TB, text string) lang.Date {
	t.Helper()
	d, err := lang.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
