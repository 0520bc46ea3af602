package lang

import (
	"math"

	"weiran/rules/source"
)

// A Rounding says which multiple a number between two multiples becomes.
type Rounding uint8

// The rounding modes of policy files. HalfUp is the zero value: 四舍五入.
const (
	HalfUp   Rounding = iota // to the nearer; a half away from zero
	HalfEven                 // to the nearer; a half to the even multiple
	Up                       // away from zero: 见分进角
	Down                     // toward zero: 舍去
)

var roundingNames = []string{"half_up", "half_even", "up", "down"}

// String gives the mode's name in policy files.
func (r Rounding) String() string { return roundingNames[r] }

// UnmarshalText reads a mode's name.
func (r *Rounding) UnmarshalText(text []byte) error {
	for i, name := range roundingNames {
		if name == string(text) {
			*r = Rounding(i)
			return nil
		}
	}
	return source.Fault{
		Message: source.Say("unknown rounding mode %q", "未知的舍入方式 %q", string(text)),
		Hint:    source.DidYouMean(string(text), roundingNames),
	}
}

// MarshalText writes the mode's name.
func (r Rounding) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Round gives d as a multiple of to, which is above zero.
func (d Decimal) Round(to Decimal, mode Rounding) (Decimal, error) {
	if to <= 0 {
		return 0, source.Fault{
			Message: source.Say("cannot round to a multiple of %s", "不能舍入到 %s 的倍数", to),
			Hint:    source.Say("round to an amount above zero, such as 0.01", "舍入单位应大于零，例如 0.01"),
		}
	}
	n, unit := d.abs(), uint64(to)
	quotient, rest := n/unit, n%unit
	if rest > 0 && mode.awayFromZero(quotient, rest, unit) {
		quotient++
	}
	if quotient > math.MaxInt64/unit {
		return 0, ErrOverflow
	}
	if d < 0 {
		return -Decimal(quotient * unit), nil
	}
	return Decimal(quotient * unit), nil
}

// awayFromZero says whether a quotient with a rest above zero grows by one.
func (r Rounding) awayFromZero(quotient, rest, unit uint64) bool {
	switch r {
	case HalfUp:
		return rest >= unit-rest
	case HalfEven:
		return rest > unit-rest || rest == unit-rest && quotient&1 == 1
	case Up:
		return true
	}
	return false
}

// Ceil gives the least whole number that is not below d.
func (d Decimal) Ceil() (Decimal, error) {
	if d > 0 {
		return d.Round(One, Up)
	}
	return d.Round(One, Down)
}

// Floor gives the greatest whole number that is not above d.
func (d Decimal) Floor() (Decimal, error) {
	if d < 0 {
		return d.Round(One, Up)
	}
	return d.Round(One, Down)
}
