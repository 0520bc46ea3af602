package main

import (
	"fmt"

	"weiran/rules/source"
)

// mostPrinted is how many problems of one file are printed. No file that was
// written by hand has as many; of one that has, nobody reads them all.
const mostPrinted = 1000

// printBounded prints the first problems of each file, and says how many more
// there are. JSON and SARIF hold all of them.
func (a *app) printBounded(ps source.Problems) {
	shown, more := bounded(ps, mostPrinted)
	a.printProblems(shown)
	for _, m := range more {
		fmt.Fprintln(a.stderr, a.say("%s: %d more problems; mend these first", "%s：另有 %d 处问题，请先改正以上各处", m.name, m.count))
	}
}

// left is how many problems of a file are not printed.
type left struct {
	name  string
	count int
}

// bounded gives the first most problems of each file, in their order, and how many
// are left out of which file.
func bounded(ps source.Problems, most int) (shown source.Problems, more []left) {
	seen, place := map[*source.File]int{}, map[*source.File]int{}
	for _, p := range ps {
		file := p.Pos.File
		if seen[file]++; seen[file] <= most {
			shown = append(shown, p)
			continue
		}
		if seen[file] == most+1 {
			place[file] = len(more)
			more = append(more, left{name: file.Name})
		}
		more[place[file]].count++
	}
	return shown, more
}
