package policy_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// TestTheAgeLinesOf2015 finds everybody of the sample county who was born within 30
// days after an age line of the 2015 raise, with what the days cost: by its table,
// not by its expressions.
func TestTheAgeLinesOf2015(t *testing.T) {
	s := shippedSchema(t)
	p, r := shippedPolicy(t, "cn-2015-3"), sampleCounty(t, s, 70)
	outcomes, err := p.ApplyAll(t.Context(), policy.NewPayroll(r), configs.SampleAsOf(), 2)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for row := range r.Len() {
		born := r.Row(row).Field(s.Index("born")).Date()
		for _, line := range []struct {
			last string
			cost int
		}{{"1934-09-30", 40}, {"1939-09-30", 60}} {
			last, _ := lang.ParseDate(line.last)
			in := outcomes.Status(row) == policy.Affected || outcomes.Status(row) == policy.Unchanged
			if days := int(born - last); in && days > 0 && days <= 30 {
				want = append(want, fmt.Sprintf("%s %s %d天 %d元", r.Person(row), line.last, days, line.cost))
			}
		}
	}
	if len(want) == 0 {
		t.Fatal("nobody of the sample county stands near an age line")
	}
	brinks, err := p.Brinks(t.Context(), outcomes, configs.SampleAsOf(), 2)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range brinks {
		for _, c := range b.Cliffs {
			if c.Boundary.Label == "出生日期" {
				got = append(got, fmt.Sprintf("%s %s %s天 %s元", r.Person(b.Row), c.Line(), c.Distance, c.Cost))
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	t.Log(strings.Join(got, "; "))
}

// BenchmarkBrinks is the cost of a person of finding everyone near a boundary,
// beside that of the policy itself, on one worker.
func BenchmarkBrinks(b *testing.B) {
	const persons = 1_000_000
	s := shippedSchema(b)
	payroll := policy.NewPayroll(enlarged(sampleCounty(b, s, 0), persons))
	p := shippedPolicy(b, "cn-2015-3")
	outcomes, err := p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1)
	if err != nil {
		b.Fatal(err)
	}
	var brinks []policy.Brink
	for _, work := range []struct {
		name string
		do   func()
	}{
		{"policy", func() { _, err = p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1) }},
		{"brinks", func() { brinks, err = p.Brinks(context.Background(), outcomes, configs.SampleAsOf(), 1) }},
	} {
		b.Run(work.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				work.do()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/persons, "ns/person")
			b.ReportMetric(float64(len(brinks)), "brinks")
		})
	}
	if err != nil {
		b.Fatal(err)
	}
}
