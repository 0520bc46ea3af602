package reports

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// grouped makes a grouping from the group of each person.
func grouped(name string, of []int32) grouping {
	g := grouping{name: name, label: name, of: of}
	for _, i := range of {
		for len(g.groups) <= int(i) {
			g.groups = append(g.groups, group{label: fmt.Sprintf("%s%d", name, len(g.groups))})
		}
		g.groups[i].persons++
	}
	return g
}

// everyoneGains gives outcomes that raise everybody's pay by one yuan.
func everyoneGains(persons int) policyView {
	one := policy.Outcome{Status: policy.Affected, Delta: lang.One}
	return policyView{outcomes: policy.Gather(slices.Repeat([]policy.Outcome{one}, persons)), cut: newPersonSet(persons)}
}

func spread(sizes ...int) (of []int32) {
	for i, n := range sizes {
		for range n {
			of = append(of, int32(i))
		}
	}
	return of
}

func TestSmallGroupsAreMerged(t *testing.T) {
	type line struct {
		Label   string
		Persons int
		Groups  int
	}
	tests := map[string]struct {
		sizes []int
		want  []line // nil for no table
	}{
		"all large":               {[]int{8, 5}, []line{{"g0", 8, 1}, {"g1", 5, 1}}},
		"two small":               {[]int{8, 3, 2}, []line{{"g0", 8, 1}, {"其他（合并）", 5, 2}}},
		"one small takes another": {[]int{9, 6, 2}, []line{{"g0", 9, 1}, {"其他（合并）", 8, 2}}},
		"two too small together":  {[]int{9, 6, 2, 1}, []line{{"g0", 9, 1}, {"其他（合并）", 9, 3}}},
		"nothing is left":         {[]int{6, 2}, nil},
		"all small":               {[]int{2, 2, 2}, nil},
		"one group is no table":   {[]int{9}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			g := grouped("g", spread(tt.sizes...))
			table, ok, err := newBreaker(everyoneGains(len(g.of)), len(g.of), 5).breakdown(g)
			if err != nil {
				t.Fatal(err)
			}
			var got []line
			for _, r := range table.rows {
				got = append(got, line{r.label, r.tally.persons, r.merged})
			}
			if !ok {
				got = nil
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNobodyCanSubtract holds that a second table is left out where a reader
// could take a row of the first from it and be left with a few persons.
func TestNobodyCanSubtract(t *testing.T) {
	first := grouped("category", spread(10, 10))
	tests := map[string]struct {
		second []int32
		shown  bool
	}{
		"the same":              {spread(10, 10), true},
		"cuts across":           {spread(5, 10, 5), true},
		"ten and three of them": {spread(13, 7), false},
		"ten less three":        {spread(7, 13), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBreaker(everyoneGains(20), 20, 5)
			if _, ok, err := b.breakdown(first); !ok || err != nil {
				t.Fatal("the first table is not shown", err)
			}
			_, ok, err := b.breakdown(grouped("payer", tt.second))
			if err != nil {
				t.Fatal(err)
			}
			if ok != tt.shown {
				t.Errorf("the second table is shown: %t, want %t", ok, tt.shown)
			}
		})
	}
}

func TestManyGroupsKeepTheLargest(t *testing.T) {
	sizes := make([]int, 30)
	for i := range sizes {
		sizes[i] = 5 + i%7
	}
	g := grouped("unit", spread(sizes...))
	table, ok, err := newBreaker(everyoneGains(len(g.of)), len(g.of), 5).breakdown(g)
	if err != nil || !ok {
		t.Fatal("no table", err)
	}
	if len(table.rows) != mostRows+1 || table.rows[mostRows].merged != 10 {
		t.Errorf("%d rows, the last of %d groups", len(table.rows), table.rows[len(table.rows)-1].merged)
	}
}

// TestBreakdownProperties holds for any groups: every row is large enough, each
// person is in one row, and the rows add up to the total to the fen.
func TestBreakdownProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		persons := rapid.IntRange(1, 60).Draw(t, "persons")
		atLeast := rapid.IntRange(1, 6).Draw(t, "at least")
		outcomes, of := make([]policy.Outcome, persons), make([]int32, persons)
		for i := range persons {
			outcomes[i] = drawOutcome(t)
			of[i] = rapid.Int32Range(0, 8).Draw(t, "group")
		}
		v := policyView{outcomes: policy.Gather(outcomes), cut: newPersonSet(len(outcomes))}
		total, err := v.everyone()
		if err != nil {
			t.Fatal(err)
		}
		table, ok, err := newBreaker(v, persons, atLeast).breakdown(grouped("g", of))
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			return
		}
		var sum, arrears lang.Decimal
		in := 0
		for _, r := range table.rows {
			sum += r.tally.delta
			arrears += r.tally.arrears
			in += r.tally.persons
			if !r.tally.shows(atLeast) {
				t.Errorf("%s shows %d persons, %d of them affected", r.label, r.tally.persons, r.tally.affected())
			}
		}
		if sum != total.delta || arrears != total.arrears || in != persons {
			t.Errorf("the rows come to %s, %s and %d persons; the total is %s, %s and %d",
				sum, arrears, in, total.delta, total.arrears, persons)
		}
	})
}

func drawOutcome(t *rapid.T) policy.Outcome {
	status := policy.Status(rapid.IntRange(0, 3).Draw(t, "status"))
	if status != policy.Affected {
		return policy.Outcome{Status: status}
	}
	d := lang.Decimal(rapid.Int64Range(-50_000, 10_000_000).Draw(t, "delta"))
	return policy.Outcome{
		Status: status, Delta: d, Arrears: 8 * d,
		Before: lang.Unknown("pay.basic"), After: lang.Unknown("pay.basic"),
		Clauses: []policy.Clause{{Delta: d, Arrears: 8 * d}},
	}
}
