package jobs_test

import (
	"testing"

	"weiran/rules"
)

// BenchmarkGather screens a synthetic province of a million persons with and
// without a scan for hotspots: the difference is what the scan takes.
func BenchmarkGather(b *testing.B) {
	in := province(b, 1_000_000)
	in.Policies = in.Policies[:1]
	for name, scanning := range map[string]*rules.Scanning{"without": nil, "with": {}} {
		b.Run(name, func(b *testing.B) {
			in.Scanning = scanning
			spots := 0
			for b.Loop() {
				result, err := rules.Screen(b.Context(), in)
				if err != nil {
					b.Fatal(err)
				}
				for _, h := range result.Hotspots {
					spots += len(h.Spots)
				}
			}
			b.ReportMetric(float64(spots)/float64(b.N), "spots")
		})
	}
}
