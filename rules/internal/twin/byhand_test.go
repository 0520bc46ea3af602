package twin_test

import (
	"math/big"

	"weiran/rules/internal/twin"
)

// byHand compares everyone with everyone, and distances as fractions.
func byHand(q twin.Question) []int32 {
	twins := make([]int32, len(q.Group))
	for i := range twins {
		twins[i] = nearest(q, i)
	}
	return twins
}

func nearest(q twin.Question, i int) int32 {
	best, far := int32(twin.None), new(big.Rat)
	for j := range q.Group {
		if out(q, i) || out(q, j) || q.Group[i] != q.Group[j] || q.Gain[j] <= q.Gain[i] ||
			q.Unlike != nil && q.Unlike[i] == q.Unlike[j] {
			continue
		}
		d, ok := apart(q.Near, i, j)
		if !ok {
			continue
		}
		order := -1
		if best != twin.None {
			order = d.Cmp(far)
		}
		if order < 0 || order == 0 && q.Gain[j] > q.Gain[best] {
			best, far = int32(j), d
		}
	}
	return best
}

func out(q twin.Question, i int) bool {
	return q.Group[i] < 0 || q.Unknown != nil && q.Unknown[i/64]>>(i%64)&1 == 1
}

func apart(fields []twin.Near, i, j int) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, near := range fields {
		d := new(big.Int).Sub(big.NewInt(near.Values[i]), big.NewInt(near.Values[j]))
		d.Abs(d)
		if near.Within != twin.Anywhere && d.Cmp(big.NewInt(near.Within)) > 0 {
			return nil, false
		}
		unit := near.Unit
		if unit == 0 {
			unit = max(near.Within, 1)
		}
		sum.Add(sum, new(big.Rat).SetFrac(d, big.NewInt(unit)))
	}
	return sum, true
}
