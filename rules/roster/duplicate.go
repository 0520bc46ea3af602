package roster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"weiran/rules/source"
)

// duplicates gives the issues of keys that several rows share, in the order of
// rows.
func (v *validation) duplicates() []Issue {
	_, alike := v.roster.byKey()
	key := v.roster.Schema.Fields[v.roster.Schema.key]
	var issues []Issue
	for _, same := range alike {
		person := v.roster.Person(int(same[0]))
		if person == "" {
			continue
		}
		message := source.Say("%[1]s is the same on the records %[3]s", "“%[2]s”在第 %[3]s 条记录中相同",
			key.Name, key.Label, recordNumbers(same))
		for _, row := range same {
			issues = append(issues, Issue{
				Row: int(row), Person: person, Field: key.Name, Check: "duplicate",
				Others: others(same, row), Message: message,
			})
		}
	}
	slices.SortFunc(issues, func(a, b Issue) int { return cmp.Compare(a.Row, b.Row) })
	return issues
}

// others gives the first of the rows but one of them.
func others(rows []uint32, row uint32) []int {
	var others []int
	for _, other := range rows[:min(len(rows), MostOthers+1)] {
		if other != row && len(others) < MostOthers {
			others = append(others, int(other))
		}
	}
	return others
}

// recordNumbers writes rows as people count them, from 1, without the header.
func recordNumbers(rows []uint32) string {
	var numbers []string
	for _, row := range rows[:min(len(rows), MostOthers+1)] {
		numbers = append(numbers, strconv.Itoa(int(row)+1))
	}
	if len(rows) > len(numbers) {
		numbers = append(numbers, "…")
	}
	return strings.Join(numbers, ", ")
}

// keys finds the rows of a batch whose key is empty.
func (in *inspection) keys() {
	key := &in.roster.Schema.Fields[in.roster.Schema.key]
	keys := &in.strips[in.roster.Schema.key]
	for at := range keys.rows {
		if keys.person(at) == "" {
			in.add(at, Issue{
				Field: key.Name, Check: "required",
				Message: source.Say("%[1]s is empty", "“%[2]s”为空", key.Name, key.Label),
			})
		}
	}
}
