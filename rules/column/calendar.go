package column

import (
	"math"

	"weiran/rules/lang"
)

// A civil is a date as the calendar names it.
type civil struct {
	month int64 // counted from January of the year 0
	day   int64
}

// civilOf gives the calendar's name of a count of days since 1970-01-01, by the
// arithmetic of Howard Hinnant's "chrono-compatible low-level date algorithms":
// years begin in March, so that a leap day is a year's last, and eras of 400
// years are all alike.
func civilOf(days int32) civil {
	const eraDays = 146_097
	shifted := int64(days) + 719_468 // since 0000-03-01
	era := shifted / eraDays
	if shifted < 0 {
		era = (shifted - eraDays + 1) / eraDays
	}
	ofEra := uint32(shifted - era*eraDays)
	year := (ofEra - ofEra/1_460 + ofEra/36_524 - ofEra/146_096) / 365
	ofYear := ofEra - (365*year + year/4 - year/100)
	month := (5*ofYear + 2) / 153 // from March
	day := ofYear - (153*month+2)/5 + 1
	return civil{month: (int64(year)+era*400)*12 + int64(month) + 2, day: int64(day)}
}

// monthsBetween counts completed months, as [lang.Date.Months] does.
func monthsBetween(from, to civil) int64 {
	return to.month - from.month - int64(bit(to.day < from.day))
}

// elapsed is age_on, years or months between two dates.
type elapsed struct {
	name   string
	months int64 // in one of what is counted
}

func (e elapsed) form(args []string) string { return e.name + "(" + args[0] + ", " + args[1] + ")" }

func (e elapsed) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.Int, firstDecides, args, s)
	into := s.newWide()
	switch {
	case s.constant || !a.constant && !b.constant:
		for i := range into {
			into[i] = monthsBetween(civilOf(a.narrow[i]), civilOf(b.narrow[i]))
		}
	case b.constant:
		to := civilOf(b.narrow[0])
		for i := range into {
			into[i] = monthsBetween(civilOf(a.narrow[i]), to)
		}
	default:
		from := civilOf(a.narrow[0])
		for i := range into {
			into[i] = monthsBetween(from, civilOf(b.narrow[i]))
		}
	}
	if e.months > 1 {
		floorYears(into)
	}
}

// floorYears turns months into completed years: a month before is a year less.
func floorYears(months []int64) {
	for i, n := range months {
		rest := n % 12
		months[i] = (n-rest)/12 - int64(bit(rest < 0))
	}
}

// daysBetween is a date less a date.
type daysBetween struct{}

func (daysBetween) form(args []string) string { return args[0] + " - " + args[1] }

func (daysBetween) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.Int, firstDecides, args, s)
	x, y := operand[int32]{a.narrow, a.constant}, operand[int32]{b.narrow, b.constant}
	for i := range s.newWide() {
		s.wide[i] = int64(x.values[i&x.stride()]) - int64(y.values[i&y.stride()])
	}
}

// daysOn is a date plus, or less, a count of days.
type daysOn struct{ sign string }

func (d daysOn) form(args []string) string { return args[0] + " " + d.sign + " " + args[1] }

func (d daysOn) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(lang.DateKind, firstDecides, args, s)
	x, y := operand[int32]{a.narrow, a.constant}, operand[int64]{b.wide, b.constant}
	into := s.newNarrow()
	s.each(func(row int) bool {
		days := y.values[row&y.stride()]
		if d.sign == "-" {
			if days == math.MinInt64 {
				return false
			}
			days = -days
		}
		date, err := lang.Date(x.values[row&x.stride()]).AddDays(days)
		into[row] = int32(date)
		return err == nil
	})
}
