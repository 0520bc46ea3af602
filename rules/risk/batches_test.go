package risk_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// However the roster is cut, and whoever works on it, the same is found and the
// same is unsure, under each of three policies.
func TestNeitherBatchesNorWorkersMatter(t *testing.T) {
	s := schema(t)
	pack := newDrawer(3).pack(t, s)
	all := policies(t, s)
	asOf, _ := lang.NewDate(2015, 1, 20)
	type found struct {
		Findings []risk.Finding
		Unsure   []risk.Unsure
	}
	var first []found
	for _, batch := range []int{0, 1, 3, 64, 1000} {
		r := newDrawer(5).batches(t, s, batch, 1100)
		for n, sub := range chain(r, asOf, all) {
			for _, sub.Workers = range []int{1, 2, 8} {
				findings, unsure, err := pack.Assess(t.Context(), sub)
				if err != nil {
					t.Fatal(err)
				}
				got := found{findings, unsure}
				if len(first) == n {
					first = append(first, got)
				}
				if !reflect.DeepEqual(first[n], got) {
					t.Fatalf("batches of %d, %d workers, %s: %s", batch, sub.Workers, sub.Policy.ID, cmp.Diff(first[n], got))
				}
			}
		}
	}
	if len(first[0].Findings) == 0 || len(first[2].Unsure) == 0 {
		t.Error("nothing was compared")
	}
}

// Judging and grouping allocate for a batch, not for its rows. Who stands near a
// line is looked at one by one, and left out here.
func TestNothingIsAllocatedForARow(t *testing.T) {
	s, all, pack := shipped(t)
	pack.Groups = slices.DeleteFunc(pack.Groups, func(g *risk.Group) bool { return g.ID == "boundary" })
	d := newDrawer(0)
	d.holes = 1 << 30
	r := d.batches(t, s, roster.DefaultBatchRows, 2*roster.DefaultBatchRows)
	sub := chain(r, configs.SampleAsOf(), all[:1])[0]
	sub.Workers = 1
	judging, err := risk.NewJudging(t.Context(), pack, sub)
	if err != nil {
		t.Fatal(err)
	}
	for name, work := range map[string]func() error{
		"judging":  func() error { return judging.ByColumn(t.Context()) },
		"grouping": func() error { return judging.Group(t.Context()) },
	} {
		allocs := testing.AllocsPerRun(3, func() {
			if err := work(); err != nil {
				t.Error(err)
			}
		})
		if most := float64(r.Len()) / 20; allocs > most {
			t.Error(name, fmt.Sprintf("allocates %g times for %d persons, want %g at most", allocs, r.Len(), most))
		}
	}
}
