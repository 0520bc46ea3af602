package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// A line is one line of a text file without its end.
type line struct {
	number int // counted from 1
	text   string
	long   bool // longer than maxLine; the text is left out
}

// lines gives the lines of a text and can take some back.
type lines struct {
	r      *bufio.Reader
	number int
	back   []line
	text   []byte // of the last line, used again for the next
}

// next gives the next line, and io.EOF after the last.
func (l *lines) next() (line, error) {
	if len(l.back) > 0 {
		next := l.back[0]
		l.back = l.back[1:]
		return next, nil
	}
	text, long := l.text[:0], false
	for {
		piece, err := l.r.ReadSlice('\n')
		long = long || len(text)+len(piece) > maxLine
		if !long {
			text = append(text, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(text) > 0 || long):
		case err != nil:
			return line{}, err
		}
		l.number++
		l.text = text
		if long {
			return line{number: l.number, long: true}, nil
		}
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
		return line{number: l.number, text: string(text)}, nil
	}
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
