package main

import (
	"strings"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// calculation lays out the lines of an explanation: in columns where the
// terminal has room for them, else one below the other.
func (a *app) calculation(lines []policy.Line) string {
	var t table
	for _, l := range lines {
		t.add(indent(l)+steps(l), l.Value, a.paint(dim, l.Cite))
	}
	whole, width := t.String(), a.width()
	if width == 0 || widest(whole) <= width {
		return whole
	}
	var narrow []string
	for _, l := range lines {
		narrow = append(narrow, a.narrow(l, width)...)
	}
	return strings.Join(narrow, "\n")
}

func indent(l policy.Line) string { return "  " + strings.Repeat("  ", l.Depth) }

// steps is the text of a line of the calculation: its title and its expression.
func steps(l policy.Line) string { return strings.TrimSpace(l.Title + " " + l.Text) }

// narrow lays one line out on several: the text over as many as it needs, the
// value at the right margin, the clause below.
func (a *app) narrow(l policy.Line, width int) []string {
	margin := indent(l)
	lines := folded(steps(l), width-len(margin))
	for i := range lines {
		lines[i] = margin + strings.Repeat("  ", min(i, 1)) + lines[i]
	}
	last := &lines[len(lines)-1]
	if room := width - source.Columns(*last) - source.Columns(l.Value); room >= 2 {
		*last += strings.Repeat(" ", room) + l.Value
	} else {
		lines = append(lines, strings.Repeat(" ", max(0, width-source.Columns(l.Value)))+l.Value)
	}
	if l.Cite != "" {
		lines = append(lines, margin+"  "+a.paint(dim, l.Cite))
	}
	return lines
}

// folded breaks a text into lines of so many columns, the later ones indented by
// two: behind a space where there is one, else anywhere.
func folded(text string, width int) []string {
	var lines []string
	for source.Columns(text) > width && width > 4 {
		at, space, columns := 0, 0, 0
		for i, r := range text {
			if columns += source.Columns(string(r)); columns > width {
				break
			}
			if at = i + len(string(r)); r == ' ' {
				space = at
			}
		}
		if space > at/2 {
			at = space
		}
		lines = append(lines, strings.TrimRight(text[:at], " "))
		text = text[at:]
		if len(lines) == 1 {
			width -= 2
		}
	}
	return append(lines, text)
}
