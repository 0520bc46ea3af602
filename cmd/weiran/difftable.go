package main

import (
	"strings"

	"weiran/jobs"
	"weiran/rules/change"
)

// figures is the table of the figures that moved, and of those that everybody asks
// for. A row adds up: the effects come to the change. Where a terminal is too
// narrow for a column each, the effects of a row stand below it by their names.
func (a *app) figures(d *jobs.Difference) string {
	rows := a.figureRows(d)
	whole := linedUp(rows, len(rows[0].cells))
	if a.width() == 0 || widest(whole) <= a.width() {
		return whole
	}
	var lines []string
	for i, line := range strings.Split(linedUp(rows, ownCells), "\n") {
		lines = append(lines, line)
		if rows[i].effects != "" {
			lines = append(lines, "      "+rows[i].effects)
		}
	}
	return strings.Join(lines, "\n")
}

// A figureRow is a row of the table of figures: its first cells are of the figure
// itself, and each of the others of one effect.
type figureRow struct {
	cells   []string
	effects string // those that are any, by their names
}

// ownCells counts the cells of the figure itself.
const ownCells = 4

// linedUp makes a table of the first few cells of the rows.
func linedUp(rows []figureRow, cells int) string {
	var t table
	var numbers []int
	for i := 1; i < cells; i++ {
		numbers = append(numbers, i)
	}
	t.numbers(numbers...)
	for _, row := range rows {
		t.add(row.cells[:min(cells, len(row.cells))]...)
	}
	return t.String()
}

func (a *app) figureRows(d *jobs.Difference) []figureRow {
	head := []string{"", a.say("before", "之前"), a.say("after", "之后"), a.say("change", "变化")}
	for _, e := range d.Effects {
		head = append(head, a.effectWord(e))
	}
	rows := []figureRow{{cells: head}}
	under := ""
	for _, k := range figureKeys(d) {
		if k.Policy != under {
			under = k.Policy
			rows = append(rows, figureRow{cells: []string{a.paint(bold, under)}})
		}
		rows = append(rows, figureRow{a.figureCells(d, k), a.effects(d, k)})
	}
	return rows
}

func (a *app) figureCells(d *jobs.Difference, k change.Key) []string {
	cells := []string{"  " + a.figureWord(k), a.figure(k, d.Before[k]), a.figure(k, d.After[k]), figureMoved(k, d.After[k]-d.Before[k])}
	for _, e := range d.Effects {
		cells = append(cells, figureMoved(k, e.Moved[k]))
	}
	return cells
}

// effects names what moved a figure, and by how much; empty for nothing.
func (a *app) effects(d *jobs.Difference, k change.Key) string {
	var words []string
	for _, e := range d.Effects {
		if n := e.Moved[k]; n != 0 {
			words = append(words, a.effectWord(e)+" "+figureMoved(k, n))
		}
	}
	return strings.Join(words, a.say(", ", "、"))
}
