package reports

import "testing"

func TestMoney(t *testing.T) {
	tests := map[string]struct{ machine, people, signed string }{
		"670":                   {"670.00", "670.00", "+670.00"},
		"56.5":                  {"56.50", "56.50", "+56.50"},
		"0":                     {"0.00", "0.00", "0.00"},
		"-120":                  {"-120.00", "−120.00", "−120.00"},
		"0.0113":                {"0.0113", "0.0113", "+0.0113"},
		"1234.125":              {"1234.1250", "1,234.1250", "+1,234.1250"},
		"-1234567.89":           {"-1234567.89", "−1,234,567.89", "−1,234,567.89"},
		"922337203685477.5807":  {"922337203685477.5807", "922,337,203,685,477.5807", "+922,337,203,685,477.5807"},
		"-922337203685477.5807": {"-922337203685477.5807", "−922,337,203,685,477.5807", "−922,337,203,685,477.5807"},
	}
	for text, want := range tests {
		d := yuan(t, text)
		if got := amount(d); got != want.machine {
			t.Errorf("amount(%s) = %s, want %s", text, got, want.machine)
		}
		if got := money(d); got != want.people {
			t.Errorf("money(%s) = %s, want %s", text, got, want.people)
		}
		if got := change(d); got != want.signed {
			t.Errorf("change(%s) = %s, want %s", text, got, want.signed)
		}
	}
}

func TestWholeYuan(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "460": "460", "-50": "−50", "20000": "2万", "25000": "25,000", "1000000": "100万",
	} {
		if got := wholeYuan(yuan(t, text)); got != want {
			t.Errorf("wholeYuan(%s) = %s, want %s", text, got, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for text, want := range map[string]string{"0.038": "3.8%", "0.05": "5%", "1": "100%", "0.0113": "1.13%"} {
		if got := percent(yuan(t, text)); got != want {
			t.Errorf("percent(%s) = %s, want %s", text, got, want)
		}
	}
}

// TestNumber holds that a spreadsheet shows the digits of an amount, or its text
// where it could not.
func TestNumber(t *testing.T) {
	for text, want := range map[string]any{
		"670.25": 670.25, "-0.0113": -0.0113, "0": 0.0, "12345678901.2345": 12345678901.2345,
		"922337203685477.5807": "922337203685477.5807",
	} {
		if got := number(yuan(t, text)); got != want {
			t.Errorf("number(%s) = %v, want %v", text, got, want)
		}
	}
}
