package store

import (
	"fmt"
	"testing"

	"weiran/jobs/store/pgtest"
)

func eachDialectBench(b *testing.B, bench func(b *testing.B, s *Store)) {
	b.Run("sqlite", func(b *testing.B) { bench(b, mustOpen(b, sqliteURL(b))) })
	b.Run("postgres", func(b *testing.B) { bench(b, mustOpen(b, pgtest.Database(b))) })
}

// BenchmarkSaveRoster writes 10 000 persons, always others.
func BenchmarkSaveRoster(b *testing.B) {
	eachDialectBench(b, func(b *testing.B, s *Store) {
		n := 10_000
		for b.Loop() {
			b.StopTimer()
			n++
			r := crowd(n)
			b.StartTimer()
			if _, err := s.SaveRoster(b.Context(), r, "a.csv", importedAt); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkLoadRoster reads 10 000 persons.
func BenchmarkLoadRoster(b *testing.B) {
	eachDialectBench(b, func(b *testing.B, s *Store) {
		r := crowd(10_000)
		if _, err := s.SaveRoster(b.Context(), r, "a.csv", importedAt); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, _, err := s.LoadRoster(b.Context(), r.Schema); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSaveRun writes what a policy means for 10 000 persons.
func BenchmarkSaveRun(b *testing.B) {
	eachDialectBench(b, func(b *testing.B, s *Store) {
		run, res := screened(crowd(10_000))
		n := 0
		for b.Loop() {
			n++
			run.Slot = fmt.Sprint(n)
			if err := s.SaveRun(b.Context(), run, res, "runs/1", savedAt); err != nil {
				b.Fatal(err)
			}
		}
	})
}
