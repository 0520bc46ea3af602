package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// A File is the text of one input file. The name is what problems print.
type File struct {
	Name  string
	Text  []byte
	lines []int // byte offset at which each line starts
}

// NewFile makes a file from its text. A UTF-8 byte-order mark is dropped.
func NewFile(name string, text []byte) *File {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	f := &File{Name: name, Text: text, lines: []int{0}}
	for i, b := range text {
		if b == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Line gives the text of a line, counted from 1, without its line end.
// A line that does not exist is empty.
func (f *File) Line(n int) string {
	if f == nil || n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	return string(bytes.TrimSuffix(f.Text[f.lines[n-1]:end], []byte("\r")))
}

// A Pos is a place in a file. Line and Col count from 1; Col counts characters,
// not bytes. Line 0 means the file as a whole.
type Pos struct {
	File *File
	Line int
	Col  int
}

// String gives file:line:col, or only the file's name.
func (p Pos) String() string {
	name := "-"
	if p.File != nil {
		name = p.File.Name
	}
	if p.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, p.Line, p.Col)
}

// Shift gives the place n bytes further on in the same line.
func (p Pos) Shift(n int) Pos {
	line := p.File.Line(p.Line)
	start := byteOffset(line, p.Col)
	end := min(start+n, len(line))
	p.Col += utf8.RuneCountInString(line[min(start, end):end])
	return p
}

// rest gives the line from the place on.
func (p Pos) rest() string {
	line := p.File.Line(p.Line)
	return line[byteOffset(line, p.Col):]
}

// byteOffset turns a character column, counted from 1, into a byte offset.
func byteOffset(line string, col int) int {
	n := 1
	for i := range line {
		if n == col {
			return i
		}
		n++
	}
	return len(line)
}
