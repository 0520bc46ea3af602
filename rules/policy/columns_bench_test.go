package policy_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// BenchmarkApplyAll is the cost of a person under each shipped policy, on one
// worker, of persons like those of the sample county: working it out by columns
// and by rows, walking over all outcomes in words, and moving pay on. A tenth of
// them cannot be told under hlj-2023, whose hardship class is not known.
func BenchmarkApplyAll(b *testing.B) {
	const persons = 100_000
	s := shippedSchema(b)
	payroll := policy.NewPayroll(enlarged(sampleCounty(b, s, 0), persons))
	for _, p := range shippedPolicies(b, s) {
		outcomes, err := p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1)
		if err != nil {
			b.Fatal(err)
		}
		for _, work := range []struct {
			name string
			do   func()
		}{
			{"columns", func() { _, err = p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1) }},
			{"rows", func() {
				for i := range persons {
					p.Apply(payroll.Row(i), configs.SampleAsOf())
				}
			}},
			{"words", func() {
				for range outcomes.All() {
				}
			}},
			{"after", func() { payroll.After(outcomes) }},
		} {
			b.Run(p.ID+"/"+work.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					work.do()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/persons, "ns/person")
			})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// enlarged makes persons who are each like somebody of a roster.
func enlarged(from *roster.Roster, persons int) *roster.Roster {
	r := rand.New(rand.NewPCG(1, 1))
	b := roster.NewBuilder(from.Schema, 0)
	for i := range persons {
		like := from.Row(r.IntN(from.Len()))
		cells := make([]lang.Value, len(from.Schema.Fields))
		for f := range cells {
			cells[f] = like.Field(f)
		}
		cells[from.Schema.KeyField()] = lang.StringOf(fmt.Sprintf("P%07d", i))
		b.Append(cells)
	}
	return b.Build()
}
