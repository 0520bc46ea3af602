package source

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A Str is a string of a file that remembers where it stood, so that a problem
// inside it (in an expression, in a template) can be shown at its own place.
type Str struct {
	Value string
	node  *yaml.Node
	file  *File
}

// Literal makes a Str that stands in no file; name is what problems print.
func Literal(name, value string) Str {
	return Str{Value: value, file: NewFile(name, []byte(value))}
}

// String gives the value.
func (s Str) String() string { return s.Value }

// Empty reports whether the value was absent or empty.
func (s Str) Empty() bool { return s.Value == "" }

// Pos gives the place in the file of the byte at offset in Value.
func (s Str) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(s.Value))
	if s.node == nil {
		return s.literalPos(offset)
	}
	pos := Pos{File: s.file, Line: s.node.Line, Col: s.node.Column}
	if s.node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return s.blockPos(pos, offset)
	}
	return s.flowPos(pos, offset)
}

func (s Str) literalPos(offset int) Pos {
	before := s.Value[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return Pos{
		File: s.file,
		Line: strings.Count(before, "\n") + 1,
		Col:  utf8.RuneCountInString(before[start:]) + 1,
	}
}

// blockPos finds a byte of a | or > scalar. A folded scalar joins lines by one
// space, a literal one by a line end: both are one byte of the value.
func (s Str) blockPos(pos Pos, offset int) Pos {
	rest := s.Value
	for line := pos.Line + 1; ; line++ {
		text := s.file.Line(line)
		trimmed := strings.TrimLeft(text, " ")
		indent := len(text) - len(trimmed)
		if offset <= len(trimmed) || len(rest) <= len(trimmed)+1 || line > pos.Line+1000 {
			return Pos{File: s.file, Line: line, Col: indent + 1}.Shift(offset)
		}
		offset -= len(trimmed) + 1
		rest = rest[len(trimmed)+1:]
	}
}

// flowPos finds a byte of a plain or quoted scalar by walking the source text
// beside the value.
func (s Str) flowPos(pos Pos, offset int) Pos {
	line := s.file.Line(pos.Line)
	at := byteOffset(line, pos.Col)
	quote := byte(0)
	switch {
	case s.node.Style&yaml.SingleQuotedStyle != 0:
		quote = '\''
	case s.node.Style&yaml.DoubleQuotedStyle != 0:
		quote = '"'
	}
	if quote != 0 {
		at++
	}
	for i := 0; i < offset; i++ {
		switch {
		case at >= len(line):
			pos.Line++
			next := s.file.Line(pos.Line)
			at = len(next) - len(strings.TrimLeft(next, " \t"))
			line = next
			continue
		case quote == '\'' && strings.HasPrefix(line[at:], "''"):
			at++
		case quote == '"' && line[at] == '\\':
			at++
		}
		at++
	}
	at = min(at, len(line))
	pos.Col = utf8.RuneCountInString(line[:at]) + 1
	return pos
}
