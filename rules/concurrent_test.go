package rules_test

import (
	"sync"
	"testing"

	"weiran/configs"
	"weiran/rules"
)

// TestScreensAtTheSameTime has several screenings share a roster, policies and
// rules that nothing has used before, as those of a server do: what is made when
// it is first asked for is asked for by all at once.
func TestScreensAtTheSameTime(t *testing.T) {
	schema, policies, pack := shipped(t)
	in := rules.Input{
		Roster: crowd(t, schema, 1, 1030), Policies: append(policies, written(t, schema, tenth)), Rules: pack,
		AsOf: configs.SampleAsOf(), Workers: 3,
	}
	var results [4]*rules.Result
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			var err error
			if results[i], err = rules.Screen(t.Context(), in); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		return
	}
	want := printout(t, results[0])
	for _, r := range results[1:] {
		if printout(t, r) != want {
			t.Error("screenings at the same time differ")
		}
	}
}
