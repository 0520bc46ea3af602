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

// The calendar repeats every 400 years, an era. Eras are counted from so long ago
// that no date of 32 bits lies before.
const (
	eraDays   = 146_097
	erasAgo   = 14_705
	startDays = 719_468 + erasAgo*eraDays // from 1 March of the first year to 1970-01-01
)

// civilOf gives the calendar's name of a count of days since 1970-01-01. It is
// the algorithm of Neri and Schneider, "Euclidean affine functions and their
// application to calendar algorithms" (2022), which finds year and month by
// multiplications. Its years begin in March, so that a leap day is a year's last;
// the months that it numbers 12 and 13 are January and February of the next.
func civilOf(days int32) civil {
	quarters := 4*uint64(int64(days)+startDays) + 3
	century, ofCentury := quarters/eraDays, quarters%eraDays/4
	product := 2_939_745 * (4*ofCentury + 3)
	year := 100*century + product>>32
	ofYear := uint32(product) / 2_939_745 / 4
	march := 2_141*ofYear + 197_913
	return civil{
		month: int64(12*year) + int64(march>>16) - 1 - 12*400*erasAgo,
		day:   int64(march&0xffff/2_141) + 1,
	}
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
