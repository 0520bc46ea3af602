package rules_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// Invariant 4, for rosters that fill more than one batch.
func TestBatchesOfAnySizeGiveTheSameBytes(t *testing.T) {
	schema, policies, pack := shipped(t)
	policies = append(policies, written(t, schema, tenth))
	sample := sampleCounty(t, schema)
	const persons = roster.DefaultBatchRows + 1000
	var want string
	for _, batch := range []int{1, 1000, 65_536} {
		people := rebatched(enlarged(sample, persons), batch)
		for _, workers := range []int{1, 2, 8} {
			result, err := rules.Screen(t.Context(), rules.Input{
				Roster: people, Policies: policies, Rules: pack, AsOf: configs.SampleAsOf(), Workers: workers,
			})
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%x", sha256.Sum256([]byte(printout(t, result))))
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("batches of %d rows and %d workers give another result", batch, workers)
			}
		}
	}
}

// rebatched gives the same persons in batches of another size.
func rebatched(from *roster.Roster, rows int) *roster.Roster {
	b := roster.NewBuilder(from.Schema, rows)
	cells := make([]lang.Value, len(from.Schema.Fields))
	for i := range from.Len() {
		row := from.Row(i)
		for f := range cells {
			cells[f] = row.Field(f)
		}
		b.Append(cells)
	}
	return b.Build()
}

// crowd makes up a roster of n persons, with holes, the same each time, and
// shuffled by a seed.
func crowd(t testing.TB, schema *roster.Schema, seed uint64, n int) *roster.Roster {
	t.Helper()
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	persons := make([]person, n)
	for i := range persons {
		persons[i] = person{
			"person":         fmt.Sprintf("P%05d", i),
			"category":       pick("lixiu", "tuixiu", "tuixiu", ""),
			"rank":           pick("131", "132", "132", "141", ""),
			"treatment_rank": pick("131", "132", ""),
			"born":           pick("1915-05-01", "1934-09-30", "1934-10-01", "1939-09-30", "1952-02-29", ""),
			"retired_on":     pick("1990-01-01", "2014-09-30", "2014-10-01", ""),
			"died_on":        pick("", "", "", "2014-12-01"),
			"payer":          pick("finance", "finance", "insurance", "enterprise", ""),
			"pay.basic":      pick("3000", "2800.55", "1999.99", ""),
			"pay.living":     pick("1000", "0", ""),
		}
	}
	rand.New(rand.NewPCG(seed, seed)).Shuffle(n, func(i, j int) { persons[i], persons[j] = persons[j], persons[i] })
	return people(t, schema, 1+int(seed*seed)%600, persons...)
}

func TestNeitherOrderNorBatchesNorWorkersMatter(t *testing.T) {
	schema, policies, pack := shipped(t)
	policies = append(policies, written(t, schema, tenth), written(t, schema, hundred))
	var want string
	for i, run := range []struct {
		shuffle uint64 // which also decides the size of batches
		workers int
	}{{0, 1}, {0, 8}, {1, 2}, {2, 1}, {2, 8}} {
		result, err := rules.Screen(t.Context(), rules.Input{
			Roster: crowd(t, schema, run.shuffle, 1030), Policies: policies, Rules: pack,
			AsOf: configs.SampleAsOf(), Workers: run.workers,
		})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			want = printout(t, result)
			if len(result.Findings) < 100 || len(result.Unsure) < 100 {
				t.Fatalf("%d findings and %d unsure prove little", len(result.Findings), len(result.Unsure))
			}
		}
		if printout(t, result) != want {
			t.Fatalf("%v differs", run)
		}
		slices.Reverse(policies)
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
