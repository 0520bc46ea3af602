package twin_test

import (
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/internal/twin"
)

func find(t interface {
	Helper()
	Fatal(...any)
	Context() context.Context
}, q twin.Question, workers int,
) []int32 {
	t.Helper()
	got, err := twin.Find(t.Context(), q, workers)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, want, got []int32,
) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("row %d of %d: row %d, want %d", i, len(want), got[i], want[i])
		}
	}
}

func TestFindIsTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := question(t)
		want := byHand(q)
		for _, workers := range []int{1, 3} {
			same(t, want, find(t, q, workers))
		}
	})
}

// Putting the rows in another order finds a twin as near and with as great a
// gain; only which of several equal ones is named may change.
func TestFindDoesNotHangOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := question(t)
		q.Unknown = nil
		order := rapid.Permutation(indices(len(q.Group))).Draw(t, "order")
		a, b := find(t, q, 1), find(t, moved(q, order), 1)
		for to, from := range order {
			x, y := a[from], b[to]
			if x == twin.None || y == twin.None {
				if x != y {
					t.Fatalf("row %d became %d: twins %d and %d", from, to, x, y)
				}
				continue
			}
			back := order[y]
			one, _ := apart(q.Near, from, int(x))
			other, _ := apart(q.Near, from, back)
			if one.Cmp(other) != 0 || q.Gain[x] != q.Gain[back] {
				t.Fatalf("row %d: twin %d at %v, and %d at %v", from, x, one, back, other)
			}
		}
	})
}

func moved(q twin.Question, order []int) twin.Question {
	m := twin.Question{Group: pick(q.Group, order), Gain: pick(q.Gain, order)}
	if q.Unlike != nil {
		m.Unlike = pick(q.Unlike, order)
	}
	for _, f := range q.Near {
		f.Values = pick(f.Values, order)
		m.Near = append(m.Near, f)
	}
	return m
}

func pick[T any](values []T, order []int) []T {
	picked := make([]T, len(order))
	for to, from := range order {
		picked[to] = values[from]
	}
	return picked
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func TestFindInOneSharedGroup(t *testing.T) {
	const n = 1<<16 + 5 // enough for the workers to share it
	for _, draw := range []func(int) twin.Question{giant, alone, clauses} {
		q := draw(n)
		one := find(t, q, 1)
		same(t, one, find(t, q, 4))
		for i := 0; i < n; i += 1997 {
			if want := nearest(q, i); one[i] != want {
				t.Errorf("row %d: %d, want %d", i, one[i], want)
			}
		}
	}
}

func TestFindStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, q := range []twin.Question{townships(1000), giant(1 << 16)} {
		if _, err := twin.Find(ctx, q, 1); !errors.Is(err, context.Canceled) {
			t.Errorf("%d rows: error %v", len(q.Group), err)
		}
	}
}

// The first bytes are the calipers, then each person is five: a group, two near
// fields, a gain and a code.
func FuzzFind(f *testing.F) {
	f.Add([]byte{3, 0, 0, 10, 20, 5, 1, 0, 11, 20, 6, 2}, true)
	f.Add([]byte{255, 9, 1, 0, 0, 9, 9, 1, 200, 0, 1, 1, 1, 0, 0, 4, 1}, false)
	f.Fuzz(func(t *testing.T, text []byte, differ bool) {
		if len(text) < 2 {
			return
		}
		n := min((len(text)-2)/5, 300)
		q := twin.Question{Group: make([]int32, n), Gain: make([]int64, n), Unlike: make([]int32, n)}
		x, y := make([]int64, n), make([]int64, n)
		for i := range n {
			b := text[2+5*i:]
			q.Group[i] = min(int32(b[0]%3), int32(n)) - 1
			x[i], y[i], q.Gain[i], q.Unlike[i] = int64(int8(b[1])), int64(b[2])<<55, int64(b[3]), int32(b[4]%4)
		}
		q.Near = []twin.Near{{Values: x, Within: int64(text[0])}, {Values: y, Within: int64(text[1]) << 55, Unit: 6}}
		if !differ {
			q.Unlike = nil
		}
		same(t, byHand(q), find(t, q, 2))
	})
}
