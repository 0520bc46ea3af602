package reports

import (
	"fmt"
	"io"
	"slices"
	"testing"

	"weiran/rules/policy"
)

// BenchmarkWrite writes each report of a run over many persons, a fifth of them
// with a finding. What it allocates must not grow with the persons.
func BenchmarkWrite(b *testing.B) {
	for _, persons := range []int{10_000, 100_000} {
		m := model(b, crowd(b, persons))
		for _, r := range All() {
			b.Run(fmt.Sprintf("%s/%d", r.Name, persons), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := r.Write(m, io.Discard); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(persons)*float64(b.N)/b.Elapsed().Seconds(), "persons/s")
			})
		}
	}
}

// BenchmarkNew computes the model of a run over many persons.
func BenchmarkNew(b *testing.B) {
	s := crowd(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(s); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "persons/s")
}

// crowd is the village many times over.
func crowd(t testing.TB, persons int) Subject {
	s := village(t)
	kinds := []policy.Outcome{
		gets(t, "5200", "570", "100"), gets(t, "5100", "570", "60"), gets(t, "4300", "460"),
		{Status: policy.CannotTell, Missing: []string{"person.born"}},
		{Status: policy.OutOfScope, Cite: "第一条"},
	}
	ranks := []string{"131", "132", "141"}
	var rows [][]string
	s.Result.Findings = nil
	for i := range persons {
		key := fmt.Sprintf("S%07d", i)
		rows = append(rows, []string{
			key, "离休", ranks[i%len(ranks)], "1932-05-01", "财政", fmt.Sprintf("样例%d镇", i%50), fmt.Sprintf("样例%d局", i%900), "5200",
		})
		if i%5 == 0 {
			s.Result.Findings = append(s.Result.Findings, finding(t, "left-behind", key, "medium"))
		}
	}
	s.Result.Roster = people(t, rows)
	s.become(slices.Repeat(kinds, persons/len(kinds)))
	return s
}
