package reports

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
)

// An orderedZip writes the entries of a ZIP in one order, whatever the order in
// which they come. Those of a workbook are small: of a table there is the frame
// alone, and its rows are made while the entry is written, so that nobody holds
// a million of them.
type orderedZip struct {
	zip     *zip.Writer
	entries []*zipEntry
	tables  map[string]*table // by the entry of their first part
}

// A zipEntry is an entry that waits to be written.
type zipEntry struct {
	name string
	bytes.Buffer
}

func newOrderedZip(w io.Writer, tables map[string]*table) *orderedZip {
	z := &orderedZip{zip: zip.NewWriter(w), tables: tables}
	z.zip.RegisterCompressor(zip.Deflate, newPacker)
	return z
}

// Create starts an entry.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	e := &zipEntry{name: name}
	z.entries = append(z.entries, e)
	return e, nil
}

// Close writes the entries: sheet2 stands before sheet10.
func (z *orderedZip) Close() error {
	slices.SortFunc(z.entries, func(a, b *zipEntry) int {
		return cmp.Or(cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	later := map[string]bool{}
	for _, t := range z.tables {
		for _, name := range t.parts[1:] {
			later[name] = true
		}
	}
	for _, e := range z.entries {
		if later[e.name] {
			continue // written with the first part of its table
		}
		if err := z.write(e); err != nil {
			return err
		}
	}
	return z.zip.Close()
}

// write writes an entry; of the first part of a table, with the parts after it.
func (z *orderedZip) write(e *zipEntry) error {
	if t := z.tables[e.name]; t != nil {
		if err := t.write(z); err != nil {
			return fmt.Errorf("sheet %s: %w", t.name, err)
		}
		return nil
	}
	w, err := z.begin(e.name)
	if err != nil {
		return err
	}
	_, err = e.WriteTo(w)
	return err
}

func (z *orderedZip) begin(name string) (io.Writer, error) {
	w, err := z.zip.Create(name)
	return &entryWriter{w: w}, err
}

// content gives what the workbook put into an entry.
func (z *orderedZip) content(name string) ([]byte, error) {
	for _, e := range z.entries {
		if e.name == name {
			return e.Bytes(), nil
		}
	}
	return nil, fmt.Errorf("the workbook has no part %s", name)
}

// AddFS is not needed to write a workbook.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// errTooLarge is a sheet that no spreadsheet would open: entries of more than
// 4 GiB need another form of ZIP, which Excel takes for damage.
var errTooLarge = errors.New("more than 4 GiB of rows")

// An entryWriter refuses to make an entry too large.
type entryWriter struct {
	w    io.Writer
	size int64
}

func (e *entryWriter) Write(p []byte) (int, error) {
	if e.size += int64(len(p)); e.size > math.MaxUint32 {
		return 0, errTooLarge
	}
	return e.w.Write(p)
}
