package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// affectedBy is a tally of persons whose pay changes by some amounts.
func affectedBy(t interface{ Fatal(...any) }, deltas ...lang.Decimal) tally {
	var sum tally
	for _, d := range deltas {
		if err := sum.add(effect{status: policy.Affected, delta: d}); err != nil {
			t.Fatal(err)
		}
	}
	sum.close()
	return sum
}

func TestDistribution(t *testing.T) {
	type line struct {
		Label   string
		Persons int
	}
	repeat := func(times int, amounts ...string) (deltas []lang.Decimal) {
		for _, a := range amounts {
			for range times {
				deltas = append(deltas, yuan(t, a))
			}
		}
		return deltas
	}
	tests := map[string]struct {
		deltas []lang.Decimal
		want   []line
	}{
		"nobody":                {nil, nil},
		"one person":            {repeat(1, "670"), []line{{"增加", 1}}},
		"one loser among many":  {append(repeat(5, "460", "520"), repeat(1, "-120")...), []line{{"减少", 1}, {"+460.00", 5}, {"+520.00", 5}}},
		"every amount its own":  {repeat(5, "460.50", "520"), []line{{"+460.50", 5}, {"+520.00", 5}}},
		"small bars are joined": {append(repeat(6, "100"), repeat(3, "101", "129", "190")...), []line{{"100 — 110", 9}, {"120 — 200", 6}}},
		"gain is another's loss": {
			append(repeat(5, "10"), repeat(1, "0")...), []line{{"增减相抵", 1}, {"+10.00", 5}},
		},
		"losses": {repeat(3, "-100", "-90"), []line{{"−100 — −89", 6}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []line
			for _, b := range affectedBy(t, tt.deltas...).distribution(5) {
				got = append(got, line{b.label(), b.persons})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestDistributionProperties holds that everybody is in one bar, that bars
// ascend and do not overlap, and that no amount stands for a few persons.
func TestDistributionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		atLeast := rapid.IntRange(1, 6).Draw(t, "at least")
		amounts := rapid.OneOf(rapid.Int64Range(-20, 60), rapid.Int64Range(-1e16, 1e16))
		var deltas []lang.Decimal
		for _, n := range rapid.SliceOfN(amounts, 0, 60).Draw(t, "deltas") {
			deltas = append(deltas, lang.Decimal(n)*rapid.SampledFrom([]lang.Decimal{1, 100}).Draw(t, "unit"))
		}
		persons := 0
		var last *bar
		for _, b := range affectedBy(t, deltas...).distribution(atLeast) {
			persons += b.persons
			if b.persons < atLeast && !b.open && b.sign != 0 {
				t.Errorf("%s stands for %d persons", b.label(), b.persons)
			}
			if last != nil && last.high > b.low {
				t.Errorf("%s does not come after %s", b.label(), last.label())
			}
			in := 0
			for _, d := range deltas {
				if signOf(d) == b.sign && b.low <= d && (d < b.high || b.low == b.high && d == b.low) {
					in++
				}
			}
			if in != b.persons {
				t.Errorf("%s counts %d persons of %d", b.label(), b.persons, in)
			}
			last = &b
		}
		if persons != len(deltas) {
			t.Errorf("the bars count %d persons of %d", persons, len(deltas))
		}
	})
}

func TestMedianAndUsualRange(t *testing.T) {
	ten := affectedBy(t, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
	if got := ten.median(); got != 55 {
		t.Errorf("median = %d", got)
	}
	if low, high, ok := ten.usual(5); !ok || low != 50 || high != 60 {
		t.Errorf("usual = %d to %d, %t", low, high, ok)
	}
	if _, _, ok := affectedBy(t, 1, 2, 3, 4, 5, 6, 7, 8).usual(5); ok {
		t.Error("the range of eight persons, four dropped at either end, tells of nobody")
	}
	if got := affectedBy(t, -3, 4).median(); got != 0 {
		t.Errorf("median of −3 and 4 = %d, want 0", got)
	}
	far := affectedBy(t, -1<<62, 1<<62)
	if got := far.median(); got != 0 {
		t.Errorf("median = %d", got)
	}
}
