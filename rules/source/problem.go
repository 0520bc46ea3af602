package source

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// A Severity says whether a problem stops the work.
type Severity uint8

// An Error stops the work; a Warning is printed and the work goes on.
const (
	Error Severity = iota
	Warning
)

// A Problem is one thing that is wrong with a file, with its place and a hint
// on how to mend it.
type Problem struct {
	Severity Severity
	Pos      Pos
	Width    int // characters to underline; 0 means 1
	Message  Text
	Hint     Text
}

// Error gives the place and the message in English, on one line.
func (p Problem) Error() string {
	s := p.Pos.String() + ": " + p.Message.EN
	if p.Hint.EN != "" {
		s += "; " + p.Hint.EN
	}
	return s
}

// Problems are all the problems found; as an error it is the joined lines.
type Problems []Problem

// Error gives one line a problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Err gives nil where no problem is an [Error], else the problems.
func (ps Problems) Err() error {
	for _, p := range ps {
		if p.Severity == Error {
			return ps
		}
	}
	return nil
}

// Add appends an error at a place.
func (ps *Problems) Add(pos Pos, message, hint Text) {
	*ps = append(*ps, Problem{Pos: pos, Message: message, Hint: hint})
}

// Sort puts the problems in the order of file, line and column.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.name(), b.Pos.name()),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
}

func (p Pos) name() string {
	if p.File == nil {
		return ""
	}
	return p.File.Name
}

// A Printer writes problems for people.
type Printer struct {
	Language Language
	Color    bool
}

// Print writes each problem: place and message, the line, a caret, the hint.
func (pr Printer) Print(w io.Writer, ps Problems) {
	for _, p := range ps {
		pr.print(w, p)
	}
}

func (pr Printer) print(w io.Writer, p Problem) {
	fmt.Fprintf(w, "%s: %s%s\n", pr.paint("1", p.Pos.String()), pr.kind(p.Severity), p.Message.In(pr.Language))
	line := shown(p.Pos.File.Line(p.Pos.Line))
	hint := p.Hint.In(pr.Language)
	if line == "" {
		if hint != "" {
			fmt.Fprintf(w, "      = %s\n", hint)
		}
		return
	}
	at := byteOffset(line, p.Pos.Col)
	pad := strings.Repeat(" ", Columns(line[:at]))
	marked := string(firstRunes(line[at:], max(p.Width, 1)))
	caret := strings.Repeat("^", max(1, Columns(marked)))
	if hint != "" {
		hint = " " + hint
	}
	fmt.Fprintf(w, "%5d | %s\n", p.Pos.Line, line)
	fmt.Fprintf(w, "      | %s%s%s\n", pad, pr.paint("31;1", caret), hint)
}

// shown gives a line as a terminal can show it, character for character.
func shown(line string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(line, "\t", " "), "\ufffd")
}

// kind gives the word before a message; Chinese puts no space after its colon.
func (pr Printer) kind(s Severity) string {
	words := [2]Text{{"error: ", "错误："}, {"warning: ", "提醒："}}
	colors := [2]string{"31;1", "33;1"}
	return pr.paint(colors[s], words[s].In(pr.Language))
}

func (pr Printer) paint(code, s string) string {
	if !pr.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func firstRunes(s string, n int) []rune {
	r := []rune(s)
	return r[:min(n, len(r))]
}

// Columns gives how many terminal columns a text takes: a wide character two.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
