package policy_test

import (
	"testing"

	"weiran/rules/lang"
)

// TestNearIsWhatTheFileSays moves the window of days and leaves the others.
func TestNearIsWhatTheFileSays(t *testing.T) {
	const items = "items:\n  - {item: living, when: 'person.born <= date(\"1934-09-30\")', add: 40, cite: 一}\n"
	for text, near := range map[string]bool{
		items:                                   false, // 30 days
		"near: {days: 45}\n" + items:            true,
		"near: {days: 44.9}\n" + items:          false,
		"near: {years: 9, yuan: 900}\n" + items: false,
	} {
		p := load(t, head+text)
		cliff, found := p.NearestBoundary(personOf(t, schema(t), "born=1934-11-14 category=lixiu rank=131"), aDay)
		if !found || cliff.Distance != 45*lang.One || cliff.Near() != near {
			t.Errorf("%q: found %t, %s away, near %t; want 45 away, near %t", text, found, cliff.Distance, cliff.Near(), near)
		}
	}
}
