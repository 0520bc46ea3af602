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
	return cursorAt(s).run(s.Value, offset)
}

// literalPos finds a byte of a text that is its own file.
func (s Str) literalPos(offset int) Pos {
	before := s.Value[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return Pos{
		File: s.file,
		Line: strings.Count(before, "\n") + 1,
		Col:  utf8.RuneCountInString(before[start:]) + 1,
	}
}
