package twin_test

import (
	"context"
	"errors"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/internal/twin"
)

// byHand compares everyone with everyone, and distances as fractions.
func byHand(q twin.Question) []int32 {
	twins := make([]int32, len(q.Group))
	for i := range twins {
		twins[i] = nearest(q, i)
	}
	return twins
}

func nearest(q twin.Question, i int) int32 {
	best, far := int32(twin.None), new(big.Rat)
	for j := range q.Group {
		if out(q, i) || out(q, j) || q.Group[i] != q.Group[j] || q.Gain[j] <= q.Gain[i] ||
			q.Unlike != nil && q.Unlike[i] == q.Unlike[j] {
			continue
		}
		d, ok := apart(q.Near, i, j)
		if !ok {
			continue
		}
		order := -1
		if best != twin.None {
			order = d.Cmp(far)
		}
		if order < 0 || order == 0 && q.Gain[j] > q.Gain[best] {
			best, far = int32(j), d
		}
	}
	return best
}

func out(q twin.Question, i int) bool {
	return q.Group[i] < 0 || q.Unknown != nil && q.Unknown[i/64]>>(i%64)&1 == 1
}

func apart(fields []twin.Near, i, j int) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, near := range fields {
		d := new(big.Int).Sub(big.NewInt(near.Values[i]), big.NewInt(near.Values[j]))
		d.Abs(d)
		if near.Within != twin.Anywhere && d.Cmp(big.NewInt(near.Within)) > 0 {
			return nil, false
		}
		unit := near.Unit
		if unit == 0 {
			unit = max(near.Within, 1)
		}
		sum.Add(sum, new(big.Rat).SetFrac(d, big.NewInt(unit)))
	}
	return sum, true
}

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

// Few values make many ties, many values many places, and the ends of int64 are
// where a difference overflows.
func values(t *rapid.T, label string, n int) []int64 {
	some := rapid.SampledFrom([]*rapid.Generator[int64]{
		rapid.Just(int64(7)),
		rapid.Int64Range(0, 3),
		rapid.Int64Range(-40, 40),
		rapid.Int64Range(-100_000, 100_000),
		rapid.Int64(),
		rapid.SampledFrom([]int64{math.MinInt64, 0, math.MaxInt64}),
	}).Draw(t, label+" of")
	return rapid.SliceOfN(some, n, n).Draw(t, label)
}

func near(t *rapid.T, n int) twin.Near {
	f := twin.Near{
		Values: values(t, "near", n),
		Within: rapid.OneOf(
			rapid.Int64Range(0, 40), rapid.Int64Range(0, 100_000), rapid.Just(int64(twin.Anywhere)),
		).Draw(t, "within"),
		Unit: rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(1, 400)).Draw(t, "unit"),
	}
	if f.Within == twin.Anywhere && f.Unit == 0 {
		f.Unit = 1
	}
	return f
}

func question(t *rapid.T) twin.Question {
	n := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(0, 200)).Draw(t, "n")
	q := twin.Question{Group: make([]int32, n), Gain: values(t, "gain", n)}
	groups := int32(rapid.IntRange(0, 2).Draw(t, "groups"))
	for i := range q.Group {
		q.Group[i] = rapid.Int32Range(-1, min(groups, int32(n)-1)).Draw(t, "group")
	}
	for range rapid.IntRange(0, 3).Draw(t, "fields") {
		q.Near = append(q.Near, near(t, n))
	}
	if rapid.Bool().Draw(t, "doubts") {
		q.Unknown = rapid.SliceOfN(rapid.Uint64(), (n+63)/64, (n+63)/64).Draw(t, "unknown")
	}
	if rapid.Bool().Draw(t, "differ") {
		q.Unlike = rapid.SliceOfN(rapid.Int32Range(-2, 1), n, n).Draw(t, "unlike")
	}
	return q
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

func TestFindAtTheEdges(t *testing.T) {
	line := func(within, unit int64, values ...int64) []twin.Near {
		return []twin.Near{{Values: values, Within: within, Unit: unit}}
	}
	for name, test := range map[string]struct {
		q    twin.Question
		want []int32
	}{
		"nobody": {twin.Question{}, []int32{}},
		"alone":  {twin.Question{Group: []int32{0}, Gain: []int64{5}}, []int32{-1}},
		"no near field: who gains most": {
			twin.Question{Group: []int32{0, 0, 0}, Gain: []int64{1, 3, 2}}, []int32{1, -1, 1},
		},
		"at the caliper, and beyond it": {
			twin.Question{Group: []int32{0, 0, 0}, Gain: []int64{1, 2, 3}, Near: line(10, 0, 0, 10, 21)},
			[]int32{1, -1, -1},
		},
		"a caliper of zero": {
			twin.Question{Group: []int32{0, 0, 0}, Gain: []int64{1, 2, 3}, Near: line(0, 0, 4, 5, 4)},
			[]int32{2, -1, -1},
		},
		"equally near: the greater gain": {
			twin.Question{Group: []int32{0, 0, 0}, Gain: []int64{1, 2, 3}, Near: line(9, 0, 5, 4, 6)},
			[]int32{2, 2, -1},
		},
		"equally near and gaining: the lowest row": {
			twin.Question{Group: []int32{0, 0, 0}, Gain: []int64{3, 3, 1}, Near: line(9, 0, 6, 4, 5)},
			[]int32{-1, -1, 0},
		},
		"one clause for all": {
			twin.Question{Group: []int32{0, 0}, Gain: []int64{1, 2}, Unlike: []int32{4, 4}}, []int32{-1, -1},
		},
		"the nearest has the same clause": {
			twin.Question{
				Group: []int32{0, 0, 0}, Gain: []int64{1, 9, 2},
				Near: line(twin.Anywhere, 1, 0, 1, 1000), Unlike: []int32{4, 4, 5},
			},
			[]int32{2, -1, 1},
		},
		"the ends of the numbers": {
			twin.Question{
				Group: []int32{0, 0}, Gain: []int64{math.MinInt64, math.MaxInt64},
				Near: line(twin.Anywhere, 1, math.MinInt64, math.MaxInt64),
			},
			[]int32{1, -1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := find(t, test.q, 1); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestFindRefuses(t *testing.T) {
	two := []int64{0, 0}
	field := func(near ...twin.Near) twin.Question {
		for i := range near {
			if near[i].Values == nil {
				near[i].Values = two
			}
		}
		return twin.Question{Group: []int32{0, 0}, Gain: two, Near: near}
	}
	for name, test := range map[string]struct {
		q    twin.Question
		says string
	}{
		"too few gains":          {twin.Question{Group: []int32{0}}, "1 groups and 0 gains"},
		"too few codes":          {twin.Question{Group: []int32{0, 0}, Gain: two, Unlike: []int32{1}}, "1 codes"},
		"too few values":         {field(twin.Near{Values: two[:1], Within: 1}), "1 values of near field 0"},
		"a caliper below 0":      {field(twin.Near{Within: 1}, twin.Near{Within: -1}), "near field 1: caliper -1"},
		"a unit below 0":         {field(twin.Near{Within: 1, Unit: -4}), "unit -4"},
		"anywhere without units": {field(twin.Near{Within: twin.Anywhere}), "needs a unit"},
		"units without a scale": {
			field(twin.Near{Within: 1 << 40}, twin.Near{Within: 1<<40 - 1}), "near field 1: unit 1099511627775",
		},
		"too many fields":       {field(make([]twin.Near, 17)...), "17 near fields"},
		"a group beyond rows":   {twin.Question{Group: []int32{0, 2}, Gain: two}, "row 1 of 2 is of group 2"},
		"bits for half of them": {twin.Question{Group: []int32{0, 0}, Unknown: []uint64{}, Gain: two}, "0 words"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := twin.Find(t.Context(), test.q, 1)
			if got != nil || err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("got %v, error %v", got, err)
			}
		})
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
