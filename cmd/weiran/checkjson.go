package main

import (
	"encoding/json"
	"io"

	"weiran/jobs"
	"weiran/rules/source"
)

// The types below are the form of "check --format json". What is in it stays;
// more may be added.
type (
	checkedJSON struct {
		Files    []fileJSON    `json:"files"`
		Problems []problemJSON `json:"problems"`
	}
	fileJSON struct {
		File   string `json:"file"`
		Kind   string `json:"kind"` // policy, rules, schema, config or unknown
		Passed bool   `json:"passed"`
	}
	// A problemJSON has its place in lines and characters (code points), counted
	// from 1; line 0 is the file as a whole.
	problemJSON struct {
		File     string   `json:"file"`
		Line     int      `json:"line"`
		Column   int      `json:"column"`
		Width    int      `json:"width"` // characters from the column on, at least 1
		Severity string   `json:"severity"`
		Message  textJSON `json:"message"`
		Hint     textJSON `json:"hint"`
	}
	textJSON struct {
		EN string `json:"en"`
		ZH string `json:"zh"`
	}
)

// severityCodes are what programs call the severities.
var severityCodes = map[source.Severity]string{source.Error: "error", source.Warning: "warning"}

func checkJSON(checked []jobs.CheckedFile) checkedJSON {
	all := checkedJSON{Files: []fileJSON{}, Problems: []problemJSON{}}
	for _, c := range checked {
		all.Files = append(all.Files, fileJSON{File: c.File.Name, Kind: c.Kind.Name().EN, Passed: c.Passed()})
		for _, p := range c.Problems {
			all.Problems = append(all.Problems, problemJSON{
				File: p.Pos.File.Name, Line: p.Pos.Line, Column: p.Pos.Col, Width: max(p.Width, 1),
				Severity: severityCodes[p.Severity], Message: textJSON(p.Message), Hint: textJSON(p.Hint),
			})
		}
	}
	return all
}

// writeJSON writes a value for programs that people can read, too.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
