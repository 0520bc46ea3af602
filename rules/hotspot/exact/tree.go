package exact

import (
	"slices"

	"weiran/rules/hotspot/chance"
)

// Never is the critical count of a node that cannot be a hotspot.
const Never = int(^uint(0) >> 1)

// A Law says how the count of a node is distributed when every person is flagged
// independently of the others; weight is the persons of the node or what is
// expected of it. Weights add up, and so do counts.
type Law interface {
	// Point is the probability of the count k.
	Point(k, weight float64) float64
	// Most is the greatest possible count.
	Most(weight float64) float64
}

// Binomial is the law of persons flagged with the probability Share: with it the
// answer is that of the conditional Bernoulli scan.
type Binomial struct{ Share float64 }

// Point is the probability of k flagged among weight persons.
func (b Binomial) Point(k, weight float64) float64 { return chance.BinomialPoint(k, weight, b.Share) }

// Most is the number of persons.
func (Binomial) Most(weight float64) float64 { return weight }

// Poisson is the law of the conditional Poisson scan; weights are expectations.
type Poisson struct{}

// Point is the probability of k where weight is expected.
func (Poisson) Point(k, weight float64) float64 { return chance.PoissonPoint(k, weight) }

// Most is without bound.
func (Poisson) Most(float64) float64 { return float64(Never) }

// A Tree is the groups of one hierarchy. A parent stands before its children; −1
// is the parent of those at the top.
type Tree struct {
	Parent []int32
	Own    []float64 // weight of the persons that belong to no child of the node
	Law    Law
}

// Beyond gives P(some node g has a count ≥ critical[g] | the counts sum to total).
// It takes the time of total² at most times the logarithm of the nodes, and less
// where groups are small.
func (t Tree) Beyond(critical []int, total int) float64 {
	nodes := make([]sum, len(t.Parent))
	for g, own := range t.Own {
		nodes[g].weight = own
	}
	root := sum{}
	for g := len(nodes) - 1; g >= 0; g-- {
		at := &nodes[g]
		t.kill(at, critical[g], total)
		if p := t.Parent[g]; p >= 0 {
			t.join(&nodes[p], *at, total)
		} else {
			t.join(&root, *at, total)
		}
		nodes[g] = sum{}
	}
	return min(1, root.deadAt(total)/t.Law.Point(float64(total), root.weight))
}

// A sum is what is known of some nodes taken together: their weight, and the dead
// part of the probability of each count from first on.
type sum struct {
	weight float64
	first  int
	dead   []float64
}

func (s sum) deadAt(k int) float64 {
	if k < s.first || k >= s.first+len(s.dead) {
		return 0
	}
	return s.dead[k-s.first]
}

// whole gives the probabilities of the counts 0, 1, … of a weight.
func (t Tree) whole(weight float64, total int) []float64 {
	if weight == 0 {
		return []float64{1}
	}
	most := min(float64(total), t.Law.Most(weight))
	p := make([]float64, int(most)+1)
	for k := range p {
		p[k] = t.Law.Point(float64(k), weight)
	}
	return trimmed(p)
}

// trimmed cuts off the far end of a distribution, less than 10⁻⁸⁰ of its middle:
// no answer worth printing depends on it, and it is half of the work.
func trimmed(p []float64) []float64 {
	least := slices.Max(p) * 1e-80
	for len(p) > 1 && p[len(p)-1] <= least {
		p = p[:len(p)-1]
	}
	return p
}

// kill lets all of a node die from its critical count on.
func (t Tree) kill(s *sum, critical, total int) {
	if float64(critical) > min(float64(total), t.Law.Most(s.weight)) {
		return
	}
	first := critical
	if len(s.dead) > 0 {
		first = min(first, s.first)
	}
	last := int(min(float64(total), t.Law.Most(s.weight)))
	dead := make([]float64, last-first+1)
	for k := first; k <= last; k++ {
		if k >= critical {
			dead[k-first] = t.Law.Point(float64(k), s.weight)
		} else {
			dead[k-first] = s.deadAt(k)
		}
	}
	s.first, s.dead = first, trimmed(dead)
}

// join adds a node to what is known of its brothers.
func (t Tree) join(a *sum, b sum, total int) {
	joined := sum{weight: a.weight + b.weight}
	if len(a.dead) > 0 || len(b.dead) > 0 {
		wholeA, wholeB := t.whole(a.weight, total), t.whole(b.weight, total)
		alive := slices.Clone(wholeA)
		for i, d := range a.dead {
			if k := a.first + i; k < len(alive) {
				alive[k] = max(0, alive[k]-d)
			}
		}
		first, beyond := total+1, 0
		if len(a.dead) > 0 {
			first, beyond = a.first, a.first+len(a.dead)+len(wholeB)
		}
		if len(b.dead) > 0 {
			first, beyond = min(first, b.first), max(beyond, b.first+len(b.dead)+len(alive))
		}
		joined.first = first
		joined.dead = make([]float64, max(0, min(total+1, beyond)-first))
		convolve(joined, a.first, a.dead, wholeB)
		convolve(joined, b.first, b.dead, alive)
		joined.dead = shortened(joined.dead)
	}
	*a = joined
}

// convolve adds to the dead of a sum those that one part brings.
func convolve(into sum, first int, dead, other []float64) {
	for i, d := range dead {
		at := first + i - into.first
		if d == 0 || at >= len(into.dead) {
			continue
		}
		row := into.dead[at:]
		if len(row) > len(other) {
			row = row[:len(other)]
		}
		for j := range row {
			row[j] += d * other[j]
		}
	}
}

// shortened drops the counts at the end that cannot occur.
func shortened(p []float64) []float64 {
	for len(p) > 0 && p[len(p)-1] == 0 {
		p = p[:len(p)-1]
	}
	return p
}
