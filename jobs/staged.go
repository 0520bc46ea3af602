package jobs

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// A staged is a file of a run folder that is to be written.
type staged struct {
	name string // relative to the folder, with slashes
	fill func(io.Writer) error
}

// stagedText is a file that is known already.
func stagedText(name string, text []byte) staged {
	return staged{name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}}
}

// writeAll makes files of the folder side by side, as many at a time as there are
// workers (≤ 0 means one a processor), and notes their sizes and sums in their
// order. The last ones are begun first: they are the longest. What is told is how
// many are done.
func (s *stage) writeAll(ctx context.Context, files []staged, workers int, tell func(done, total int)) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var lock sync.Mutex
	var running sync.WaitGroup
	sums, left, done, failed := make([]FileSum, len(files)), len(files), 0, error(nil)
	next := func() (file int, more bool) {
		lock.Lock()
		defer lock.Unlock()
		if failed == nil {
			failed = ctx.Err()
		}
		left--
		return left, left >= 0 && failed == nil
	}
	for range min(workers, len(files)) {
		running.Go(func() {
			for i, more := next(); more; i, more = next() {
				sum, err := s.create(files[i])
				lock.Lock()
				if sums[i] = sum; err != nil && failed == nil {
					failed = err
				}
				if done++; tell != nil {
					tell(done, len(files))
				}
				lock.Unlock()
			}
		})
	}
	running.Wait()
	if failed == nil {
		s.sums = append(s.sums, sums...)
	}
	return failed
}

// write makes one file of the folder and notes its size and sum.
func (s *stage) write(f staged) error {
	return s.writeAll(context.Background(), []staged{f}, 1, nil)
}

// create makes one file.
func (s *stage) create(file staged) (FileSum, error) {
	sum, err := s.put(file)
	if err != nil {
		return sum, fmt.Errorf("writing %s: %w", file.name, err)
	}
	if s.log != nil {
		s.log(sum.Name, sum.Bytes)
	}
	return sum, nil
}

func (s *stage) put(file staged) (FileSum, error) {
	full := filepath.Join(s.dir, filepath.FromSlash(file.name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return FileSum{}, err
	}
	f, err := os.Create(full)
	if err != nil {
		return FileSum{}, err
	}
	defer f.Close()
	m := newMeter()
	buffered := bufio.NewWriterSize(io.MultiWriter(f, m), 1<<16)
	if err := file.fill(buffered); err != nil {
		return FileSum{}, err
	}
	if err := errors.Join(buffered.Flush(), f.Sync()); err != nil {
		return FileSum{}, err
	}
	return m.sum(file.name), f.Close()
}

// A meter counts and sums the bytes that pass.
type meter struct {
	hash.Hash
	bytes int64
}

func newMeter() *meter { return &meter{Hash: sha256.New()} }

func (m *meter) Write(p []byte) (int, error) {
	m.bytes += int64(len(p))
	return m.Hash.Write(p)
}

func (m *meter) sum(name string) FileSum {
	return FileSum{Name: name, Bytes: m.bytes, SHA256: hex.EncodeToString(m.Sum(nil))}
}
