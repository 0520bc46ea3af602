package chunks_test

import (
	"context"
	"errors"
	"testing"

	"weiran/rules/internal/chunks"
)

func TestEachVisitsEveryRowOnce(t *testing.T) {
	for _, n := range []int{0, 1, chunks.Size - 1, chunks.Size, chunks.Size + 1, 5*chunks.Size + 7} {
		for _, workers := range []int{-1, 1, 2, 8} {
			visits := make([]int, n)
			err := chunks.Each(t.Context(), n, workers, func(c chunks.Chunk) error {
				for i := c.From; i < c.To; i++ {
					visits[i]++
				}
				if c.From != c.Index*chunks.Size {
					t.Errorf("chunk %d starts at %d", c.Index, c.From)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range visits {
				if v != 1 {
					t.Fatalf("n %d, %d workers: row %d visited %d times", n, workers, i, v)
				}
			}
		}
	}
}

func TestTasksDoesEveryTaskOnce(t *testing.T) {
	for _, count := range []int{0, 1, 7} {
		for _, workers := range []int{-1, 1, 2, 8} {
			done := make([]int, count)
			err := chunks.Tasks(t.Context(), count, workers, func(task int) error {
				done[task]++
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for task, times := range done {
				if times != 1 {
					t.Fatalf("%d tasks, %d workers: task %d done %d times", count, workers, task, times)
				}
			}
		}
	}
}

func TestEachGivesAnError(t *testing.T) {
	broken := errors.New("broken")
	err := chunks.Each(t.Context(), 10*chunks.Size, 3, func(c chunks.Chunk) error {
		if c.Index == 4 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
}

func TestEachStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	visited := 0
	err := chunks.Each(ctx, 10*chunks.Size, 1, func(chunks.Chunk) error {
		visited++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || visited != 1 {
		t.Fatalf("visited %d chunks, error %v", visited, err)
	}
}
