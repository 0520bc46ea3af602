package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"weiran/rules/source"
)

// A colorMode says when to colour; it is the value of --color.
type colorMode string

var colorModes = []string{"auto", "always", "never"}

// String gives the mode.
func (m *colorMode) String() string { return string(*m) }

// Type names the kind of value in help.
func (m *colorMode) Type() string { return "when" }

// Set reads the mode.
func (m *colorMode) Set(s string) error { return oneOf((*string)(m), s, colorModes) }

// oneOf sets a word that must be one of those known.
func oneOf(to *string, s string, known []string) error {
	for _, k := range known {
		if k == s {
			*to = s
			return nil
		}
	}
	return source.Fault{
		Message: source.Say("%q is not known here", "%q 不是可用的取值", s),
		Hint:    source.DidYouMean(s, known),
	}
}

// A style is how a terminal shows a text.
type style string

const (
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	yellow style = "33"
	green  style = "32"

	reset = "\x1b[0m"
)

var allStyles = []style{bold, dim, red, yellow, green}

func (s style) start() string { return "\x1b[" + string(s) + "m" }

// paint styles a text for stdout, where it is to be coloured.
func (a *app) paint(s style, text string) string {
	if text == "" || !a.colors(a.stdout) {
		return text
	}
	return s.start() + text + reset
}

// colors reports whether to colour what goes to a writer: asked for, or on a
// terminal whose user has not set NO_COLOR.
func (a *app) colors(w io.Writer) bool {
	switch a.global.color {
	case "always":
		return true
	case "never":
		return false
	}
	return isTerminal(w) && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
