package inversion_test

import (
	"math/rand/v2"
	"testing"

	"weiran/rules/internal/inversion"
)

const (
	yuan     = 10_000
	millions = 1_000_000
)

func empty(n int) inversion.Question {
	return inversion.Question{
		Group: make([]int32, n), Senior: make([]int64, n), Before: make([]int64, n), After: make([]int64, n),
	}
}

// townships is groups of 20 to 5000 persons, small ones more often. Pay goes with
// the rank, and the raise with rank and age.
func townships(n int) inversion.Question {
	r := rand.New(rand.NewPCG(5, 1))
	q := empty(n)
	group, left := int32(-1), 0
	for i := range n {
		if left == 0 {
			group, left = group+1, min(20+r.IntN(50)*r.IntN(100), 5000)
		}
		left--
		rank := int64(r.IntN(13))
		q.Group[i], q.Senior[i] = group, rank
		q.Before[i] = (3000 + 250*rank + r.Int64N(800)) * yuan
		q.After[i] = q.Before[i] + (100+20*rank+60*r.Int64N(3))*yuan
	}
	r.Shuffle(n, func(i, j int) { // a township's people are all over the roster
		q.Group[i], q.Group[j] = q.Group[j], q.Group[i]
	})
	return q
}

// giant is one group, by days of joining, in which nearly everyone is inverted.
func giant(n int) inversion.Question {
	r := rand.New(rand.NewPCG(5, 2))
	q := empty(n)
	for i := range n {
		q.Senior[i] = r.Int64N(15_000)
		q.Before[i] = (3000 + r.Int64N(4000)) * yuan
		q.After[i] = q.Before[i] + r.Int64N(2000)*yuan
	}
	return q
}

// tiny is groups of ten.
func tiny(n int) inversion.Question {
	q := giant(n)
	for i := range n {
		q.Group[i] = int32(i % (n / 10))
	}
	return q
}

// raised is one group in which nobody is inverted: all are raised alike.
func raised(n int) inversion.Question {
	q := giant(n)
	for i := range n {
		q.Before[i] = q.Senior[i] * yuan
		q.After[i] = q.Before[i] + 100*yuan
	}
	return q
}

// distinct is one group of which no two have the same standing or pay.
func distinct(n int) inversion.Question {
	r := rand.New(rand.NewPCG(5, 3))
	q := empty(n)
	for i := range n {
		q.Senior[i], q.Before[i], q.After[i] = r.Int64(), r.Int64(), r.Int64()
	}
	return q
}

func BenchmarkFind(b *testing.B) {
	for _, bench := range []struct {
		name string
		q    inversion.Question
	}{
		{"townships", townships(millions)},
		{"tiny", tiny(millions)},
		{"giant", giant(millions)},
		{"raised", raised(millions)},
		{"distinct", distinct(millions)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := inversion.Find(b.Context(), bench.q, 2); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
