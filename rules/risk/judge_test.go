package risk_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// sameAsByRow fails where an assessment by columns differs from the reference.
// It gives how many findings and undecided rules there are.
func sameAsByRow(t *testing.T, pack *risk.Pack, s risk.Subject) (found, undecided int) {
	t.Helper()
	s.Workers = 1
	findings, unsure, err := risk.AssessByRow(pack, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, s.Workers = range []int{1, 2, 8} {
		gotFindings, gotUnsure, err := pack.Assess(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(findings, gotFindings); diff != "" {
			t.Fatalf("%d workers find something else under %s:\n%s", s.Workers, s.Policy.ID, diff)
		}
		if diff := cmp.Diff(unsure, gotUnsure); diff != "" {
			t.Fatalf("%d workers are unsure of something else under %s:\n%s", s.Workers, s.Policy.ID, diff)
		}
	}
	return len(findings), len(unsure)
}

// Rules drawn at random find by columns, and are unsure of, exactly what they do
// row by row, under each of three policies that build on one another.
func TestColumnsJudgeAsRowsDo(t *testing.T) {
	s := schema(t)
	all := policies(t, s)
	asOf, _ := lang.NewDate(2015, 1, 20)
	found, undecided := 0, 0
	for seed := range uint64(45) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := newDrawer(seed)
			pack := d.pack(t, s)
			for _, sub := range chain(d.roster(t, s, 1+d.IntN(one(d, 10, 60, 100, 200))), asOf, all) {
				f, u := sameAsByRow(t, pack, sub)
				found, undecided = found+f, undecided+u
			}
		})
	}
	if found < 5_000 || undecided < 1_500 {
		t.Errorf("only %d findings and %d undecided rules were compared", found, undecided)
	}
}

func TestColumnsJudgeTheShippedRulesAsRowsDo(t *testing.T) {
	s, all, pack := shipped(t)
	slices.SortFunc(all, func(a, b *policy.Policy) int { return int(a.Effective - b.Effective) })
	for seed := range uint64(4) {
		d := newDrawer(seed)
		for _, sub := range chain(d.roster(t, s, 800+d.IntN(500)), configs.SampleAsOf(), all) {
			sameAsByRow(t, pack, sub)
		}
	}
}

// A pack may assess several subjects at the same time.
func TestAPackIsSafeForConcurrentUse(t *testing.T) {
	s := schema(t)
	d := newDrawer(0)
	pack := d.pack(t, s)
	asOf, _ := lang.NewDate(2015, 1, 20)
	var group sync.WaitGroup
	for _, sub := range chain(d.roster(t, s, 1500), asOf, policies(t, s)) {
		group.Go(func() {
			findings, unsure, err := pack.Assess(t.Context(), sub)
			if err != nil || len(findings)+len(unsure) == 0 {
				t.Error(len(findings), len(unsure), err)
			}
		})
	}
	group.Wait()
}

// BenchmarkAssess groups the peers of the shipped rules, judges the rules, and
// puts into words what they find and what they cannot tell; the first two by the
// reference, too.
func BenchmarkAssess(b *testing.B) {
	s, all, pack := shipped(b)
	for _, persons := range []int{10_000, 100_000} {
		d := newDrawer(0)
		d.holes = 200 // as in a roster that a bureau has gone over
		sub := chain(d.roster(b, s, persons).Sorted(), configs.SampleAsOf(), all[:1])[0]
		sub.Workers = 1
		judging, err := risk.NewJudging(b.Context(), pack, sub)
		if err != nil {
			b.Fatal(err)
		}
		if err := judging.ByColumn(b.Context()); err != nil {
			b.Fatal(err)
		}
		for name, work := range map[string]func(context.Context) (int, error){
			"judge/column":     func(ctx context.Context) (int, error) { return persons, judging.ByColumn(ctx) },
			"judge/row":        func(ctx context.Context) (int, error) { return persons, judging.ByRow(ctx) },
			"group/column":     func(ctx context.Context) (int, error) { return persons, judging.Group(ctx) },
			"group/row":        func(ctx context.Context) (int, error) { return persons, judging.GroupByRow(ctx) },
			"describe/finding": judging.Describe,
			"admit/open":       judging.Admit,
		} {
			b.Run(fmt.Sprintf("%s/%d", name, persons), func(b *testing.B) {
				b.ReportAllocs()
				done := 0
				for b.Loop() {
					n, err := work(b.Context())
					if err != nil {
						b.Fatal(err)
					}
					done = n
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(done), "ns/one")
			})
		}
	}
}
