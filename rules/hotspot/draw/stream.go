package draw

import "math/bits"

// A Stream is a sequence of random numbers: PCG with 128 bits of state and the
// DXSM output (O'Neill 2014; Steele and Vigna 2021). It is our own so that no new
// release of a library can change a report of the past.
type Stream struct{ high, low uint64 }

// NewStream gives the stream of one replicate. Seed and replicate are hashed, for
// neighbouring numbers must not give neighbouring streams: TreeScan adds the
// replicate to the seed, and its p-values vary more from seed to seed than chance.
func NewStream(seed, replicate uint64) Stream {
	first := mix(seed)
	return Stream{high: first, low: mix(first ^ replicate)}
}

// mix is splitmix64: it spreads every bit of x over all of the result.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Next gives 64 random bits.
func (s *Stream) Next() uint64 {
	const (
		multiplierHigh = 2549297995355413924
		multiplierLow  = 4865540595714422341
		incrementHigh  = 6364136223846793005
		incrementLow   = 1442695040888963407
		cheap          = 0xda942042e4dd58b5
	)
	high, low := bits.Mul64(s.low, multiplierLow)
	high += s.high*multiplierLow + s.low*multiplierHigh
	low, carry := bits.Add64(low, incrementLow, 0)
	high, _ = bits.Add64(high, incrementHigh, carry)
	s.high, s.low = high, low

	high ^= high >> 32
	high *= cheap
	high ^= high >> 48
	return high * (low | 1)
}

// Below gives a number from 0 to n−1, each as likely; n is at least 1 (Lemire 2019).
func (s *Stream) Below(n uint64) uint64 {
	high, low := bits.Mul64(s.Next(), n)
	if low < n {
		for rest := -n % n; low < rest; {
			high, low = bits.Mul64(s.Next(), n)
		}
	}
	return high
}

// Unit gives a number above 0 and below 1.
func (s *Stream) Unit() float64 { return (float64(s.Next()>>12) + 0.5) * 0x1p-52 }

// Shuffle puts a list in random order.
func Shuffle[T any](s *Stream, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := s.Below(uint64(i) + 1)
		list[i], list[j] = list[j], list[i]
	}
}
