package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// A frame is a table of a report: a gota dataframe behind a guard. Every use of
// gota in this package is in this file, because gota v0.12.0 needs watching:
//
//   - no rows, an unknown column or no key panics: such calls never reach it,
//     and a panic that still comes becomes an error;
//   - types are guessed, so that 007 becomes 7: every column is text, but those
//     named as counts;
//   - the text NaN is taken for a missing value: it is kept under another name;
//   - grouping by two columns joins them by "_", which confuses a_b with c and a
//     with b_c: one column is made of them, parted by a sign no text holds;
//   - groups come out in random order: they are sorted;
//   - sorting by three columns or more goes wrong: it is done column by column;
//   - sums are floats: only counts are ever added here, and money is text.
type frame struct {
	columns []string
	counts  []string // the columns that hold counts
	rows    int
	data    dataframe.DataFrame // not set while there are no rows
}

const (
	unitSeparator = "\x1f"
	mostExact     = 1 << 53 // up to here floats, by which gota adds, are whole numbers
)

// newFrame makes a table of rows of text. The columns named as counts hold whole
// numbers and sort as such.
func newFrame(columns []string, rows [][]string, counts ...string) (f frame, err error) {
	defer guard(&err)
	f = frame{columns: columns, counts: counts, rows: len(rows)}
	if err := f.have(counts); err != nil {
		return frame{}, err
	}
	if len(rows) == 0 {
		return f, nil
	}
	records := [][]string{columns}
	for i, row := range rows {
		if len(row) != len(columns) {
			return frame{}, fmt.Errorf("row %d of the table has %d cells for %d columns", i+1, len(row), len(columns))
		}
		records = append(records, keepNaN(row))
	}
	types := map[string]series.Type{}
	for _, name := range counts {
		types[name] = series.Int
	}
	f.data = dataframe.LoadRecords(records,
		dataframe.DetectTypes(false), dataframe.DefaultType(series.String),
		dataframe.NaNValues(nil), dataframe.WithTypes(types))
	return f, f.data.Error()
}

// guard turns a panic inside gota into an error.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("table: %v", p)
	}
}

// have says which columns the table lacks.
func (f frame) have(columns []string) error {
	for _, name := range columns {
		if !slices.Contains(f.columns, name) {
			return fmt.Errorf("the table has no column %q, only %s", name, strings.Join(f.columns, ", "))
		}
	}
	return nil
}

// An order is a column to sort by.
type order struct {
	column  string
	reverse bool
}

func ascending(column string) order  { return order{column: column} }
func descending(column string) order { return order{column: column, reverse: true} }

// arrange sorts the rows by columns, the first one counting most. Rows that are
// alike in all of them keep their order.
func (f frame) arrange(by ...order) (sorted frame, err error) {
	defer guard(&err)
	for _, o := range slices.Backward(by) {
		if err := f.have([]string{o.column}); err != nil {
			return frame{}, err
		}
		if f.rows == 0 {
			continue
		}
		f.data = f.data.Arrange(dataframe.Order{Colname: o.column, Reverse: o.reverse})
		if f.data.Error() != nil {
			return frame{}, f.data.Error()
		}
	}
	return f, nil
}

// sumBy adds up a column of counts over the rows that are alike in some columns.
// The result has those columns and the sums, sorted by the columns.
func (f frame) sumBy(count string, columns ...string) (sums frame, err error) {
	defer guard(&err)
	if err := f.have(append([]string{count}, columns...)); err != nil {
		return frame{}, err
	}
	names := append(slices.Clone(columns), count)
	if f.rows == 0 {
		return newFrame(names, nil, count)
	}
	keys, err := f.keys(columns)
	if err != nil {
		return frame{}, err
	}
	pairs := dataframe.New(series.New(keys, series.String, "key"), series.New(f.data.Col(count), series.Int, "n"))
	groups := pairs.GroupBy("key")
	if groups.Err != nil {
		return frame{}, groups.Err
	}
	added := groups.Aggregation([]dataframe.AggregationType{dataframe.Aggregation_SUM}, []string{"n"})
	if added.Error() != nil {
		return frame{}, added.Error()
	}
	totals := added.Col("n_SUM").Float()
	var rows [][]string
	for i, key := range added.Col("key").Records() {
		if totals[i] > mostExact {
			return frame{}, fmt.Errorf("the sum of column %q is beyond what gota counts exactly", count)
		}
		cells := strings.Split(strings.TrimSuffix(key, unitSeparator), unitSeparator)
		rows = append(rows, append(cells, strconv.FormatInt(int64(totals[i]), 10)))
	}
	if sums, err = newFrame(names, rows, count); err != nil {
		return frame{}, err
	}
	return sums.arrange(all(columns)...)
}

// keys joins the cells of some columns, one key a row. The sign at the end
// keeps a single cell that reads NaN from being taken for a missing one.
func (f frame) keys(columns []string) ([]string, error) {
	keys := make([]string, f.rows)
	for i, row := range f.records() {
		for _, name := range columns {
			cell := row[slices.Index(f.columns, name)]
			if strings.Contains(cell, unitSeparator) {
				return nil, fmt.Errorf("a cell of column %q holds the control character U+001F", name)
			}
			keys[i] += cell + unitSeparator
		}
	}
	return keys, nil
}

func all(columns []string) []order {
	var orders []order
	for _, name := range columns {
		orders = append(orders, ascending(name))
	}
	return orders
}

// pivot spreads a column: a row for each value of across, a column for each of
// the values in spread, a cell taken from value, which is empty where the table
// has no such row. Rows keep the order in which they first appear.
func (f frame) pivot(across, down, value string, spread []string) (frame, error) {
	if err := f.have([]string{across, down, value}); err != nil {
		return frame{}, err
	}
	at, from, cell := slices.Index(f.columns, across), slices.Index(f.columns, down), slices.Index(f.columns, value)
	var rows [][]string
	place := map[string]int{}
	for _, r := range f.records() {
		i, ok := place[r[at]]
		if !ok {
			i = len(rows)
			place[r[at]] = i
			rows = append(rows, append([]string{r[at]}, make([]string, len(spread))...))
		}
		if j := slices.Index(spread, r[from]); j >= 0 {
			rows[i][j+1] = r[cell]
		}
	}
	return newFrame(append([]string{across}, spread...), rows)
}

// records gives the rows as text, without the header.
func (f frame) records() [][]string {
	if f.rows == 0 {
		return nil
	}
	records := f.data.Records()[1:]
	for _, row := range records {
		for i := range row {
			if strings.HasPrefix(row[i], "NaN") {
				row[i] = strings.TrimSuffix(row[i], unitSeparator)
			}
		}
	}
	return records
}

// writeCSV writes the header and the rows.
func (f frame) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(f.columns); err != nil {
		return err
	}
	return out.WriteAll(f.records())
}

// keepNaN gives the row with each text NaN marked, so that gota leaves it be.
func keepNaN(row []string) []string {
	row = slices.Clone(row)
	for i := range row {
		if row[i] == "NaN" {
			row[i] += unitSeparator
		}
	}
	return row
}
