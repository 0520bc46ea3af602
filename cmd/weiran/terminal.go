package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

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
	switch a.global.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	return isTerminal(w) && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}

// width gives how many columns the terminal of stdout has, or 0 where stdout is
// none.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
