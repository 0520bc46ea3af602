package roster_test

import (
	"fmt"
	"io"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// sizes are how many persons a county, a city and a province have.
var sizes = []int{10_000, 100_000, 1_000_000}

// persons makes a roster of persons whose keys come in no order.
func persons(b *testing.B, n int) *roster.Roster {
	b.Helper()
	s := testSchema(b)
	row := cells(b, s, record{
		"category": "离休", "rank": "131", "born": "1932-05-01", "joined_on": "1948-03-01", "retired_on": "1992-06-01",
		"unit": "甲局", "disabled": "否", "pay.basic": "4244.6",
	})
	build := roster.NewBuilder(s, 0)
	for i := range n {
		row[0] = lang.StringOf(fmt.Sprintf("P%07d", i*7919%n))
		build.Append(row)
	}
	return build.Build()
}

// each runs a benchmark at every size and tells the time a person takes.
func each(b *testing.B, run func(*roster.Roster)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := persons(b, n)
			b.ReportAllocs()
			for b.Loop() {
				run(r)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/person")
		})
	}
}

func BenchmarkSorted(b *testing.B) { each(b, func(r *roster.Roster) { r.Sorted() }) }

func BenchmarkHash(b *testing.B) { each(b, func(r *roster.Roster) { r.Hash() }) }

func BenchmarkValidate(b *testing.B) {
	each(b, func(r *roster.Roster) { r.Validate(on(2015, 1, 20).Date()) })
}

func BenchmarkWriteParquet(b *testing.B) {
	each(b, func(r *roster.Roster) {
		if err := r.WriteParquet(io.Discard); err != nil {
			b.Fatal(err)
		}
	})
}
