package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"weiran/rules/source"
)

// A quoteCutter cuts records with quoted cells. One reader of the library serves
// for all of them: to make one for each costs more than to read it.
type quoteCutter struct {
	delimiter rune
	text      strings.Reader
	csv       *csv.Reader // nil where a bad record has left the last one in disorder
	start     int64       // in all that the reader has been given, of the current text
}

// cut parts a record into its cells, which are good until it is called again.
func (c *quoteCutter) cut(text string) ([]string, error) {
	if c.csv == nil {
		c.start = 0
		c.csv = csv.NewReader(&c.text)
		c.csv.Comma = c.delimiter
		c.csv.FieldsPerRecord = -1
		c.csv.TrimLeadingSpace = c.delimiter != '\t'
		c.csv.ReuseRecord = true
	}
	c.text.Reset(text)
	cells, err := c.csv.Read()
	if err == nil && c.csv.InputOffset()-c.start < int64(len(text)) {
		if _, more := c.csv.Read(); !errors.Is(more, io.EOF) {
			err = csv.ErrQuote
		}
	}
	c.start += int64(len(text))
	if err != nil {
		c.csv = nil
	}
	return cells, err
}

// misquoted is the fault of a record that cannot be cut.
var misquoted = source.Fault{
	Message: source.Say("a quotation mark is out of place or never closed", "引号位置不当或没有成对"),
	Hint:    source.Say(`inside a quoted cell write two quotation marks for one: ""`, `单元格内的引号应写成两个：""`),
}
