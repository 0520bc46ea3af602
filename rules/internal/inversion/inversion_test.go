package inversion_test

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/internal/inversion"
)

// byHand answers by comparing everyone with everyone, as the definition says.
func byHand(q inversion.Question) *inversion.Answer {
	n := len(q.Group)
	a := &inversion.Answer{Count: make([]int32, n), Gap: make([]int64, n), Worst: make([]int32, n)}
	out := func(i int) bool { return q.Group[i] < 0 || q.Unknown != nil && q.Unknown[i/64]>>(i%64)&1 == 1 }
	for i := range n {
		a.Worst[i] = inversion.None
		for j := range n {
			if out(i) || out(j) || q.Group[i] != q.Group[j] ||
				q.Senior[j] >= q.Senior[i] || q.Before[j] > q.Before[i] || q.After[j] <= q.After[i] {
				continue
			}
			a.Count[i]++
			if w := a.Worst[i]; w == inversion.None || q.After[j] > q.After[w] {
				a.Worst[i] = int32(j)
			}
		}
		if w := a.Worst[i]; w != inversion.None {
			a.Gap[i] = int64(min(uint64(q.After[w])-uint64(q.After[i]), math.MaxInt64))
		}
	}
	return a
}

func find(t interface {
	Helper()
	Fatal(...any)
	Context() context.Context
}, q inversion.Question, workers int,
) *inversion.Answer {
	t.Helper()
	got, err := inversion.Find(t.Context(), q, workers)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Few values make many ties, many values make deep halves, and the ends of int64
// are where a difference overflows.
func values(t *rapid.T, label string, n int) []int64 {
	some := rapid.SampledFrom([]*rapid.Generator[int64]{
		rapid.Just(int64(7)),
		rapid.Int64Range(0, 3),
		rapid.Int64Range(-1000, 1000),
		rapid.Int64(),
		rapid.SampledFrom([]int64{math.MinInt64, 0, math.MaxInt64}),
	}).Draw(t, label+" of")
	return rapid.SliceOfN(some, n, n).Draw(t, label)
}

func question(t *rapid.T) inversion.Question {
	n := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(0, 300)).Draw(t, "n")
	q := inversion.Question{
		Group:  make([]int32, n),
		Senior: values(t, "senior", n), Before: values(t, "before", n), After: values(t, "after", n),
	}
	groups := int32(rapid.IntRange(0, 3).Draw(t, "groups"))
	for i := range q.Group {
		q.Group[i] = rapid.Int32Range(-1, min(groups, int32(n)-1)).Draw(t, "group")
	}
	if rapid.Bool().Draw(t, "doubts") {
		q.Unknown = rapid.SliceOfN(rapid.Uint64(), (n+63)/64, (n+63)/64).Draw(t, "unknown")
	}
	return q
}

func TestFindCountsAsTheDefinitionDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := question(t)
		want := byHand(q)
		for _, workers := range []int{1, 3} {
			if diff := cmp.Diff(want, find(t, q, workers)); diff != "" {
				t.Fatalf("%d workers: %s", workers, diff)
			}
		}
	})
}

func TestFindOfOneSharedGroup(t *testing.T) {
	const n = 1<<16 + 5 // enough for the workers to share it
	q := giant(n)
	one := find(t, q, 1)
	if diff := cmp.Diff(one, find(t, q, 4)); diff != "" {
		t.Error(diff)
	}
	for i := 0; i < n; i += 997 {
		count, worst := int32(0), int32(inversion.None)
		for j := range n {
			if q.Senior[j] < q.Senior[i] && q.Before[j] <= q.Before[i] && q.After[j] > q.After[i] {
				count++
				if worst < 0 || q.After[j] > q.After[worst] {
					worst = int32(j)
				}
			}
		}
		if one.Count[i] != count || one.Worst[i] != worst {
			t.Errorf("row %d: %d juniors and row %d, want %d and %d", i, one.Count[i], one.Worst[i], count, worst)
		}
	}
}

// Putting the rows in another order puts the answer in the same order; only which
// of several equally worst juniors is named may change.
func TestFindDoesNotHangOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := question(t)
		q.Unknown = nil
		n := len(q.Group)
		order := rapid.Permutation(indices(n)).Draw(t, "order")
		moved := inversion.Question{
			Group: make([]int32, n), Senior: make([]int64, n), Before: make([]int64, n), After: make([]int64, n),
		}
		for to, from := range order {
			moved.Group[to], moved.Senior[to] = q.Group[from], q.Senior[from]
			moved.Before[to], moved.After[to] = q.Before[from], q.After[from]
		}
		a, b := find(t, q, 1), find(t, moved, 1)
		for to, from := range order {
			if a.Count[from] != b.Count[to] || a.Gap[from] != b.Gap[to] {
				t.Fatalf("row %d became %d: count %d and %d, gap %d and %d",
					from, to, a.Count[from], b.Count[to], a.Gap[from], b.Gap[to])
			}
		}
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func TestFindRefuses(t *testing.T) {
	two := []int64{0, 0}
	for name, test := range map[string]struct {
		q    inversion.Question
		says string
	}{
		"slices of several lengths": {
			inversion.Question{Group: []int32{0, 0}, Senior: two, Before: two, After: two[:1]}, "2 pays before and 1 after",
		},
		"a group beyond the rows": {
			inversion.Question{Group: []int32{0, 2}, Senior: two, Before: two, After: two}, "row 1 of 2 is of group 2",
		},
		"a group below none": {
			inversion.Question{Group: []int32{-2, 0}, Senior: two, Before: two, After: two}, "row 0 of 2 is of group -2",
		},
		"too few bits": {
			inversion.Question{Group: []int32{0, 0}, Unknown: []uint64{}, Senior: two, Before: two, After: two}, "0 words",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := inversion.Find(t.Context(), test.q, 1)
			if got != nil || err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("got %v, error %v", got, err)
			}
		})
	}
}

func TestFindStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, q := range []inversion.Question{townships(1000), giant(1 << 16)} {
		if _, err := inversion.Find(ctx, q, 1); !errors.Is(err, context.Canceled) {
			t.Errorf("%d rows: error %v", len(q.Group), err)
		}
	}
}

// Each person is four bytes: a group, a standing and two pays.
func FuzzFind(f *testing.F) {
	f.Add([]byte{0, 131, 50, 60, 0, 132, 40, 70})
	f.Add([]byte{0, 1, 5, 5, 0, 2, 5, 5, 1, 1, 5, 9, 255, 3, 5, 1, 0, 3, 5, 4})
	f.Add(binary.LittleEndian.AppendUint64(nil, math.MaxUint64))
	f.Fuzz(func(t *testing.T, text []byte) {
		n := min(len(text)/4, 500)
		q := inversion.Question{
			Group: make([]int32, n), Senior: make([]int64, n), Before: make([]int64, n), After: make([]int64, n),
		}
		for i := range n {
			b := text[4*i:]
			q.Group[i] = min(int32(b[0]%4), int32(n)) - 1
			q.Senior[i], q.Before[i], q.After[i] = int64(int8(b[1])), int64(b[2]), int64(b[3])
		}
		if diff := cmp.Diff(byHand(q), find(t, q, 2)); diff != "" {
			t.Error(diff)
		}
	})
}
