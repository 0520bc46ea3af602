package main

import (
	"strings"

	"weiran/rules/source"
)

// A table lines up text in columns, two spaces apart. A wide character counts as
// the two columns that it takes on a terminal.
type table struct {
	right map[int]bool // columns that line up on their right: numbers
	rows  [][]string
	heads map[int]bool // rows of one cell that stand over the columns and widen none
}

// numbers makes columns line up on their right.
func (t *table) numbers(columns ...int) {
	t.right = map[int]bool{}
	for _, c := range columns {
		t.right[c] = true
	}
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// head adds a line over the rows that follow.
func (t *table) head(line string) {
	if t.heads == nil {
		t.heads = map[int]bool{}
	}
	t.heads[len(t.rows)] = true
	t.add(line)
}

// String gives the lines without spaces at their ends and without a last line
// end.
func (t *table) String() string {
	widths := t.widths()
	lines := make([]string, len(t.rows))
	for i, row := range t.rows {
		if t.heads[i] {
			lines[i] = row[0]
			continue
		}
		cells := make([]string, len(row))
		for c, cell := range row {
			cells[c] = t.pad(c, cell, widths[c])
		}
		lines[i] = strings.TrimRight(strings.Join(cells, "  "), " ")
	}
	return strings.Join(lines, "\n")
}

// fit gives the lines of String, or, where those are wider than a terminal, puts
// what stands after the first few cells of a row on a line below them. A width
// of 0 takes any line.
func (t *table) fit(width, first int) string {
	whole := t.String()
	if width == 0 || widest(whole) <= width {
		return whole
	}
	above, below := table{right: t.right, heads: t.heads}, table{}
	for _, row := range t.rows {
		cut := min(first, len(row))
		above.add(row[:cut]...)
		below.add(row[cut:]...)
	}
	details := strings.Split(below.String(), "\n")
	var lines []string
	for i, line := range strings.Split(above.String(), "\n") {
		lines = append(lines, line)
		if details[i] != "" {
			lines = append(lines, "      "+details[i])
		}
	}
	return strings.Join(lines, "\n")
}

func widest(lines string) (most int) {
	for line := range strings.SplitSeq(lines, "\n") {
		most = max(most, columns(line))
	}
	return most
}

func (t *table) widths() []int {
	var widths []int
	for i, row := range t.rows {
		if t.heads[i] {
			continue
		}
		for c, cell := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], columns(cell))
		}
	}
	return widths
}

func (t *table) pad(column int, cell string, width int) string {
	space := strings.Repeat(" ", width-columns(cell))
	if t.right[column] {
		return space + cell
	}
	return cell + space
}

// columns gives the width of a cell on a terminal; its colours take none.
func columns(cell string) int {
	for _, code := range allStyles {
		cell = strings.ReplaceAll(cell, code.start(), "")
	}
	return source.Columns(strings.ReplaceAll(cell, reset, ""))
}
