package grouped

import (
	"context"

	"weiran/rules/internal/chunks"
)

// Each does something for every group. The groups of a span are one worker's,
// who gets a desk of its own to work at; a wide group is given to all workers
// together, who share it by [Share].
func Each[D any](ctx context.Context, r *Rows, workers int, do func(desk *D, rows []int32, workers int) error) error {
	spans := r.Spans()
	err := chunks.Tasks(ctx, len(spans), workers, func(i int) error {
		if spans[i].Wide() {
			return nil
		}
		return each(ctx, spans[i], 1, do)
	})
	if err != nil {
		return err
	}
	for _, span := range spans {
		if !span.Wide() {
			continue
		}
		if err := each(ctx, span, workers, do); err != nil {
			return err
		}
	}
	return nil
}

func each[D any](ctx context.Context, span Span, workers int, do func(*D, []int32, int) error) error {
	desk := new(D)
	for rows := range span.Groups() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := do(desk, rows, workers); err != nil {
			return err
		}
	}
	return nil
}

// Share does so many tasks, as [chunks.Tasks] does. A single worker does them in
// place: a goroutine for each of a hundred thousand small groups would cost more
// than the work.
func Share(ctx context.Context, count, workers int, do func(task int)) error {
	if workers == 1 {
		for task := range count {
			if err := ctx.Err(); err != nil {
				return err
			}
			do(task)
		}
		return nil
	}
	return chunks.Tasks(ctx, count, workers, func(task int) error {
		do(task)
		return nil
	})
}

// Sized gives a slice of so many values, the one it has where that is long
// enough. What is in it is not cleared.
func Sized[T any](old []T, size int) []T {
	if cap(old) < size {
		return make([]T, size)
	}
	return old[:size]
}
