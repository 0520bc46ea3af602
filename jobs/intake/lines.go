package intake

import (
	"errors"
	"io"
	"strings"
)

// A line is one line of a text file without its end.
type line struct {
	number int // counted from 1
	text   string
	long   bool // longer than maxLine; the text is left out
}

// pieceSize is how much of a file is read at a time, in bytes.
const pieceSize = 256 << 10

// lines gives the lines of a text and can take some back. A line is a part of
// the piece that it was read with, so that no line is copied for itself.
type lines struct {
	r      io.Reader
	number int
	back   []line
	rest   string // what is read and not yet given
	ended  bool   // there is no more to read
	piece  []byte // used again for the next
}

// next gives the next line, and io.EOF after the last.
func (l *lines) next() (line, error) {
	if len(l.back) > 0 {
		next := l.back[0]
		l.back = l.back[1:]
		return next, nil
	}
	end, long, err := l.find()
	if err != nil {
		return line{}, err
	}
	text := l.rest[:end]
	l.rest = l.rest[end:]
	l.number++
	if long || len(text) > maxLine {
		return line{number: l.number, long: true}, nil
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	return line{number: l.number, text: text}, nil
}

// find reads until a line is whole and gives where it ends in the rest. Of a line
// that is too long it keeps the end alone.
func (l *lines) find() (end int, long bool, err error) {
	for {
		if i := strings.IndexByte(l.rest, '\n'); i >= 0 {
			return i + 1, long, nil
		}
		if len(l.rest) > maxLine {
			l.rest, long = "", true
		}
		if l.ended && len(l.rest) == 0 && !long {
			return 0, false, io.EOF
		}
		if l.ended {
			return len(l.rest), long, nil
		}
		if err := l.read(); err != nil {
			return 0, false, err
		}
	}
}

// read puts the next piece of the file behind the rest.
func (l *lines) read() error {
	l.piece = append(l.piece[:0], l.rest...)
	start := len(l.piece)
	l.piece = append(l.piece, make([]byte, pieceSize)...)
	n, err := io.ReadFull(l.r, l.piece[start:])
	l.rest = string(l.piece[:start+n])
	l.ended = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if l.ended {
		return nil
	}
	return err
}

// putBack makes these the next lines again.
func (l *lines) putBack(taken []line) {
	l.back = append(append([]line(nil), taken...), l.back...)
}

// A counter counts the bytes that pass through it.
type counter struct {
	r io.Reader
	n int64
}

// Read reads on and counts.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
