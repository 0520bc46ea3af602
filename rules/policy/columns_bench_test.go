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
// worker, of persons like those of the sample county.
func BenchmarkApplyAll(b *testing.B) {
	const persons = 100_000
	s := shippedSchema(b)
	payroll := policy.NewPayroll(enlarged(sampleCounty(b, s, 0), persons))
	for _, p := range shippedPolicies(b, s) {
		b.Run(p.ID+"/columns", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1); err != nil {
					b.Fatal(err)
				}
			}
			perPerson(b, persons)
		})
		b.Run(p.ID+"/rows", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range persons {
					p.Apply(payroll.Row(i), configs.SampleAsOf())
				}
			}
			perPerson(b, persons)
		})
		b.Run(p.ID+"/words", func(b *testing.B) {
			o, err := p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for range o.All() {
				}
			}
			perPerson(b, persons)
		})
		b.Run(p.ID+"/after", func(b *testing.B) {
			o, err := p.ApplyAll(context.Background(), payroll, configs.SampleAsOf(), 1)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				payroll.After(o)
			}
			perPerson(b, persons)
		})
	}
}

func perPerson(b *testing.B, persons int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(persons), "ns/person")
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
