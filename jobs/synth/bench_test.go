package synth_test

import (
	"io"
	"testing"

	"weiran/jobs/synth"
)

// BenchmarkWrite makes 100 000 persons on one core.
func BenchmarkWrite(b *testing.B) {
	const persons = 100_000
	for _, format := range synth.Formats() {
		b.Run(format, func(b *testing.B) {
			o := order(b, persons, 1)
			o.Format = synth.Format(format)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := o.Write(b.Context(), io.Discard, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(persons*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
