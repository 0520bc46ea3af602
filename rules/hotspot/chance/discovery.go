package chance

import (
	"cmp"
	"slices"
)

// Discovery gives the false discovery rates of a list of p-values, in the order
// of the list: bh is that of Benjamini and Hochberg, by that of Benjamini and
// Yekutieli, which holds however the p-values depend on each other. The list must
// hold every test that was made, not only those worth showing.
func Discovery(p []float64) (bh, by []float64) {
	order := make([]int, len(p))
	harmonic := 0.0
	for i := range p {
		order[i] = i
		harmonic += 1 / float64(i+1)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	bh, by = make([]float64, len(p)), make([]float64, len(p))
	least := 1.0
	worst := 1.0
	for k := len(p); k > 0; k-- {
		i := order[k-1]
		q := p[i] * float64(len(p)) / float64(k)
		least = min(least, q)
		worst = min(worst, q*harmonic)
		bh[i], by[i] = least, worst
	}
	return bh, by
}
