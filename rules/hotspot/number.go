package hotspot

import (
	"slices"
	"strings"
)

// number gives every pair (a[i], b[i]) that occurs a number from 0 on, in the order
// of the pairs, and tells which pair each number is. a and b hold numbers below
// countA and countB.
func number(a []int32, countA int, b []int32, countB int) (ids []int32, pairs [][2]int32) {
	ids = make([]int32, len(a))
	if countA*countB > max(1<<22, 4*len(a)) {
		return ids, numberSparse(ids, a, b, countB)
	}
	seen := make([]int32, countA*countB)
	for i := range a {
		seen[int(a[i])*countB+int(b[i])] = 1
	}
	for k, is := range seen {
		if is != 0 {
			seen[k] = int32(len(pairs))
			pairs = append(pairs, [2]int32{int32(k / countB), int32(k % countB)})
		}
	}
	for i := range a {
		ids[i] = seen[int(a[i])*countB+int(b[i])]
	}
	return ids, pairs
}

// numberSparse does so where a table of all pairs would be too large. A unit lies
// as a rule in one township, so that of most b one a is all there is.
func numberSparse(ids, a, b []int32, countB int) [][2]int32 {
	only := slices.Repeat([]int32{-1}, countB) // by b: the first a that came with it
	others := map[[2]int32]int32{}
	for i := range a {
		switch only[b[i]] {
		case a[i]:
		case -1:
			only[b[i]] = a[i]
		default:
			others[[2]int32{a[i], b[i]}] = 0
		}
	}
	pairs := make([][2]int32, 0, countB+len(others))
	for k, first := range only {
		if first >= 0 {
			pairs = append(pairs, [2]int32{first, int32(k)})
		}
	}
	for p := range others {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y [2]int32) int { return slices.Compare(x[:], y[:]) })
	of := make([]int32, countB) // by b: the number of the pair with the first a
	for k, p := range pairs {
		if only[p[1]] == p[0] {
			of[p[1]] = int32(k)
		} else {
			others[p] = int32(k)
		}
	}
	for i := range a {
		ids[i] = of[b[i]]
		if only[b[i]] != a[i] {
			ids[i] = others[[2]int32{a[i], b[i]}]
		}
	}
	return pairs
}

// ranked turns codes into ranks of their labels, so that it does not matter in
// which order the dictionary was made. What is missing comes last.
func (l Level) ranked() (ranks []int32, labels []string) {
	for _, label := range l.Labels {
		if !blank(label) {
			labels = append(labels, label)
		}
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	rank := make([]int32, len(l.Labels)+1) // by code + 1
	rank[0] = int32(len(labels))
	for code, label := range l.Labels {
		at, found := slices.BinarySearch(labels, label)
		if !found {
			at = len(labels)
		}
		rank[code+1] = int32(at)
	}
	ranks = make([]int32, len(l.Codes))
	for i, code := range l.Codes {
		ranks[i] = rank[code+1]
	}
	return ranks, append(labels, MissingLabel)
}

// blank reports a label that says nothing.
func blank(label string) bool {
	label = strings.TrimSpace(label)
	return label == "" || label == MissingLabel
}

// sortedBy puts an order of rows into the order of their keys, which are below
// count, and keeps the order of rows with the same key.
func sortedBy(order, key []int32, count int) []int32 {
	if count == 1 {
		return order
	}
	start := make([]int32, count+1)
	for _, k := range key {
		start[k+1]++
	}
	for k := range count {
		start[k+1] += start[k]
	}
	out := make([]int32, len(order))
	for _, row := range order {
		k := key[row]
		out[start[k]] = row
		start[k]++
	}
	return out
}
