package reports

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// lines writes the rows of a table into its sheets, one cell after the other,
// as an [excelize.StreamWriter] would: that takes many times longer, and keeps
// in files beside the workbook what holds names.
type lines struct {
	table *table
	zip   *orderedZip
	out   io.Writer // the sheet being written
	part  int       // of the table
	row   int       // of the sheet, the header among them
	tail  []byte    // what ends the sheet
	total int       // rows written to all sheets

	names   []string // of the columns: A, B, …
	cells   []byte   // of the row being made
	column  int      // of the next cell
	tallest int      // lines of text in its tallest cell
	buffer  []byte   // rows that wait to be written
	known   map[prosePlace]int
	err     error // of a sheet that could not be begun
}

// A prosePlace is a text in a column.
type prosePlace struct {
	column int
	text   string
}

const (
	bufferedRows = 1 << 16 // bytes
	knownTexts   = 1 << 12 // of which the height is remembered
	tallestRow   = 409     // points; a spreadsheet has none higher
)

// write writes the sheets of the table.
func (t *table) write(z *orderedZip) error {
	l := &lines{table: t, zip: z, part: -1, known: map[prosePlace]int{}}
	for i := range t.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		l.names = append(l.names, name)
	}
	if err := l.turn(); err != nil {
		return err
	}
	if err := t.fill(l); err != nil {
		return err
	}
	if l.total != t.count {
		return fmt.Errorf("%d rows were announced and %d came", t.count, l.total)
	}
	return l.finish()
}

// turn ends a sheet and begins the next one.
func (l *lines) turn() error {
	if l.part >= 0 {
		if err := l.finish(); err != nil {
			return err
		}
	}
	if l.part++; l.part == len(l.table.parts) {
		return fmt.Errorf("more rows came than the %d that were announced", l.table.count)
	}
	place := l.table.parts[l.part]
	frame, err := l.zip.content(place)
	if err != nil {
		return err
	}
	at := bytes.LastIndex(frame, []byte("</sheetData>"))
	if at < 0 {
		return fmt.Errorf("%s has no rows to add to", place)
	}
	l.tail, l.row = frame[at:], 1
	l.buffer = append(l.buffer, frame[:at]...)
	l.out, err = l.zip.begin(place)
	return err
}

func (l *lines) finish() error {
	l.buffer = append(l.buffer, l.tail...)
	return l.flush()
}

func (l *lines) flush() error {
	_, err := l.out.Write(l.buffer)
	l.buffer = l.buffer[:0]
	return err
}

// begin starts a row with its first cell; it is where one sheet is full and the
// next one begins.
func (l *lines) begin() {
	if l.row == l.table.limit && l.err == nil {
		l.err = l.turn()
	}
	l.row++
	l.total++
}

// end writes the row of the cells so far.
func (l *lines) end() error {
	if l.err != nil {
		return l.err
	}
	l.buffer = append(l.buffer, `<row r="`...)
	l.buffer = strconv.AppendInt(l.buffer, int64(l.row), 10)
	l.buffer = append(l.buffer, `" ht="`...)
	l.buffer = strconv.AppendInt(l.buffer, int64(min(5+14*max(1, l.tallest), tallestRow)), 10)
	l.buffer = append(l.buffer, `" customHeight="1">`...)
	l.buffer = append(l.buffer, l.cells...)
	l.buffer = append(l.buffer, `</row>`...)
	l.cells, l.column, l.tallest = l.cells[:0], 0, 0
	if len(l.buffer) < bufferedRows {
		return nil
	}
	return l.flush()
}
