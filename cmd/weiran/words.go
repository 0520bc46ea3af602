package main

import (
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// signed writes an amount with its sign, to the fen: +1,670.00, -12.50, 0.00.
func signed(d lang.Decimal) string {
	if d > 0 {
		return "+" + grouped(d)
	}
	return grouped(d)
}

var severityWords = map[string]source.Text{
	"high":   {EN: "high", ZH: "高"},
	"medium": {EN: "medium", ZH: "中"},
	"low":    {EN: "low", ZH: "低"},
}

func severityWord(severity string) source.Text { return severityWords[severity] }

func severityStyle(severity string) style {
	switch severity {
	case "high":
		return red
	case "medium":
		return yellow
	}
	return dim
}

// grouped writes an amount to the fen with its thousands parted: 97,430.00.
func grouped(d lang.Decimal) string {
	sign := ""
	text := d.Fixed(2)
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	whole, frac, _ := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	return sign + whole + "." + frac
}

// amount writes what a person is paid, or a dash where that is not known.
func amount(v lang.Value) string {
	d, ok := v.Decimal()
	if !ok {
		return "—"
	}
	return grouped(d)
}

// persons counts people in words.
func persons(n int) source.Text { return counted(n, "person", "persons", "人") }

// rows counts the rows of a roster in words.
func rows(n int) source.Text { return counted(n, "row", "rows", "行") }

func counted(n int, one, many, zh string) source.Text {
	word := many
	if n == 1 {
		word = one
	}
	return source.Say("%d "+word, "%d "+zh, n)
}
