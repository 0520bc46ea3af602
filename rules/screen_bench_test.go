package rules_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// BenchmarkScreen screens counties, each of persons of the sample county with
// keys of their own, under three policies and every shipped rule.
func BenchmarkScreen(b *testing.B) {
	schema, policies, pack := shipped(b)
	for _, g := range pack.Groups {
		for _, rule := range g.Rules {
			rule.Limit = 1 << 30
		}
	}
	policies = append(policies, written(b, schema, tenth))[:3]
	sample := sampleCounty(b, schema)
	for _, persons := range []int{100_000, 1_000_000} {
		in := rules.Input{Roster: enlarged(sample, persons), Policies: policies, Rules: pack, AsOf: configs.SampleAsOf()}
		b.Run(fmt.Sprint(persons), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Screen(b.Context(), in); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(persons), "ns/person")
		})
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
