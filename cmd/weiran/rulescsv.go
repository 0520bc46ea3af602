package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"weiran/rules/risk"
)

// writeRulesCSV writes a line for each rule: all of it that a table can hold. Words are
// as the rule file writes them.
func writeRulesCSV(w io.Writer, groups []ruleGroup) error {
	rows := csv.NewWriter(w)
	err := rows.Write([]string{
		"group", "rule", "title", "scope", "severity", "eased", "points", "grievance", "test",
		"owner", "within_days", "cite", "when", "says", "advice", "file", "line",
	})
	for _, g := range groups {
		for _, r := range g.asked {
			if err == nil {
				err = rows.Write(ruleRow(g, r))
			}
		}
	}
	if rows.Flush(); err != nil {
		return err
	}
	return rows.Error()
}

func ruleRow(g ruleGroup, r *risk.Rule) []string {
	return []string{
		g.ID, r.ID, r.Title, string(r.Scope), r.Severity, r.Eased, strconv.FormatInt(r.Points, 10),
		r.Grievance, r.Test, r.Owner, strconv.FormatInt(r.Within, 10), r.Cite,
		strings.TrimSpace(r.When.Text()), strings.TrimSpace(r.Says.Text()), strings.TrimSpace(r.Advice.Text()),
		g.File.Name, strconv.Itoa(r.Pos.Line),
	}
}
