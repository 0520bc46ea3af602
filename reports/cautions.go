package reports

import (
	"fmt"
	"strings"

	"weiran/rules/policy"
)

// shownRows is how many rows of a table a caution names.
const shownRows = 8

// cautionLines say which figures of a policy are not known and which are not
// enacted: one line for those of one table, band or value that are alike.
func (m *Model) cautionLines(p *policy.Policy) []string {
	lines := m.alikeLines(p, p.Holes(), func(policy.Caution) string { return "数额未知" })
	return append(lines, m.alikeLines(p, p.Expected(), func(c policy.Caution) string {
		return "尚未印发，暂按 " + c.Step.Value.String() + " 计"
	})...)
}

// alikeLines joins the cautions that stand in one table and say the same.
func (m *Model) alikeLines(p *policy.Policy, cautions []policy.Caution, says func(policy.Caution) string) []string {
	var order []string
	rows := map[string][]string{}
	for _, c := range cautions {
		line := m.census.read(c.Lookup) + "%s：" + says(c) + whenWords(p, c) + citeWords(c.Cite)
		if _, seen := rows[line]; !seen {
			order = append(order, line)
		}
		rows[line] = append(rows[line], c.Row.ZH)
	}
	for i, line := range order {
		order[i] = strings.Replace(line, "%s", rowWords(rows[line]), 1)
	}
	return order
}

// rowWords names rows; a single value and a whole table have no name.
func rowWords(rows []string) string {
	if len(rows) == 1 && rows[0] == "" {
		return ""
	}
	if len(rows) > shownRows {
		return fmt.Sprintf("（%s 等 %d 项）", strings.Join(rows[:shownRows], "、"), len(rows))
	}
	return "（" + strings.Join(rows, "、") + "）"
}

// whenWords says from when on a figure holds, and whether it is one of those in
// force when the policy takes effect.
func whenWords(p *policy.Policy, c policy.Caution) string {
	words := ""
	if !c.Step.First {
		words = "，自" + longDate(c.Step.From) + "起"
	}
	switch {
	case c.InForce:
		return words
	case c.Step.First || c.Step.From < p.Effective:
		return words + "，为调整前的标准"
	}
	return words + "，为以后的标准"
}

func citeWords(cite string) string {
	if cite == "" {
		return ""
	}
	return "（" + cite + "）"
}
