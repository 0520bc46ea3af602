package intake

import (
	"strings"
	"unicode"

	"github.com/apache/arrow-go/v18/arrow"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// A record is one row of a file, as text.
type record struct {
	row    int    // line of a csv file, row of a sheet or a parquet file; counted from 1
	line   string // of a csv file, where the cells are not yet cut
	quoted bool   // the line has quotation marks
	cells  []string
	batch  arrow.RecordBatch // of a parquet file, in which the row stands
	at     int
	fault  source.Fault         // why the row cannot be read; its Message is empty where it can
	bad    map[int]source.Fault // why cells cannot be used, by column; nil where all can
}

// blank reports whether the row has nothing in it.
func (r record) blank() bool {
	for _, cell := range r.cells {
		if clean(cell) != "" {
			return false
		}
	}
	return r.fault.Message.Empty()
}

// clean drops the spaces of any width, the line ends and the unseen marks around
// the text of a cell.
func clean(cell string) string {
	if n := len(cell); n == 0 || isPlain(cell[0]) && isPlain(cell[n-1]) {
		return cell // most cells, without a look at the tables of Unicode
	}
	return strings.TrimFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
}

// A grid gives the rows of a file in their order.
type grid interface {
	// next gives the next row, blank ones too, and io.EOF after the last. The
	// document's cutter completes it.
	next() (record, error)
	// done gives how many bytes of the file have been read, or about as many, and
	// 0 where that is not known.
	done() int64
	close() error
}

// A document is a table in a file whose header has been found.
type document interface {
	header() header
	notes() []source.Text
	// open starts to read the rows, those of the header and above it too.
	open() (grid, error)
	// cutter gives what cuts the records of a grid into cells, which are good until
	// it is called again. Each worker has its own.
	cutter() func(record) record
	place(row, col int) string // see places
	where() places
	// text gives what was typed in a cell, of whatever column.
	text(cell string) string
	// cell gives a text as a clerk would write it in that field, and what the
	// format has done to it that cannot be undone.
	cell(f *roster.Field, text string) (string, source.Fault)
	close() error
}
