package source

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A cursor walks a scalar's source text beside its value, to find where a byte
// of the value stands in the file: YAML folds lines, drops indentation and
// replaces escapes, and its parser keeps only the place where a scalar starts.
type cursor struct {
	file   *File
	number int    // of the line
	line   string // its text
	at     int    // byte in the line
	style  yaml.Style
	indent int // of a block scalar's lines; of other scalars it is dropped whole
}

// cursorAt stands before the first character of a value.
func cursorAt(s Str) *cursor {
	c := &cursor{file: s.file, style: s.node.Style}
	c.goTo(s.node.Line)
	c.at = byteOffset(c.line, s.node.Column)
	c.skipProperties()
	switch {
	case c.block():
		c.indent = c.blockIndent()
		c.nextLine()
	case c.style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		c.at++
	}
	return c
}

// run walks over the value up to a byte of it and gives the place.
func (c *cursor) run(value string, offset int) Pos {
	for i, r := range value {
		c.settle(r)
		if i >= offset {
			break
		}
		c.step(r)
	}
	return Pos{File: c.file, Line: c.number, Col: utf8.RuneCountInString(c.line[:c.at]) + 1}
}

func (c *cursor) goTo(number int) {
	c.number, c.line, c.at = number, c.file.Line(number), 0
}

// nextLine goes to the text of the next line, past its indentation.
func (c *cursor) nextLine() {
	c.goTo(c.number + 1)
	c.at = len(c.line) - len(strings.TrimLeft(c.line, " \t"))
	if c.block() {
		c.at = min(c.at, c.indent)
	}
}

func (c *cursor) block() bool { return c.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 }

// skipProperties goes past an anchor (&name) and a tag (!name).
func (c *cursor) skipProperties() {
	for c.at < len(c.line) && strings.ContainsRune("&!", rune(c.line[c.at])) {
		rest := c.line[c.at:]
		end := strings.IndexAny(rest, " \t")
		if end < 0 {
			c.nextLine()
			continue
		}
		c.at += end + len(rest[end:]) - len(strings.TrimLeft(rest[end:], " \t"))
	}
}

// blockIndent gives how far the lines of a block scalar are indented: that of
// the first line with text, unless the header (|2) says how much more than the
// key or the list's dash that holds it.
func (c *cursor) blockIndent() int {
	for _, r := range c.line[c.at:] {
		if r >= '1' && r <= '9' {
			return c.holderIndent() + int(r-'0')
		}
	}
	for number := c.number + 1; number <= len(c.file.lines); number++ {
		line := c.file.Line(number)
		if text := strings.TrimLeft(line, " "); text != "" {
			return len(line) - len(text)
		}
	}
	return 0
}

// holderIndent gives the column of the key before the block, else of the dash.
func (c *cursor) holderIndent() int {
	before := c.line[:c.at]
	key := strings.TrimLeft(before, " -")
	if strings.Contains(key, ":") {
		return len(before) - len(key)
	}
	return max(strings.LastIndexByte(before, '-'), 0)
}

// settle goes to where the next character of the value stands: past a line
// break that the value lacks, and past empty lines that became one break.
func (c *cursor) settle(next rune) {
	for c.ended() && next != '\n' && next != ' ' && c.number < len(c.file.lines) || c.brokenLine() {
		c.nextLine()
	}
}

// step goes past one character of the value.
func (c *cursor) step(r rune) {
	switch {
	case c.ended():
		c.nextLine()
	case c.style&yaml.SingleQuotedStyle != 0 && r == '\'':
		c.at += len("''")
	case c.escapes() && c.line[c.at] == '\\':
		c.at = min(c.at+escapeLength(c.line[c.at:]), len(c.line))
	default:
		_, size := utf8.DecodeRuneInString(c.line[c.at:])
		c.at += size
	}
}

// ended says that the line holds no more of the value. Spaces at the end of a
// line belong to the value in a block only.
func (c *cursor) ended() bool {
	if c.block() {
		return c.at >= len(c.line)
	}
	return strings.TrimLeft(c.line[c.at:], " \t") == ""
}

func (c *cursor) escapes() bool { return c.style&yaml.DoubleQuotedStyle != 0 }

// brokenLine says that a double-quoted line ends here with a backslash, which
// joins it to the next without a space.
func (c *cursor) brokenLine() bool { return c.escapes() && c.line[c.at:] == `\` }

// escapeLength gives the length of the escape that text starts with.
func escapeLength(text string) int {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}
	if len(text) < 2 {
		return len(text)
	}
	return 2 + digits[text[1]]
}
