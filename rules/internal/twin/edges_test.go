package twin_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"weiran/rules/internal/twin"
)

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
