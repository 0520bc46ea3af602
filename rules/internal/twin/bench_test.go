package twin_test

import (
	"math/rand/v2"
	"testing"

	"weiran/rules/internal/twin"
)

const (
	yuan     = 10_000
	millions = 1_000_000
	year     = 365
)

func empty(n int) twin.Question {
	return twin.Question{
		Group: make([]int32, n), Gain: make([]int64, n),
		Near: []twin.Near{
			{Values: make([]int64, n), Within: year},
			{Values: make([]int64, n), Within: 1 * yuan},
		},
	}
}

// draw gives a person days of birth and years of service in 1/10 000, and a raise
// in ten steps by age.
func draw(q twin.Question, i int, r *rand.Rand) {
	born := r.Int64N(40 * year)
	q.Near[0].Values[i] = born
	q.Near[1].Values[i] = (40*year-born)*yuan/year + r.Int64N(10*yuan)
	q.Gain[i] = (100 + 20*(9-born/(4*year))) * yuan
}

// townships is groups of 20 to 5000 persons, small ones more often: within a year
// of birth and of service, and a raise in ten steps by age.
func townships(n int) twin.Question {
	r := rand.New(rand.NewPCG(6, 1))
	q := empty(n)
	group, left := int32(-1), 0
	for i := range n {
		if left == 0 {
			group, left = group+1, min(20+r.IntN(50)*r.IntN(100), 5000)
		}
		left--
		q.Group[i] = group
		draw(q, i, r)
	}
	r.Shuffle(n, func(i, j int) { // a township's people are all over the roster
		q.Group[i], q.Group[j] = q.Group[j], q.Group[i]
	})
	return q
}

// percent is the same with a raise of a share of a pay, different for all.
func percent(n int) twin.Question {
	r := rand.New(rand.NewPCG(6, 2))
	q := townships(n)
	for i := range q.Gain {
		q.Gain[i] += r.Int64N(100*yuan) / 100
	}
	return q
}

// differing is the same, and twins have another payer.
func differing(n int) twin.Question {
	r := rand.New(rand.NewPCG(6, 3))
	q := percent(n)
	q.Unlike = make([]int32, n)
	for i := range q.Unlike {
		q.Unlike[i] = r.Int32N(3)
	}
	return q
}

// single is townships with one near field.
func single(n int) twin.Question {
	q := percent(n)
	q.Near = q.Near[:1]
	return q
}

// tiny is groups of ten.
func tiny(n int) twin.Question {
	q := giant(n)
	for i := range n {
		q.Group[i] = int32(i % (n / 10))
	}
	return q
}

// giant is one group with a raise different for all.
func giant(n int) twin.Question {
	r := rand.New(rand.NewPCG(6, 4))
	q := empty(n)
	for i := range n {
		draw(q, i, r)
		q.Gain[i] += r.Int64N(100*yuan) / 100
	}
	return q
}

// alone is one group in which one person gains more than all others, who gain
// alike.
func alone(n int) twin.Question {
	q := giant(n)
	for i := range n {
		q.Gain[i] = 0
	}
	q.Gain[n/2] = yuan
	q.Near[0].Within, q.Near[0].Unit = twin.Anywhere, year
	q.Near[1].Within, q.Near[1].Unit = twin.Anywhere, yuan
	return q
}

// clauses is one group of which one person in a thousand has another clause.
func clauses(n int) twin.Question {
	q := giant(n)
	q.Unlike = make([]int32, n)
	for i := 0; i < n; i += 1000 {
		q.Unlike[i] = 1
	}
	return q
}

// frontier is one group of which those gain whose age and service come to so many
// years: very many of them are equally near.
func frontier(n int) twin.Question {
	r := rand.New(rand.NewPCG(6, 5))
	q := empty(n)
	for i := range n {
		q.Near[0].Values[i], q.Near[1].Values[i] = r.Int64N(40*year), r.Int64N(40*year)
		if q.Near[0].Values[i]+q.Near[1].Values[i] >= 40*year {
			q.Gain[i] = yuan
		}
	}
	q.Near[0].Within, q.Near[1].Within = 5*year, 5*year
	return q
}

// crowded is one group at a few hundred places.
func crowded(n int) twin.Question {
	q := giant(n)
	for i := range n {
		q.Near[0].Values[i] /= year
		q.Near[1].Values[i] /= 10 * yuan
	}
	return q
}

func BenchmarkFind(b *testing.B) {
	for _, bench := range []struct {
		name string
		draw func(int) twin.Question
	}{
		{"townships", townships},
		{"percent", percent},
		{"differing", differing},
		{"single", single},
		{"tiny", tiny},
		{"giant", giant},
		{"alone", alone},
		{"clauses", clauses},
		{"frontier", frontier},
		{"crowded", crowded},
	} {
		b.Run(bench.name, func(b *testing.B) {
			q := bench.draw(millions)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := twin.Find(b.Context(), q, 2); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
