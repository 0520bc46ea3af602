package hotspot

import (
	"context"
	"fmt"
	"testing"

	"weiran/rules/hotspot/draw"
)

// A country makes a study of units of 200 persons in 2 000 townships in 100
// counties, and of 99 combinations of two flat codes in each county. One person in
// a hundred is flagged.
func country(persons int) Study {
	stream := draw.NewStream(4, 4)
	units := persons / 200
	column := func(name string, count int, code func(i int) int) Level {
		l := Level{Name: name, Codes: make([]int32, persons)}
		for k := range count {
			l.Labels = append(l.Labels, fmt.Sprintf("%s%06d", name, k))
		}
		for i := range l.Codes {
			l.Codes[i] = int32(code(i))
		}
		return l
	}
	unit := make([]int, persons)
	for i := range unit {
		unit[i] = int(stream.Below(uint64(units)))
	}
	any := func(n int) func(int) int { return func(int) int { return int(stream.Below(uint64(n))) } }
	s := Study{Persons: persons, Seed: 1, Workers: 1, StopAfter: -1, Replicates: 999, Rounds: -1}
	s.Dimensions = []Dimension{
		{Levels: []Level{
			column("county", 100, func(i int) int { return unit[i] * 100 / units }),
			column("township", 2_000, func(i int) int { return unit[i] * 2_000 / units }),
			column("unit", units, func(i int) int { return unit[i] }),
		}},
		{Levels: []Level{column("rank", 11, any(11))}},
		{Levels: []Level{column("channel", 9, any(9))}},
	}
	s.Crosses = [][]string{{"county", "rank", "channel"}}
	flags := make([]bool, persons)
	var sampler draw.Sampler
	picks, _ := sampler.Subset(&stream, persons, persons/100)
	for _, p := range picks {
		flags[p] = true
	}
	s.Causes = []Cause{{Name: "flag", Flags: flags}}
	return s
}

// BenchmarkReplicates draws 64 replicates on one core, and reports what 999 of
// them take in seconds. The ground is laid out once, outside of the time.
func BenchmarkReplicates(b *testing.B) {
	for _, persons := range []int{200_000, 2_000_000, 20_000_000} {
		b.Run(fmt.Sprintf("persons=%d", persons), func(b *testing.B) {
			s := country(persons).withDefaults()
			c := newGround(s).census()
			found := c.candidates(s, nil)
			w := newShufflers(found, 1)[0]
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				w.replicate(draw.NewStream(1, uint64(i)))
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)*999, "s/999")
			b.ReportMetric(float64(len(found.at)), "groups")
		})
	}
}

// BenchmarkLayOut takes the census of two million persons.
func BenchmarkLayOut(b *testing.B) {
	s := country(2_000_000).withDefaults()
	for b.Loop() {
		newGround(s).census().aliases()
	}
}

// BenchmarkExact works out one probability on a tree of 20 000 persons, 658 of them
// flagged.
func BenchmarkExact(b *testing.B) {
	s := country(20_000)
	for i := range s.Causes[0].Flags {
		s.Causes[0].Flags[i] = i < 658
	}
	s.Dimensions, s.Crosses = s.Dimensions[:1], nil
	s = s.withDefaults()
	found := newGround(s).census().candidates(s, nil)
	t := found.tree()
	for b.Loop() {
		t.Beyond(found.critical(5), 658)
	}
}

// BenchmarkScan is a whole scan on one core: the ground laid out, the replicates,
// every row with its tail and its relations. There are 999 replicates, but of twenty
// million persons only 64: BenchmarkReplicates says what the rest would take.
func BenchmarkScan(b *testing.B) {
	for _, persons := range []int{200_000, 2_000_000, 20_000_000} {
		b.Run(fmt.Sprintf("persons=%d", persons), func(b *testing.B) {
			s := country(persons)
			if persons > 2_000_000 {
				s.Replicates = 64
			}
			var rows int
			for b.Loop() {
				r, err := Scan(context.Background(), s)
				if err != nil {
					b.Fatal(err)
				}
				rows = len(r.Rows)
			}
			b.ReportMetric(float64(rows), "groups")
		})
	}
}
