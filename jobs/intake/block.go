package intake

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
)

// Rows are read in blocks: one goroutine parts the file into records, workers
// read the cells of a block each, and the blocks come back in their order. So the
// result is the same whatever the count of workers.

// How many rows, and of a text file how many bytes, a block has at most.
const (
	blockRows  = 4096
	blockBytes = 4 << 20
)

// A block is some rows of a file that follow each other, with what a worker has
// made of them. Blocks are used again and again: as many as there are of them,
// so much of a file is in memory.
type block struct {
	records []record
	done    int64 // of the file, see grid
	part    part
	read    chan struct{} // tells that the part is there
}

// fill takes the next records of a grid; more is false after the last.
func (b *block) fill(ctx context.Context, g grid, below int) (more bool, err error) {
	b.records = b.records[:0]
	for size := 0; len(b.records) < blockRows && size < blockBytes; {
		if len(b.records)%256 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		r, err := g.next()
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		case r.row > below:
			b.records = append(b.records, r)
			size += len(r.line)
		}
		b.done = g.done()
	}
	return true, nil
}

// inBlocks reads the rows below the header; take has the blocks in their order,
// each with its part. An error ends it; take may have had the blocks before it.
func (r *reading) inBlocks(take func(*block)) (err error) {
	g, err := r.doc.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	var group sync.WaitGroup
	defer group.Wait() // before the grid is closed
	ctx, stop := context.WithCancel(r.ctx)
	defer stop() // a splitter that waits for a block is let go

	workers := r.workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	l := newWorkLine(workers + 2)
	group.Go(func() { l.split(ctx, g, r.head.row) })
	for range workers {
		group.Go(func() { l.work(r.newParser().part) })
	}
	for b := range l.inOrder {
		<-b.read
		take(b)
		l.spare <- b
	}
	return l.err
}

// A workLine is the workers' line, through which blocks go round.
type workLine struct {
	spare   chan *block // to be filled
	toRead  chan *block
	inOrder chan *block // as the file has them, read or not
	err     error       // of the splitting; to be read when inOrder is closed
}

func newWorkLine(blocks int) *workLine {
	l := &workLine{
		spare: make(chan *block, blocks), toRead: make(chan *block, blocks), inOrder: make(chan *block, blocks),
	}
	for range blocks {
		l.spare <- &block{read: make(chan struct{}, 1)}
	}
	return l
}

// split fills blocks until the file or the context ends.
func (l *workLine) split(ctx context.Context, g grid, below int) {
	defer close(l.inOrder)
	defer close(l.toRead)
	for more := true; more; {
		var b *block
		select {
		case b = <-l.spare:
		case <-ctx.Done():
			l.err = ctx.Err()
			return
		}
		if more, l.err = b.fill(ctx, g, below); l.err != nil {
			return
		}
		l.toRead <- b
		l.inOrder <- b
	}
}

// work reads blocks until there are no more.
func (l *workLine) work(read func([]record) part) {
	for b := range l.toRead {
		b.part = read(b.records)
		b.read <- struct{}{}
	}
}
