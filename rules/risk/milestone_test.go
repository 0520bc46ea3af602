package risk

import (
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// day draws a day, or none.
func drawnDay(t *rapid.T, name string) *lang.Date {
	if rapid.Bool().Draw(t, "no "+name) {
		return nil
	}
	d := lang.Date(rapid.IntRange(16_000, 16_030).Draw(t, name))
	return &d
}

// A step is overdue exactly where it was due before as_of and is not done, or was
// done late.
func TestOverdueIffDueIsPastAndDoneIsNotOrLate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := policy.Milestone{Due: drawnDay(t, "due"), Done: drawnDay(t, "done")}
		asOf := lang.Date(rapid.IntRange(16_000, 16_030).Draw(t, "as of"))
		days := overdueDays(&m, asOf)
		if known := m.Due != nil || !open(&m, asOf); days.Known() != known {
			t.Fatalf("known is %v, want %v", days.Known(), known)
		}
		overdue := m.Due != nil && *m.Due < asOf && (m.Done == nil || *m.Done > *m.Due)
		if got := days.Known() && days.Int() > 0; got != overdue {
			t.Fatalf("overdue is %v (%s days), want %v", got, days, overdue)
		}
	})
}
