package lang_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/source"
)

func TestParseDecimal(t *testing.T) {
	good := map[string]lang.Decimal{
		"0":                     0,
		"1":                     10_000,
		"+1":                    10_000,
		"-1":                    -10_000,
		" 12.5 ":                125_000,
		"1234.5":                12_345_000,
		"1,234.50":              12_345_000,
		"1,234,567":             12_345_670_000,
		"0.0001":                1,
		"-0.0113":               -113,
		".5":                    5_000,
		"5.":                    50_000,
		"1.50000000":            15_000, // zeros lose nothing
		"007":                   70_000,
		"3.8%":                  380,
		"3.8％":                  380,
		"1.13 %":                113,
		"-1.13%":                -113,
		"100%":                  10_000,
		"922337203685477.5807":  math.MaxInt64,
		"-922337203685477.5807": -math.MaxInt64,
	}
	for text, want := range good {
		if got, err := lang.ParseDecimal(text); err != nil || got != want {
			t.Errorf("ParseDecimal(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	bad := []string{
		"", " ", "-", "+", ".", "-.", "%", "-%", "+-3", "-+3", "--1", "++1", " +-3", "1-", "- 1", "1 2", "1..2", "1.2.3",
		"1,23", "1,2345", ",123", "1234,567", "1,,234", "1,234,5", "1.2,345", "1e5", "0x10", "１２", "一", "1%%", "%1", "1%5", "NaN", "inf", "1_000",
	}
	for _, text := range bad {
		if got, err := lang.ParseDecimal(text); err == nil {
			t.Errorf("ParseDecimal(%q) = %d, want an error", text, got)
		}
	}
	for _, text := range []string{"1.12345", "0.00001", "1.135%", "1.0001%"} {
		_, err := lang.ParseDecimal(text)
		var fault source.Fault
		if !errors.As(err, &fault) || !strings.Contains(fault.Message.EN, "decimal places") {
			t.Errorf("ParseDecimal(%q): %v, want too many places", text, err)
		}
	}
	for _, text := range []string{"922337203685477.5808", "-922337203685477.5808", "1000000000000000", "99999999999999999999999999"} {
		if _, err := lang.ParseDecimal(text); !errors.Is(err, lang.ErrOverflow) {
			t.Errorf("ParseDecimal(%q): %v, want an overflow", text, err)
		}
	}
}

func TestDecimalStrings(t *testing.T) {
	cases := []struct {
		d      lang.Decimal
		short  string
		places [5]string
	}{
		{0, "0", [5]string{"0", "0.0", "0.00", "0.000", "0.0000"}},
		{565_000, "56.5", [5]string{"57", "56.5", "56.50", "56.500", "56.5000"}},
		{-565_000, "-56.5", [5]string{"-57", "-56.5", "-56.50", "-56.500", "-56.5000"}},
		{-113, "-0.0113", [5]string{"0", "0.0", "-0.01", "-0.011", "-0.0113"}},
		{6_700_000, "670", [5]string{"670", "670.0", "670.00", "670.000", "670.0000"}},
		{9_999, "0.9999", [5]string{"1", "1.0", "1.00", "1.000", "0.9999"}},
		{math.MaxInt64, "922337203685477.5807", [5]string{"922337203685478", "922337203685477.6", "922337203685477.58", "922337203685477.581", "922337203685477.5807"}},
	}
	for _, c := range cases {
		if got := c.d.String(); got != c.short {
			t.Errorf("String of %d is %s, want %s", int64(c.d), got, c.short)
		}
		for places, want := range c.places {
			if got := c.d.Fixed(places); got != want {
				t.Errorf("%s.Fixed(%d) = %s, want %s", c.d, places, got, want)
			}
		}
	}
}

// anyDecimal draws decimals of every size, with the edges often among them.
func anyDecimal() *rapid.Generator[lang.Decimal] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64Range(-math.MaxInt64, math.MaxInt64), func(n int64) lang.Decimal { return lang.Decimal(n) }),
		rapid.Map(rapid.Int64Range(-1_000_000, 1_000_000), func(n int64) lang.Decimal { return lang.Decimal(n) }),
		rapid.SampledFrom([]lang.Decimal{0, 1, -1, lang.One, -lang.One, 5_000, math.MaxInt64, -math.MaxInt64, math.MaxInt64 - 1, 3_037_000_499}),
	)
}

func units(d lang.Decimal) *big.Int { return big.NewInt(int64(d)) }

// checkAgainst compares a result with the exact one in units of 1/10 000: the
// same number, or an overflow exactly where it does not fit.
func checkAgainst(t *rapid.T, got lang.Decimal, err error, exact *big.Int) {
	t.Helper()
	fits := new(big.Int).Abs(exact).Cmp(big.NewInt(math.MaxInt64)) <= 0
	switch {
	case fits && (err != nil || units(got).Cmp(exact) != 0):
		t.Fatalf("got %d, %v; want %s", int64(got), err, exact)
	case !fits && !errors.Is(err, lang.ErrOverflow):
		t.Fatalf("got %d, %v; %s does not fit", int64(got), err, exact)
	}
}

// halfEven divides and rounds half to even.
func halfEven(n, by *big.Int) *big.Int {
	return rounded(n, by, func(_ *big.Int, odd bool, half int) bool { return half > 0 || half == 0 && odd })
}

// rounded divides magnitudes and lets grow decide whether the quotient, whose
// rest compares to a half as given, grows by one.
func rounded(n, by *big.Int, grow func(rest *big.Int, odd bool, half int) bool) *big.Int {
	q, rest := new(big.Int).QuoRem(new(big.Int).Abs(n), new(big.Int).Abs(by), new(big.Int))
	half := new(big.Int).Lsh(rest, 1).Cmp(new(big.Int).Abs(by))
	if rest.Sign() > 0 && grow(rest, q.Bit(0) == 1, half) {
		q.Add(q, big.NewInt(1))
	}
	if n.Sign()*by.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

func TestArithmeticAgainstBigIntegers(t *testing.T) {
	one := units(lang.One)
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDecimal().Draw(t, "d"), anyDecimal().Draw(t, "e")
		sum, err := d.Add(e)
		checkAgainst(t, sum, err, new(big.Int).Add(units(d), units(e)))
		diff, err := d.Sub(e)
		checkAgainst(t, diff, err, new(big.Int).Sub(units(d), units(e)))
		product, err := d.Mul(e)
		checkAgainst(t, product, err, halfEven(new(big.Int).Mul(units(d), units(e)), one))
		negated, err := d.Neg()
		checkAgainst(t, negated, err, new(big.Int).Neg(units(d)))
		if e == 0 {
			return
		}
		quotient, err := d.Div(e)
		checkAgainst(t, quotient, err, halfEven(new(big.Int).Mul(units(d), one), units(e)))
		rest, err := d.Mod(e)
		checkAgainst(t, rest, err, new(big.Int).Rem(units(d), units(e)))
	})
}

func TestDivisionByZero(t *testing.T) {
	if _, err := lang.One.Div(0); !errors.Is(err, lang.ErrDivideByZero) {
		t.Error("Div:", err)
	}
	if _, err := lang.One.Mod(0); !errors.Is(err, lang.ErrDivideByZero) {
		t.Error("Mod:", err)
	}
}

func TestRoundAgainstBigIntegers(t *testing.T) {
	grow := map[lang.Rounding]func(*big.Int, bool, int) bool{
		lang.HalfUp:   func(_ *big.Int, _ bool, half int) bool { return half >= 0 },
		lang.HalfEven: func(_ *big.Int, odd bool, half int) bool { return half > 0 || half == 0 && odd },
		lang.Up:       func(*big.Int, bool, int) bool { return true },
		lang.Down:     func(*big.Int, bool, int) bool { return false },
	}
	rapid.Check(t, func(t *rapid.T) {
		d := anyDecimal().Draw(t, "d")
		to := lang.Decimal(rapid.Int64Range(1, math.MaxInt64).Draw(t, "to"))
		if rapid.Bool().Draw(t, "small") {
			to = to%50_000 + 1
		}
		mode := rapid.SampledFrom([]lang.Rounding{lang.HalfUp, lang.HalfEven, lang.Up, lang.Down}).Draw(t, "mode")
		got, err := d.Round(to, mode)
		multiple := rounded(units(d), units(to), grow[mode])
		checkAgainst(t, got, err, multiple.Mul(multiple, units(to)))
	})
}

func TestRoundingModes(t *testing.T) {
	// Each row: the amount, then half_up, half_even, up, down to 0.01.
	rows := [][5]string{
		{"1.005", "1.01", "1", "1.01", "1"},
		{"1.015", "1.02", "1.02", "1.02", "1.01"},
		{"1.0149", "1.01", "1.01", "1.02", "1.01"},
		{"1.0151", "1.02", "1.02", "1.02", "1.01"},
		{"-1.005", "-1.01", "-1", "-1.01", "-1"},
		{"-1.0001", "-1", "-1", "-1.01", "-1"},
		{"2", "2", "2", "2", "2"},
		{"0", "0", "0", "0", "0"},
		{"0.0001", "0", "0", "0.01", "0"},
	}
	for _, row := range rows {
		for i, mode := range []lang.Rounding{lang.HalfUp, lang.HalfEven, lang.Up, lang.Down} {
			got, err := amount(t, row[0]).Round(100, mode)
			if err != nil || got.String() != row[i+1] {
				t.Errorf("%s rounded %s is %s, %v; want %s", row[0], mode, got, err, row[i+1])
			}
		}
	}
	for _, to := range []lang.Decimal{0, -1} {
		if _, err := lang.One.Round(to, lang.HalfUp); err == nil {
			t.Errorf("rounding to %d passed", to)
		}
	}
}

func TestCeilAndFloor(t *testing.T) {
	for text, want := range map[string][2]string{
		"1.2": {"2", "1"}, "1": {"1", "1"}, "-1.2": {"-1", "-2"}, "-1": {"-1", "-1"}, "0": {"0", "0"}, "0.0001": {"1", "0"}, "-0.0001": {"0", "-1"},
	} {
		ceil, err := amount(t, text).Ceil()
		if err != nil || ceil.String() != want[0] {
			t.Errorf("ceil of %s is %s, %v", text, ceil, err)
		}
		floor, err := amount(t, text).Floor()
		if err != nil || floor.String() != want[1] {
			t.Errorf("floor of %s is %s, %v", text, floor, err)
		}
	}
	if _, err := lang.Decimal(math.MaxInt64).Ceil(); !errors.Is(err, lang.ErrOverflow) {
		t.Error("the ceiling of the largest amount fits no decimal:", err)
	}
}

func TestRoundingNames(t *testing.T) {
	for _, mode := range []lang.Rounding{lang.HalfUp, lang.HalfEven, lang.Up, lang.Down} {
		text, _ := mode.MarshalText()
		var back lang.Rounding
		if err := back.UnmarshalText(text); err != nil || back != mode {
			t.Errorf("%s read back as %s, %v", text, back, err)
		}
	}
	var mode lang.Rounding
	var fault source.Fault
	if err := mode.UnmarshalText([]byte("halfup")); !errors.As(err, &fault) || fault.Hint.EN != `did you mean "half_up"?` {
		t.Error(fault.Hint, err)
	}
}

func TestDecimalText(t *testing.T) {
	text, err := lang.Decimal(-565_000).MarshalText()
	if err != nil || string(text) != "-56.5" {
		t.Errorf("%s, %v", text, err)
	}
	var d lang.Decimal
	if err := d.UnmarshalText([]byte("3.8%")); err != nil || d != 380 {
		t.Error(d, err)
	}
	if err := d.UnmarshalText([]byte("x")); err == nil {
		t.Error("x is read as", d)
	}
}

func TestDecimalFromInt(t *testing.T) {
	for n, want := range map[int64]bool{0: true, 922_337_203_685_477: true, -922_337_203_685_477: true, 922_337_203_685_478: false, math.MinInt64: false} {
		d, ok := lang.DecimalFromInt(n)
		if ok != want || ok && d != lang.Decimal(n)*lang.One {
			t.Errorf("DecimalFromInt(%d) = %d, %v", n, d, ok)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"1,234.50", "-3.8%", "+-3", "922337203685477.5808", "％", "1.12345"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := lang.ParseDecimal(text)
		if err != nil {
			return
		}
		back, err := lang.ParseDecimal(d.String())
		if err != nil || back != d {
			t.Errorf("%q is %s, which reads back as %s, %v", text, d, back, err)
		}
	})
}

// amount reads a decimal that the test knows to be right.
func amount(t testing.TB, text string) lang.Decimal {
	t.Helper()
	d, err := lang.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
