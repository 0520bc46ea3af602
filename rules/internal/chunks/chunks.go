// Package chunks shares out the rows of a roster among workers.
//
// Rows are cut into chunks of [Size], whatever the count of workers, and a
// worker writes only to what belongs to its chunk. A caller that keeps to this
// gets the same result from one worker as from eight.
package chunks

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Size is the count of rows of every chunk but the last.
const Size = 512

// Count gives how many chunks n rows make.
func Count(n int) int { return (n + Size - 1) / Size }

// A Chunk is the rows From up to, and not including, To.
type Chunk struct {
	Index    int // counted from 0
	From, To int
}

// Each calls do once for each chunk of n rows, as [Tasks] does for each task. Of
// several errors it gives the one of the lowest chunk.
func Each(ctx context.Context, n, workers int, do func(Chunk) error) error {
	return Tasks(ctx, Count(n), workers, func(i int) error {
		return do(Chunk{Index: i, From: i * Size, To: min((i+1)*Size, n)})
	})
}

// Tasks calls do once for each number below count, from as many goroutines as
// there are workers (≤ 0 means one a processor): for work that is cut otherwise
// than by [Size], such as a batch at a time. It stops at the first error and when
// the context ends. Of several errors it gives the one of the lowest task.
func Tasks(ctx context.Context, count, workers int, do func(task int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, count)
	var next atomic.Int64
	var stop atomic.Bool
	var group sync.WaitGroup
	for range min(workers, count) {
		group.Go(func() {
			for !stop.Load() && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= count {
					return
				}
				if errs[i] = do(i); errs[i] != nil {
					stop.Store(true)
				}
			}
		})
	}
	group.Wait()
	return first(ctx.Err(), errs)
}

// first prefers the end of the context, which is why the chunks stopped, to
// what a chunk made of it.
func first(ended error, errs []error) error {
	if ended != nil {
		return ended
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
