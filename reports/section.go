package reports

import (
	"fmt"
	"slices"

	"weiran/rules/lang"
)

// A groupTable shows how the total of a policy is parted among groups.
type groupTable struct {
	Title string
	Label string
	Rows  []groupRow
	Total groupRow
	Note  string
}

// A groupRow is one line of it, every cell as text.
type groupRow struct {
	Label, Of, Persons, Gain, Lose, Delta, Each, Before, After, Arrears string
	Merged                                                              int
}

func (m *Model) section(i int, v policyView) (section, error) {
	s := section{
		Anchor: fmt.Sprintf("policy-%d", i+1), Title: v.policy.Title, Facts: m.policyFacts(v.policy),
		Status: statusStrip(v.total), Clauses: m.clauseRows(v.policy), Notes: v.policy.Notes,
		Figures: m.cautionLines(v.policy),
	}
	if v.total.affected() > 0 {
		s.Bars = newBarChart(v.total.distribution(m.subject.MinGroup))
		s.Usual = m.usualWords(v.total)
	}
	if v.total.affected() == 0 || !v.total.shows(m.subject.MinGroup) {
		return s, nil
	}
	return s, m.addTables(&s, v)
}

// addTables adds a table for each grouping, the comparison people make first.
func (m *Model) addTables(s *section, v policyView) error {
	b := newBreaker(v, m.census.len(), m.subject.MinGroup)
	var tables []breakdown
	for _, g := range m.census.by {
		table, ok, err := b.breakdown(g)
		switch {
		case err != nil:
			return err
		case ok:
			tables = append(tables, table)
		case len(g.groups) > 1 && !implied(g.name, tables):
			s.Hidden = append(s.Hidden, g.label)
		}
	}
	for _, table := range tables {
		shown, err := m.groupTable(table, v)
		if err != nil {
			return err
		}
		s.Tables = append(s.Tables, shown)
		if table.grouping.name == standing {
			if s.Pairs, err = newPairChart(table, m.subject.MinGroup); err != nil {
				return err
			}
		}
	}
	if slices.ContainsFunc(tables, func(t breakdown) bool { return t.hidesRest }) {
		s.countAffected(tables, v)
	}
	return nil
}

// countAffected counts in every table only those who are affected: were the others
// of some group few, the tables would say where to look for them.
func (s *section) countAffected(tables []breakdown, v policyView) {
	s.AffectedOnly = true
	for i, table := range tables {
		shown := &s.Tables[i]
		shown.Total.countAffected(v.total)
		for j, row := range table.rows {
			shown.Rows[j].countAffected(row.tally)
		}
	}
}

func (r *groupRow) countAffected(t tally) { r.Of, r.Persons = "有变化人数", count(t.affected()) }

// implied reports whether a grouping is already in the table of both category
// and rank, so that nothing is missed without its own.
func implied(name string, tables []breakdown) bool {
	return (name == "category" || name == "rank") && len(tables) > 0
}

func (m *Model) groupTable(b breakdown, v policyView) (groupTable, error) {
	table := groupTable{Title: "按" + b.grouping.label, Label: b.grouping.label}
	for _, r := range b.rows {
		row, err := m.groupRow(r.label, r.tally)
		if err != nil {
			return table, err
		}
		if r.merged > 1 {
			row.Merged = r.merged
		}
		table.Rows = append(table.Rows, row)
	}
	if b.hidesSigns {
		table.hideSigns(m.subject.MinGroup)
	}
	total, err := v.shown, error(nil)
	if b.hidesDeaths {
		table.Note += "其间" + m.deathsNote() + "。"
		if total.arrears, err = v.wholeArrears(total.delta); err != nil {
			return table, err
		}
	}
	table.Total, err = m.groupRow("合计", total)
	return table, err
}

// hideSigns leaves out how many gain and lose in each group: were they few in one,
// the table would say where to look for them.
func (t *groupTable) hideSigns(atLeast int) {
	for i := range t.Rows {
		t.Rows[i].Gain, t.Rows[i].Lose = "—", "—"
	}
	t.Note = fmt.Sprintf("有的组增加或减少的不足 %d 人，本表不分组列示增减人数。", atLeast)
}

func (m *Model) few(persons int) bool { return 0 < persons && persons < m.subject.MinGroup }

func (m *Model) groupRow(label string, t tally) (groupRow, error) {
	row := groupRow{
		Label: label, Of: "人数", Persons: count(t.persons), Gain: count(t.gain), Lose: count(t.lose),
		Delta: m.shownChange(t, t.delta), Arrears: m.shownMoney(t, t.arrears), Each: "—", Before: "—", After: "—",
	}
	each, before, ok, err := averages(t, m.subject.MinGroup)
	if err != nil || !ok {
		return row, err
	}
	row.Each = change(each)
	if before.Known() {
		was, _ := before.Decimal()
		will, err := was.Add(each)
		if err != nil {
			return row, err
		}
		row.Before, row.After = money(was), money(will)
	}
	return row, nil
}

// averages gives the mean difference of the affected, and what they are paid
// before on average, as far as that is known and of enough of them. ok is false
// where too few are affected.
func averages(t tally, atLeast int) (each lang.Decimal, before lang.Value, ok bool, err error) {
	if t.affected() < max(atLeast, 1) {
		return 0, before, false, nil
	}
	if each, err = mean(t.delta, t.affected()); err != nil || t.paid < atLeast {
		return each, before, true, err
	}
	was, err := mean(t.before, t.paid)
	return each, lang.DecimalOf(was), true, err
}

func (m *Model) usualWords(t tally) string {
	if !t.shows(m.subject.MinGroup) {
		return ""
	}
	words := fmt.Sprintf("每人每月中位数 %s 元", change(t.median()))
	if low, high, ok := t.usual(m.subject.MinGroup); ok {
		words += fmt.Sprintf("；一般在 %s 至 %s 元之间（不计最低、最高各 %d 人）",
			change(low), change(high), m.subject.MinGroup-1)
	}
	return words + "。"
}
