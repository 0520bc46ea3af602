package main

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/jobs"
)

// printScore prints in one line what the person's score over all policies is made
// of, and what it rests on; nothing of whom nothing was found.
func (a *app) printScore(e *jobs.Explanation) {
	if e.Score == nil {
		return
	}
	titles := e.Books.RuleTitles()
	parts := make([]string, len(e.Score.Parts))
	for i, p := range e.Score.Parts {
		parts[i] = cmp.Or(titles[p.Rule], p.Reason.Label().In(a.lang)) + " " + p.Points.String()
	}
	fmt.Fprintf(a.stdout, "\n%s  %s\n", a.paint(bold, a.say("score %s (%s)", "分值 %s（%s）", e.Score.Points, e.Basis)),
		strings.Join(parts, " + "))
}
