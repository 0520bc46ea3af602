package main

import (
	"weiran/jobs"
	"weiran/rules/coverage"
	"weiran/rules/source"
)

// The types below are the form of "test --format json". What is in it stays; more
// may be added.
type (
	testedJSON struct {
		Files    []tallyJSON   `json:"files"`
		Problems []problemJSON `json:"problems"` // of cases that do not come out
	}
	tallyJSON struct {
		File     string        `json:"file"`
		Kind     string        `json:"kind"` // policy or rules
		Cases    int           `json:"cases"`
		Failed   int           `json:"failed"`
		Coverage *coverageJSON `json:"coverage,omitempty"` // where it is asked for
	}
	coverageJSON struct {
		Covered   int         `json:"covered"`
		Total     int         `json:"total"`
		Percent   string      `json:"percent"` // rounded down: 100% is everything
		Undecided countJSON   `json:"undecided"`
		Points    []pointJSON `json:"points"`
	}
	countJSON struct {
		Covered int `json:"covered"`
		Total   int `json:"total"`
	}
	// A pointJSON is one outcome of one thing. Those whose outcome is undecided are
	// no part of the total.
	pointJSON struct {
		Kind    string   `json:"kind"`    // scope, item, row, band, value or rule
		Outcome string   `json:"outcome"` // included, excluded, applied, waiting, skipped, used, used_as_was, found, not_found or undecided
		Name    textJSON `json:"name"`
		Line    int      `json:"line"`
		Column  int      `json:"column"`
		Width   int      `json:"width"`
		Covered bool     `json:"covered"`
	}
)

func testJSON(tallies []jobs.Tally) testedJSON {
	all := testedJSON{Files: []tallyJSON{}, Problems: []problemJSON{}}
	for _, t := range tallies {
		all.Files = append(all.Files, tallyJSON{
			File: t.File, Kind: t.Kind.Name().EN, Cases: t.Cases, Failed: t.Failed(), Coverage: pointsJSON(t.Points),
		})
		for _, p := range t.Failures {
			all.Problems = append(all.Problems, caseJSON(t, p))
		}
	}
	return all
}

func caseJSON(t jobs.Tally, p source.Problem) problemJSON {
	return problemJSON{
		File: t.File, Line: p.Pos.Line, Column: p.Pos.Col, Width: max(p.Width, 1),
		Severity: severityCodes[p.Severity], Message: textJSON(p.Message), Hint: textJSON(p.Hint),
	}
}

// pointsJSON gives what a file's cases exercise; nil where nobody asked.
func pointsJSON(points coverage.Points) *coverageJSON {
	if points == nil {
		return nil
	}
	counted := points.Counted()
	c := &coverageJSON{
		Covered: counted.Covered, Total: counted.Total, Percent: percentText(counted.Tenths()),
		Undecided: countJSON(points.Undecided()), Points: []pointJSON{},
	}
	for _, p := range points {
		c.Points = append(c.Points, pointJSON{
			Kind: p.Kind.String(), Outcome: p.Outcome.String(), Name: textJSON(p.Name),
			Line: p.Pos.Line, Column: p.Pos.Col, Width: p.Width, Covered: p.Covered,
		})
	}
	return c
}
