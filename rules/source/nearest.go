package source

import "strings"

// Nearest gives the known name that is most like the given one, or "" where
// none is close. Likeness is the optimal string alignment distance (insert,
// delete, replace, swap of neighbours), at most a third of the length plus one,
// and less than the longer length: the two share something. Of names equally
// near the first is taken.
func Nearest(name string, known []string) string {
	given := []rune(strings.ToLower(name))
	best, limit := "", len(given)/3+1
	for _, k := range known {
		other := []rune(strings.ToLower(k))
		d := distance(given, other)
		if d <= limit && (best == "" || d < limit) && d < max(len(given), len(other), 1) {
			best, limit = k, d
		}
	}
	return best
}

// DidYouMean is the hint that names the nearest known name, or lists them all.
func DidYouMean(name string, known []string) Text {
	if near := Nearest(name, known); near != "" {
		return Say("did you mean %q?", "是否应为 %q？", near)
	}
	if len(known) == 0 {
		return Text{}
	}
	all := strings.Join(known, ", ")
	return Say("known here: %s", "此处可用：%s", all)
}

func distance(a, b []rune) int {
	two, one := []int(nil), make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one = one, row
	}
	return one[len(b)]
}
