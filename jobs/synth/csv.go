package synth

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A sink takes the persons of a roster, one after another.
type sink interface {
	add(p *person) error
	close() error
}

// chunk is how many bytes of text go out at once.
const chunk = 1 << 18

// A csvSink writes UTF-8 text under the schema's labels, values by their labels as
// a clerk writes them.
type csvSink struct {
	to      io.Writer
	columns []column
	text    []byte
}

func newCSVSink(to io.Writer, s *roster.Schema, columns []column) (sink, error) {
	header := make([]string, len(columns))
	for i, f := range s.Fields {
		header[i] = f.Label
	}
	text, err := csvLine(header)
	if err != nil {
		return nil, err
	}
	return &csvSink{to: to, columns: quoted(columns), text: text}, nil
}

// quoted gives columns whose words can stand in a csv file as they are.
func quoted(columns []column) []column {
	for i := range columns {
		for number, w := range columns[i].words {
			if line, err := csvLine([]string{w.label}); err == nil {
				columns[i].words[number] = word{label: string(bytes.TrimSuffix(line, []byte("\n"))), code: w.code}
			}
		}
	}
	return columns
}

func csvLine(cells []string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write(cells)
	w.Flush()
	return b.Bytes(), err
}

func (s *csvSink) add(p *person) error {
	for i := range s.columns {
		if i > 0 {
			s.text = append(s.text, ',')
		}
		s.text = s.columns[i].appendText(s.text, p)
	}
	s.text = append(s.text, '\n')
	if len(s.text) < chunk {
		return nil
	}
	return s.flush()
}

func (s *csvSink) close() error { return s.flush() }

// flush hands over the text so far.
func (s *csvSink) flush() error {
	_, err := s.to.Write(s.text)
	s.text = s.text[:0]
	return err
}

// appendText writes a person's cell.
func (c *column) appendText(to []byte, p *person) []byte {
	number, ok := c.cell(p)
	switch {
	case !ok:
		return to
	case c.words != nil:
		return append(to, c.words[number].label...)
	}
	switch c.kind {
	case lang.Int:
		return strconv.AppendInt(to, number, 10)
	case lang.DecimalKind:
		return appendDecimal(to, number, c.fen)
	case lang.DateKind:
		return appendDate(to, lang.Date(number))
	case lang.Bool:
		if number == 1 {
			return append(to, "是"...)
		}
		return append(to, "否"...)
	}
	return p.appendText(to, c.field)
}

// appendDecimal writes a count of 1/10 000 with two places, of which none is
// needed where it is no money.
func appendDecimal(to []byte, count int64, fen bool) []byte {
	if count < 0 {
		to, count = append(to, '-'), -count
	}
	to = strconv.AppendInt(to, count/10_000, 10)
	if rest := count % 10_000 / 100; fen || rest > 0 {
		to = append(to, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
	return to
}

func appendDate(to []byte, d lang.Date) []byte {
	year, month, day := d.Civil()
	to = appendPadded(to, int64(year), 4)
	to = appendPadded(append(to, '-'), int64(month), 2)
	return appendPadded(append(to, '-'), int64(day), 2)
}
