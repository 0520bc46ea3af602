package lang

import (
	"bytes"
	"errors"
	"math"
	"math/bits"
	"strconv"
	"strings"

	"weiran/rules/source"
)

// A Decimal is an exact amount or rate: a count of 1/10 000 (of a yuan, for
// money). The range is ±922 337 203 685 477.5807; what is beyond is
// [ErrOverflow], never a wrapped number.
type Decimal int64

// One is the decimal 1.
const One Decimal = 10_000

// ErrOverflow says that a result does not fit a [Decimal].
var ErrOverflow error = source.Fault{
	Message: source.Say("the amount is beyond ±922337203685477.5807", "金额超出 ±922337203685477.5807 的范围"),
}

// ErrDivideByZero says that a number was divided by zero.
var ErrDivideByZero error = source.Fault{Message: source.Say("division by zero", "除数为零")}

// DecimalFromInt gives n as a decimal; ok is false where it does not fit.
func DecimalFromInt(n int64) (d Decimal, ok bool) {
	if n > math.MaxInt64/int64(One) || n < math.MinInt64/int64(One) {
		return 0, false
	}
	return Decimal(n) * One, true
}

// ParseDecimal reads 1234.5, 1,234.50, -3, 3.8% or 3.8％. More than four decimal
// places (two of a percentage) are an error, never a rounding.
func ParseDecimal(s string) (Decimal, error) {
	d, err := parseDecimal(s)
	if meant, ok := numberMeant(s); errors.Is(err, errNoNumber) && ok {
		return 0, notDecimal(s, source.Say("write it as %s", "请写成 %s", meant))
	}
	if errors.Is(err, errNoNumber) {
		return 0, notDecimal(s, source.Say("write it like 1234.5 or 3.8%", "请写成 1234.5 或 3.8% 的形式"))
	}
	return d, err
}

// errNoNumber is that a text is no number.
var errNoNumber = errors.New("not a number")

func parseDecimal(s string) (Decimal, error) {
	text, places := cutPercent(strings.TrimSpace(s))
	sign, text := cutSign(text)
	whole, frac, _ := strings.Cut(text, ".")
	whole = dropSeparators(whole)
	if whole+frac == "" || !digits(whole) || !digits(frac) {
		return 0, errNoNumber
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > places {
		return 0, source.Fault{
			Message: source.Say("%q has more than %d decimal places", "%q 的小数超过 %d 位", s, places),
			Hint:    source.Say("amounts are exact to 1/10000", "金额精确到万分之一"),
		}
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", places-len(frac)), 10, 64)
	if err != nil {
		return 0, ErrOverflow
	}
	return Decimal(sign * n), nil
}

// cutPercent drops a percent sign and gives how many decimal places may stand
// before it.
func cutPercent(s string) (text string, places int) {
	for _, sign := range percentSigns {
		if cut, ok := strings.CutSuffix(s, sign); ok {
			return strings.TrimSpace(cut), 2
		}
	}
	return s, 4
}

// cutSign drops one sign and gives it as 1 or −1.
func cutSign(s string) (sign int64, text string) {
	if cut, ok := strings.CutPrefix(s, "-"); ok {
		return -1, cut
	}
	return 1, strings.TrimPrefix(s, "+")
}

// dropSeparators removes commas that part thousands; any other comma stays, so
// that the number is refused.
func dropSeparators(s string) string {
	parts := strings.Split(s, ",")
	for i, p := range parts {
		if i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && (p == "" || len(p) > 3) {
			return s
		}
	}
	return strings.Join(parts, "")
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

func notDecimal(s string, hint source.Text) error {
	return source.Fault{Message: source.Say("%q is not a number", "%q 不是数字", s), Hint: hint}
}

// UnmarshalText reads a decimal as [ParseDecimal] does.
func (d *Decimal) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDecimal(string(text))
	return err
}

// MarshalText writes a decimal as [Decimal.String] does.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String writes the shortest exact form: 670, 56.5, -0.0113.
func (d Decimal) String() string {
	s := d.Fixed(4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Append writes the decimal behind some text, as [Decimal.String] does.
func (d Decimal) Append(text []byte) []byte {
	n := uint64(d)
	if d < 0 {
		text, n = append(text, '-'), -n
	}
	text = strconv.AppendUint(text, n/uint64(One), 10)
	rest := n % uint64(One)
	if rest == 0 {
		return text
	}
	text = append(text, '.', byte('0'+rest/1000), byte('0'+rest/100%10), byte('0'+rest/10%10), byte('0'+rest%10))
	return bytes.TrimRight(text, "0")
}

// Fixed writes the decimal with a given count of places, 0 to 4, rounding half
// away from zero where digits are lost: Fixed(2) of 56.5 is 56.50.
func (d Decimal) Fixed(places int) string {
	unit := Decimal(1)
	for range 4 - places {
		unit *= 10
	}
	n := uint64(d)
	if d < 0 {
		n = -n
	}
	n = (n + uint64(unit)/2) / uint64(unit)
	digits := strconv.FormatUint(n, 10)
	if len(digits) <= places {
		digits = strings.Repeat("0", places+1-len(digits)) + digits
	}
	if places > 0 {
		at := len(digits) - places
		digits = digits[:at] + "." + digits[at:]
	}
	if d < 0 && n != 0 {
		return "-" + digits
	}
	return digits
}

// Add gives d + e.
func (d Decimal) Add(e Decimal) (Decimal, error) {
	sum := d + e
	if (sum > d) != (e > 0) && e != 0 || sum == math.MinInt64 {
		return 0, ErrOverflow
	}
	return sum, nil
}

// Sub gives d − e.
func (d Decimal) Sub(e Decimal) (Decimal, error) {
	diff := d - e
	if (diff < d) != (e > 0) && e != 0 || diff == math.MinInt64 {
		return 0, ErrOverflow
	}
	return diff, nil
}

// Neg gives −d.
func (d Decimal) Neg() (Decimal, error) {
	if d == math.MinInt64 {
		return 0, ErrOverflow
	}
	return -d, nil
}

// Mul gives d × e through 128 bits, rounded half to even at 1/10 000.
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	hi, lo := bits.Mul64(d.abs(), e.abs())
	return quotient(hi, lo, uint64(One), (d < 0) != (e < 0))
}

// Div gives d ÷ e through 128 bits, rounded half to even at 1/10 000.
func (d Decimal) Div(e Decimal) (Decimal, error) {
	if e == 0 {
		return 0, ErrDivideByZero
	}
	hi, lo := bits.Mul64(d.abs(), uint64(One))
	return quotient(hi, lo, e.abs(), (d < 0) != (e < 0))
}

func (d Decimal) abs() uint64 {
	if d < 0 {
		return -uint64(d)
	}
	return uint64(d)
}

// quotient divides a 128-bit number, half to even, and gives it its sign.
func quotient(hi, lo, by uint64, negative bool) (Decimal, error) {
	if hi >= by {
		return 0, ErrOverflow
	}
	q, r := bits.Div64(hi, lo, by)
	if r > by-r || r == by-r && q&1 == 1 {
		q++
	}
	switch {
	case q > math.MaxInt64:
		return 0, ErrOverflow
	case negative:
		return -Decimal(q), nil
	}
	return Decimal(q), nil
}

// Mod gives the remainder of d ÷ e with the sign of d, as CEL's % does for ints.
func (d Decimal) Mod(e Decimal) (Decimal, error) {
	if e == 0 {
		return 0, ErrDivideByZero
	}
	return d % e, nil
}
