package reports

import (
	"bytes"
	"compress/flate"
	"io"
	"runtime"
	"sync"
)

// packBlock is how many bytes are packed by themselves. A smaller block would
// find less to refer back to, a larger one would leave processors idle.
const packBlock = 1 << 20

// packLevel takes no longer than the fastest on rows of a ledger, and makes a
// sixth less of them. Twice the time would make another sixth less.
const packLevel = 3

// A packer deflates in blocks, several at a time. What comes out depends on the
// bytes alone, and not on how many processors packed them.
type packer struct {
	out     io.Writer
	block   *bytes.Buffer
	pending []chan *bytes.Buffer // blocks being packed, in order
}

func newPacker(out io.Writer) (io.WriteCloser, error) { return &packer{out: out}, nil }

var (
	buffers   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	deflaters = sync.Pool{New: func() any {
		w, err := flate.NewWriter(nil, packLevel)
		if err != nil {
			panic("reports: " + err.Error()) // no such level
		}
		return w
	}}
)

// Write packs what fills a block and keeps the rest.
func (p *packer) Write(text []byte) (int, error) {
	n := len(text)
	for len(text) > 0 {
		if p.block == nil {
			p.block = emptyBuffer()
		}
		part := text[:min(len(text), packBlock-p.block.Len())]
		p.block.Write(part)
		text = text[len(part):]
		if p.block.Len() == packBlock {
			if err := p.pack(); err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}

// pack starts to pack the block, and waits for the oldest where all processors
// have one. Nobody waits for a block that a failed run leaves behind.
func (p *packer) pack() error {
	done := make(chan *bytes.Buffer, 1)
	go func(block *bytes.Buffer) { done <- packOne(block) }(p.block)
	p.block = nil
	p.pending = append(p.pending, done)
	if len(p.pending) <= runtime.GOMAXPROCS(0) {
		return nil
	}
	return p.writeOldest()
}

func emptyBuffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func packOne(block *bytes.Buffer) *bytes.Buffer {
	out, w := emptyBuffer(), deflaters.Get().(*flate.Writer)
	w.Reset(out)
	_, err := w.Write(block.Bytes())
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		panic("reports: " + err.Error()) // a buffer takes everything
	}
	buffers.Put(block)
	deflaters.Put(w)
	return out
}

func (p *packer) writeOldest() error {
	out := <-p.pending[0]
	p.pending = p.pending[1:]
	_, err := out.WriteTo(p.out)
	buffers.Put(out)
	return err
}

// Close packs the rest and ends the stream.
func (p *packer) Close() error {
	if p.block != nil {
		if err := p.pack(); err != nil {
			return err
		}
	}
	for len(p.pending) > 0 {
		if err := p.writeOldest(); err != nil {
			return err
		}
	}
	last := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(last)
	last.Reset(p.out)
	return last.Close()
}
