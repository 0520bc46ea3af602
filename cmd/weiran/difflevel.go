package main

import (
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/change"
	"weiran/rules/risk"
)

// printLevelMoves says of each test whose level moved, or moved on the way, by what
// it was judged in either run, and which factors moved it by how many steps.
func (a *app) printLevelMoves(d *jobs.Difference) {
	for _, folder := range d.Unleveled {
		a.notice(a.say("%s recorded no level: screen it again to compare levels", "%s 没有记录风险等级：重新排查后方可比较", folder))
	}
	var moved []string
	for _, test := range risk.Tests() {
		if k := (change.Key{Measure: change.Level, Of: test}); tells(d, k) {
			moved = append(moved, a.levelMove(d, k)...)
		}
	}
	if len(moved) == 0 {
		return
	}
	a.section("Why the level moved", "风险等级为什么变")
	fmt.Fprintln(a.stdout, strings.Join(moved, "\n"))
}

func (a *app) levelMove(d *jobs.Difference, k change.Key) []string {
	line := fmt.Sprintf("  %s  %s → %s", a.testWord(k.Of), a.figure(k, d.Before[k]), a.figure(k, d.After[k]))
	if steps := a.effects(d, k); steps != "" {
		line += "  " + a.say("(%s)", "（%s）", steps)
	}
	lines := []string{line}
	for _, run := range []jobs.Finished{d.From, d.To} {
		lines = append(lines, fmt.Sprintf("    %s  %s", run.Record.AsOf, a.whyOfTest(run, k.Of)))
	}
	return lines
}

// whyOfTest says what decided a test in one run, by the thresholds that were in
// force, and under which policy where there are several.
func (a *app) whyOfTest(run jobs.Finished, test risk.Test) string {
	counts := run.Record.Counts.Level
	for _, t := range counts.Run().Before {
		if t.Test == test {
			return a.whyLevel(len(counts.Policies) > 1, change.Thresholds(run.Record.Run), t)
		}
	}
	return ""
}
