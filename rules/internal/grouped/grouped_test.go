package grouped_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/internal/grouped"
)

// Sorting by digits is stable sorting, at any length and spread.
func TestSortIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 31, 32, 300, 2048, 5000}).Draw(t, "n")
		mask := rapid.SampledFrom([]uint64{0, 3, 1 << 30, 1<<40 - 1, 1<<64 - 1}).Draw(t, "mask")
		seed := rapid.Uint64().Draw(t, "seed")
		keys := make([]grouped.Key, n)
		for i := range keys {
			seed = seed*6364136223846793005 + 1442695040888963407
			keys[i] = grouped.Key{By: (seed>>17 ^ seed<<47) & mask, At: int32(i)}
		}
		want := slices.Clone(keys)
		slices.SortStableFunc(want, func(a, b grouped.Key) int { return cmp.Compare(a.By, b.By) })
		var spare []grouped.Key
		grouped.Sort(keys, &spare)
		if !slices.Equal(keys, want) {
			t.Fatalf("%d keys are out of order", n)
		}
	})
}

func TestRisingAndFalling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		order := cmp.Compare(a, b)
		if got := cmp.Compare(grouped.Rising(a), grouped.Rising(b)); got != order {
			t.Errorf("rising: %d, want %d", got, order)
		}
		if got := cmp.Compare(grouped.Falling(a), grouped.Falling(b)); got != -order {
			t.Errorf("falling: %d, want %d", got, -order)
		}
	})
}

// Every group of two or more is met once, with its rows in order, whatever the
// sizes and the workers; a group of wide rows by all workers together.
func TestEachMeetsEveryGroup(t *testing.T) {
	for name, sizes := range map[string][]int{
		"none":               {},
		"empty":              {0, 0, 2},
		"of one":             {1, 1, 1},
		"small":              {2, 3, 20, 1, 5},
		"a wide one":         {1 << 16},
		"wide among small":   {5, 1 << 16, 7, 9, 1 << 14, 1<<16 + 3, 2},
		"many that are full": {1 << 14, 1 << 14, 1 << 13, 1 << 13, 30},
	} {
		t.Run(name, func(t *testing.T) {
			var group []int32
			for g, size := range sizes {
				group = append(group, slices.Repeat([]int32{int32(g)}, size)...)
			}
			group = append(group, grouped.None, grouped.None, grouped.None)
			for i := range group { // mix them
				j := i * 7919 % len(group)
				group[i], group[j] = group[j], group[i]
			}
			for _, workers := range []int{1, 3} {
				meetEach(t, group, sizes, workers)
			}
		})
	}
}

func meetEach(t *testing.T, group []int32, sizes []int, workers int) {
	t.Helper()
	rows, err := grouped.Gather(group, nil)
	if err != nil {
		t.Fatal(err)
	}
	met := make([]int, len(sizes))
	type desk struct{ groups int }
	err = grouped.Each(t.Context(), rows, workers, func(d *desk, rows []int32, shared int) error {
		d.groups++
		met[group[rows[0]]] += len(rows)
		if want := len(rows) >= 1<<16; (shared > 1) != (want && workers > 1) {
			t.Errorf("%d rows are shared by %d", len(rows), shared)
		}
		for i, row := range rows {
			if group[row] != group[rows[0]] || i > 0 && rows[i-1] >= row {
				t.Fatalf("row %d is out of place", row)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for g, size := range sizes {
		if size < 2 {
			size = 0
		}
		if met[g] != size {
			t.Errorf("group %d: %d rows met of %d", g, met[g], size)
		}
	}
}

func TestGatherLeavesTheUnknownOut(t *testing.T) {
	group := make([]int32, 130)
	unknown := []uint64{1<<0 | 1<<63, 1 << 1, 0}
	rows, err := grouped.Gather(group, unknown)
	if err != nil {
		t.Fatal(err)
	}
	var got []int32
	for _, span := range rows.Spans() {
		for rows := range span.Groups() {
			got = append(got, rows...)
		}
	}
	if len(got) != 127 || got[0] != 1 || slices.Contains(got, 63) || slices.Contains(got, 65) {
		t.Errorf("got %v", got)
	}
}
