package reports

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"weiran/rules/lang"
)

// csvRows writes rows as an [encoding/csv.Writer] does, cell by cell into one
// buffer: a run of a million persons has millions of rows, and none of them needs
// a list of texts of its own.
type csvRows struct {
	w       io.Writer
	buffer  []byte
	started bool // a cell of the row is written
}

// newCSVRows starts a table with its header.
func newCSVRows(w io.Writer, header []string) (*csvRows, error) {
	c := &csvRows{w: w}
	for _, title := range header {
		c.text(title)
	}
	return c, c.end()
}

func (c *csvRows) comma() {
	if c.started {
		c.buffer = append(c.buffer, ',')
	}
	c.started = true
}

// text writes a cell.
func (c *csvRows) text(text string) {
	c.comma()
	c.buffer = appendCell(c.buffer, text)
}

// blank writes empty cells.
func (c *csvRows) blank(cells int) {
	for range cells {
		c.comma()
	}
}

// amount writes a cell of money.
func (c *csvRows) amount(d lang.Decimal) {
	c.comma()
	c.buffer = appendAmount(c.buffer, d)
}

// amountOf writes a cell of a known amount, and an empty one for an unknown one.
func (c *csvRows) amountOf(v lang.Value) {
	d, ok := v.Decimal()
	if !ok {
		c.blank(1)
		return
	}
	c.amount(d)
}

// end ends a row.
func (c *csvRows) end() error {
	c.buffer = append(c.buffer, '\n')
	c.started = false
	if len(c.buffer) < bufferedRows {
		return nil
	}
	return c.flush()
}

// flush writes what waits. It comes last.
func (c *csvRows) flush() error {
	_, err := c.w.Write(c.buffer)
	c.buffer = c.buffer[:0]
	return err
}

// appendCell appends a text as a cell, in quotes where it needs them.
func appendCell(b []byte, text string) []byte {
	if !needsQuotes(text) {
		return append(b, text...)
	}
	var cell bytes.Buffer
	w := csv.NewWriter(&cell)
	_ = w.Write([]string{text}) // a buffer takes everything
	w.Flush()
	return append(b, bytes.TrimSuffix(cell.Bytes(), []byte("\n"))...)
}

// needsQuotes reports whether a text is more than letters to a reader of CSV.
func needsQuotes(text string) bool {
	if text == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return text == `\.` || strings.ContainsAny(text, ",\"\r\n") || unicode.IsSpace(first)
}
