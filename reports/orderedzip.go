package reports

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
)

// An orderedZip writes the entries of a ZIP in the order of their names. They
// wait for that compressed: a sheet of a million rows would fill the memory of an
// office machine.
type orderedZip struct {
	zip     *zip.Writer
	deflate *flate.Writer // of the last entry
	entries []*zipEntry
}

func newOrderedZip(w io.Writer) *orderedZip { return &orderedZip{zip: zip.NewWriter(w)} }

// Create starts an entry and ends the one before it.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if err := z.end(); err != nil {
		return nil, err
	}
	e := &zipEntry{name: name, sum: crc32.NewIEEE()}
	if z.deflate == nil {
		var err error
		if z.deflate, err = flate.NewWriter(&e.packed, flate.DefaultCompression); err != nil {
			return nil, err
		}
	}
	z.deflate.Reset(&e.packed)
	z.entries = append(z.entries, e)
	return io.MultiWriter(z.deflate, e), nil
}

// end completes the last entry.
func (z *orderedZip) end() error {
	if len(z.entries) == 0 {
		return nil
	}
	return z.deflate.Close()
}

// Close writes the entries.
func (z *orderedZip) Close() error {
	if err := z.end(); err != nil {
		return err
	}
	slices.SortFunc(z.entries, func(a, b *zipEntry) int { return cmp.Compare(a.name, b.name) })
	for _, e := range z.entries {
		if err := e.writeTo(z.zip); err != nil {
			return err
		}
	}
	return z.zip.Close()
}

// AddFS is not needed to write a workbook.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// A zipEntry is an entry that waits to be written.
type zipEntry struct {
	name   string
	packed bytes.Buffer
	sum    hash.Hash32 // of what was packed
	size   uint64
}

// Write counts and sums what is being packed.
func (e *zipEntry) Write(p []byte) (int, error) {
	e.size += uint64(len(p))
	return e.sum.Write(p)
}

func (e *zipEntry) writeTo(z *zip.Writer) error {
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: e.name, Method: zip.Deflate, CRC32: e.sum.Sum32(),
		CompressedSize64: uint64(e.packed.Len()), UncompressedSize64: e.size,
	})
	if err != nil {
		return err
	}
	_, err = e.packed.WriteTo(w)
	return err
}
