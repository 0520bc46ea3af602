package intake

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

func TestExactNumber(t *testing.T) {
	tests := map[string]string{
		"0":                      "0",
		"0.00":                   "0",
		"-0":                     "0",
		"0.0000000000000000e+00": "0",
		"670":                    "670",
		"+670":                   "670",
		"0131":                   "131",
		"131.0":                  "131",
		"1234.56":                "1234.56",
		"1234.5600000000001":     "1234.56",
		"56.499999999999993":     "56.5",
		"99999.999999999996":     "100000",
		"0.30000000000000004":    "0.3",
		"5.6500000000000002E1":   "56.5",
		"5.6500000000000002e+01": "56.5",
		"1E-2":                   "0.01",
		"-1.13E-2":               "-0.0113",
		"1.39E10":                "13900000000",
		"12345678901234567":      "12345678901234600",
		"123456789012345.5":      "123456789012346",
		"1E300":                  "1E300",
		"1E-300":                 "1E-300",
		"1E9999":                 "1E9999",
		"":                       "",
		"1,234.50":               "1,234.50",
		"离休":                     "离休",
		"1.2.3":                  "1.2.3",
	}
	for text, want := range tests {
		if got := exactNumber(text); got != want {
			t.Errorf("exactNumber(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestExactNumberOfAmounts writes amounts as a spreadsheet stores them, as binary
// numbers with all their digits, and wants them back to the last place.
func TestExactNumberOfAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := lang.Decimal(rapid.Int64Range(-99_999_999_999_999, 99_999_999_999_999).Draw(t, "amount"))
		stored, _ := strconv.ParseFloat(want.String(), 64) // a spreadsheet has nothing else
		format := rapid.SampledFrom([]byte{'g', 'e', 'f'}).Draw(t, "format")
		precision := map[byte]int{'g': 17, 'e': 16, 'f': 12}[format]
		text := strconv.FormatFloat(stored, format, precision, 64)
		got, err := lang.ParseDecimal(exactNumber(text))
		if err != nil || got != want {
			t.Fatalf("%s stored as %s read as %s (%v)", want, text, exactNumber(text), err)
		}
	})
}

// TestExactNumberKeepsTheNumber compares with exact rationals: what has few
// digits is not changed at all.
func TestExactNumberKeepsTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,7}(\.[0-9]{1,7})?([eE][+-]?[0-9])?`).Draw(t, "text")
		want, ok := new(big.Rat).SetString(text)
		got, ok2 := new(big.Rat).SetString(exactNumber(text))
		if !ok || !ok2 || want.Cmp(got) != 0 {
			t.Fatalf("%s became %s", text, exactNumber(text))
		}
		if strings.ContainsAny(exactNumber(text), "eE") {
			t.Fatalf("%s still has an exponent: %s", text, exactNumber(text))
		}
	})
}

func TestExactDate(t *testing.T) {
	tests := map[string]string{
		"11810":            "1932-05-01",
		"11810.75":         "1932-05-01",
		"41912":            "2014-09-30",
		"367":              "1901-01-01",
		"73050":            "2099-12-31",
		"366":              "366",
		"73051":            "73051",
		"1932":             "1932", // a year, more likely than a day of 1905
		"193205":           "193205",
		"19320501":         "19320501",
		"1932-05-01":       "1932-05-01",
		"1932.5":           "1932.5",
		"32":               "32",
		"":                 "",
		"1932-05-01T00:00": "1932-05-01T00:00",
	}
	for text, want := range tests {
		if got := exactDate(text, 0); got != want {
			t.Errorf("exactDate(%q) = %q, want %q", text, got, want)
		}
	}
	if got := exactDate("10348", shift1904); got != "1932-05-01" {
		t.Errorf("in a workbook of the 1904 system 10348 is %s, want 1932-05-01", got)
	}
}

// TestProtected holds that what is wrapped for a spreadsheet is unwrapped again.
func TestProtected(t *testing.T) {
	tests := map[string]string{
		"0012":               `="0012"`,
		"440524188001010014": `="440524188001010014"`,
		"11010519491231002X": `="11010519491231002X"`,
		"=1+1":               `="=1+1"`,
		`=A1&"x"`:            `="=A1&""x"""`,
		"@x":                 `="@x"`,
		"-x":                 `="-x"`,
		"-670.5":             "-670.5",
		"0":                  "0",
		"0.5":                "0.5",
		"13900":              "13900",
		"1932-05-01":         "1932-05-01",
		"样例":                 "样例",
		"":                   "",
	}
	for text, want := range tests {
		if got := protected(text); got != want {
			t.Errorf("protected(%q) = %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+@-]?["=0-9A-Za-z离休 ]{0,20}`).Draw(t, "text")
		if got := unprotected(protected(text)); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

func TestScientific(t *testing.T) {
	for text, want := range map[string]bool{
		"1.10105E+17": true, "1.1010519491231E17": true, "1E+17": true, "1.39e+10": true,
		"1E5": false, "E+17": false, "A1.5E3": false, "12.5": false, "440524188001010014": false,
	} {
		if got := scientific.MatchString(text); got != want {
			t.Errorf("%q taken for a number that lost its digits: %v, want %v", text, got, want)
		}
	}
}
