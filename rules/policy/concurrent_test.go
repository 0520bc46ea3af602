package policy_test

import (
	"sync"
	"testing"

	"weiran/rules/policy"
	"weiran/rules/roster"
)

// TestApplyFromManyGoroutines works one policy out for the same persons at once:
// a run does so for every batch.
func TestApplyFromManyGoroutines(t *testing.T) {
	p, s := load(t, explained), schema(t)
	people := []person{
		personOf(t, s, "category=lixiu rank=131 retired_on=1992-01-01 contribution_years=38.5 pay.basic=5000 pay.living=1000 military=否"),
		personOf(t, s, "category=tuixiu retired_on=2010-01-01 contribution_years=30"),
		personOf(t, s, "rank=131"),
	}
	var want []string
	for _, row := range people {
		want = append(want, written(p.Apply(row, aDay)))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, row := range people {
				if got := written(p.Apply(row, aDay)); got != want[i] {
					t.Errorf("got  %s\nwant %s", got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// TestApplyAllFromManyGoroutines works one policy out for one roster at once, and
// reads the same outcomes at once: runs of a server do so.
func TestApplyAllFromManyGoroutines(t *testing.T) {
	p, s := load(t, explained), schema(t)
	b := roster.NewBuilder(s, 3)
	for i := range 50 {
		words := []string{
			"category=lixiu rank=131 retired_on=1992-01-01 contribution_years=38.5 pay.basic=5000 pay.living=1000 military=否",
			"category=tuixiu retired_on=2010-01-01 contribution_years=30", "rank=131",
		}
		b.Append(personOf(t, s, words[i%len(words)]))
	}
	payroll := policy.NewPayroll(b.Build())
	var want []string
	for i := range payroll.Roster.Len() {
		want = append(want, written(p.Apply(payroll.Row(i), aDay)))
	}
	shared, err := p.ApplyAll(t.Context(), payroll, aDay, 2)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			own, err := p.ApplyAll(t.Context(), payroll, aDay, 3)
			if err != nil {
				t.Error(err)
				return
			}
			next := payroll.After(shared)
			for i := range want {
				if got := written(own.At(i)); got != want[i] || written(shared.At(i)) != got {
					t.Errorf("got  %s\nwant %s", got, want[i])
				}
				next.Row(i).Field(s.Index("pay.basic"))
			}
		})
	}
	wg.Wait()
}

// BenchmarkApply is the cost of one person under the design's example.
func BenchmarkApply(b *testing.B) {
	p := load(b, designExample)
	row := personOf(b, schema(b), "category=lixiu rank=131 born=1932-05-01 retired_on=1992-01-01 pay.basic=4800")
	b.ReportAllocs()
	for b.Loop() {
		p.Apply(row, aDay)
	}
}
