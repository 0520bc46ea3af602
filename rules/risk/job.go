package risk

import (
	"cmp"
	"slices"
)

// A job is what a worker puts into words at a time: one rule and some persons.
type job struct {
	a     *assessment
	rule  int // index into the file's rules
	rows  []int32
	first int         // how many rows the jobs before it have
	met   differences // that its rows have come upon
}

// jobRows is how many rows a job has at most: so many that its program costs
// little for each of them.
const jobRows = 1024

// jobsOf cuts the rows of every rule, in the order of the rules' ids.
func jobsOf(files []*assessment, rows func(*verdict) [][]int32) []job {
	var rules []job
	for _, a := range files {
		for n, of := range rows(&a.verdict) {
			rules = append(rules, job{a: a, rule: n, rows: of})
		}
	}
	slices.SortStableFunc(rules, func(x, y job) int { return cmp.Compare(x.id(), y.id()) })
	var jobs []job
	first := 0
	for _, j := range rules {
		for rows := range slices.Chunk(j.rows, jobRows) {
			jobs = append(jobs, job{a: j.a, rule: j.rule, rows: rows, first: first})
			first += len(rows)
		}
	}
	return jobs
}

func (j job) id() string { return j.a.group.Rules[j.rule].ID }
