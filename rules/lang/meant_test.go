package lang

import (
	"strings"
	"testing"

	"weiran/rules/source"
)

func TestWhatIsMeantIsShown(t *testing.T) {
	for text, hint := range map[string]string{
		"2014/9/30":  "write it as 2014-09-30",
		"2014年9月30日": "write it as 2014-09-30",
		"２０１４.9.30":  "write it as 2014-09-30",
		"2014-02-30": "write year-month-day, like 2014-09-30",
		"九月":         "write year-month-day, like 2014-09-30",
	} {
		_, err := ParseDate(text)
		hinted(t, text, err, hint)
	}
	for text, hint := range map[string]string{
		"２４０":     "write it as 240",
		"200元":    "write it as 200",
		"¥1,200元": "write it as 1,200",
		"35年":     "write it as 35",
		"一百":      "write it like 1234.5 or 3.8%",
	} {
		_, err := ParseDecimal(text)
		hinted(t, text, err, hint)
	}
}

func hinted(t *testing.T, text string, err error, hint string) {
	t.Helper()
	fault, ok := err.(source.Fault)
	if !ok || fault.Hint.EN != hint {
		t.Errorf("%q: %v, want the hint %q", text, err, hint)
	}
}

// TestADayIsNoSubtraction refuses what would else be a number.
func TestADayIsNoSubtraction(t *testing.T) {
	env, err := NewEnv(Scope{Fields: []Field{{Name: "n", Kind: Int}}})
	if err != nil {
		t.Fatal(err)
	}
	for text, refused := range map[string]bool{
		"2014-09-30": true, "n > 2014-9-30": true, "2014 - 9 - 30": false, "2014-n-30": false, "2014-13-30": false, "n - 2014 - 1": false,
	} {
		_, problems := env.Compile(source.Literal("x", text), Invalid)
		if got := strings.Contains(problems.Error(), "is a subtraction, not a day"); got != refused {
			t.Errorf("%s: refused %t, want %t: %v", text, got, refused, problems)
		}
	}
}
