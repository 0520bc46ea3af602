package reports

import (
	"cmp"
	"fmt"
	"strconv"

	"weiran/rules/risk"
)

// A findingGroup is what the committee reads of one grievance of persons.
type findingGroup struct {
	Label, Persons, Found string
	Cards                 []findingCard
}

// A findingCard is what the committee reads of one rule's findings.
type findingCard struct {
	Title, Severity, Class, Policy     string
	Persons, Owner, Due, Amounts, Cite string
	Advice                             []string
	Beside                             []besideChart
}

// findingGroups gives the findings of persons by grievance.
func (m *Model) findingGroups() (groups []findingGroup, err error) {
	for _, v := range m.grievanceViews() {
		if len(v.rules) == 0 {
			continue // all of it is about the policies themselves
		}
		g := findingGroup{Label: risk.GrievanceLabel(v.grievance), Persons: count(v.persons), Found: count(v.found())}
		for _, r := range v.rules {
			card, err := m.findingCard(r)
			if err != nil {
				return nil, err
			}
			g.Cards = append(g.Cards, card)
		}
		groups = append(groups, g)
	}
	return groups, nil
}

func (m *Model) findingCard(r ruleView) (findingCard, error) {
	card := findingCard{
		Title: r.title, Severity: say(severities, r.severity), Class: r.severity,
		Policy: r.policy.Title, Persons: count(r.persons()), Owner: cmp.Or(r.owner, "—"), Due: longDate(r.due),
		Amounts: m.foundAmounts(r.total), Cite: cmp.Or(r.cite, "—"), Advice: r.advice,
	}
	for _, v := range r.beside {
		chart, err := m.besideChart(v)
		if err != nil {
			return card, fmt.Errorf("comparison of rule %s: %w", r.rule, err)
		}
		card.Beside = append(card.Beside, chart)
	}
	return card, nil
}

// foundAmounts says how the pay of the persons found changes, if they are so
// many that it tells of none of them.
func (m *Model) foundAmounts(t tally) string {
	switch {
	case t.affected() == 0:
		return "待遇无变化或尚未确定"
	case t.affected() < m.subject.MinGroup:
		return hiddenAmount
	}
	words := "中位数 " + change(t.median()) + " 元"
	if low, high, ok := t.usual(m.subject.MinGroup); ok && low != high {
		words = change(low) + " 至 " + change(high) + " 元，" + words
	}
	if t.affected() < t.persons {
		words = "其中有变化的，" + words // a comparison beside it counts the others too
	}
	return words
}

// A matrix counts findings by what is felt and how grave it is.
type matrix struct {
	Columns []string
	Rows    []matrixRow
}

type matrixRow struct {
	Label string
	Cells []fact
}

// findingMatrix counts the findings by grievance and severity.
func (m *Model) findingMatrix() (matrix, error) {
	var rows [][]string
	for _, r := range m.rules {
		rows = append(rows, []string{
			strconv.Itoa(grievanceRank(r.grievance)), r.grievance, r.severity, strconv.Itoa(r.found),
		})
	}
	table, err := newFrame([]string{"order", "grievance", "severity", "found"}, rows, "order", "found")
	if err != nil {
		return matrix{}, err
	}
	if table, err = table.sumBy("found", "order", "grievance", "severity"); err != nil {
		return matrix{}, err
	}
	var codes []string
	var view matrix
	for _, s := range severities {
		codes = append(codes, s.code)
		view.Columns = append(view.Columns, s.label)
	}
	if table, err = table.pivot("grievance", "severity", "found", codes); err != nil {
		return matrix{}, err
	}
	for _, row := range table.records() {
		line := matrixRow{Label: risk.GrievanceLabel(row[0])}
		for i, cell := range row[1:] {
			line.Cells = append(line.Cells, fact{view.Columns[i], cmp.Or(cell, "0")})
		}
		view.Rows = append(view.Rows, line)
	}
	return view, nil
}

// An unknownGroup says of one policy which fields would tell what is not known.
type unknownGroup struct {
	Policy string
	Rows   []unknownRow
}

type unknownRow struct{ Field, Outcomes, Rules string }

func (m *Model) unknownGroups() []unknownGroup {
	var groups []unknownGroup
	for _, p := range m.policies {
		g := unknownGroup{Policy: p.policy.Title}
		for _, u := range m.unknownsOf(p.policy.ID) {
			g.Rows = append(g.Rows, unknownRow{
				Field:    cmp.Or(u.field, "政策没有对应的标准，或计算出错"),
				Outcomes: count(u.outcomes), Rules: count(u.rules),
			})
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}
