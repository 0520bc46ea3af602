package rules_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/policy"
)

// What an earlier policy could not tell, the later ones name by what keeps it
// open: a clerk who reads that pay.living is missing finds it filled in.
func TestALaterPolicyNamesWhatKeepsTheEarlierOneOpen(t *testing.T) {
	schema, _, _ := shipped(t)
	byRank := written(t, schema, `
policy: rank
title: 按职级增加
effective: 2014-01-01
tables: {t: {by: [rank], rows: {131: 50}}}
items: [{item: living, title: 增加, when: 'person.born < date("1935-01-01")', add: table.t(person.rank)}]
`)
	flat := written(t, schema, `
policy: flat
title: 一律增加
effective: 2015-03-01
items: [{item: living, title: 增加, add: 10}]
`)
	result, err := rules.Screen(t.Context(), rules.Input{
		Roster: people(t, schema, 0,
			person{"person": "P1", "pay.living": "1000", "rank": "131"},
			person{"person": "P2", "pay.living": "1000", "rank": "132", "born": "1930-01-01"},
			person{"person": "P3", "rank": "131", "born": "1930-01-01"}),
		Policies: []*policy.Policy{byRank, written(t, schema, tenth), flat},
		AsOf:     date(t, "2014-01-01"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range result.Policies {
		for i, o := range p.Outcomes.All() {
			why := fmt.Sprint(o.Missing)
			for _, r := range o.Reasons {
				why += " " + r.Message.EN
			}
			got = append(got, fmt.Sprint(p.Policy.ID, " ", result.Roster.Person(i), " ", o.Status, " ", o.Before, " ", o.Delta, " ", why))
		}
	}
	want := []string{
		"rank P1 cannot_tell 1000 0 [person.born]",
		"rank P2 cannot_tell 1000 0 [] table.t has no row for rank 132",
		"rank P3 affected ? 50 []",
		"tenth P1 cannot_tell ? 0 [person.born]",
		"tenth P2 cannot_tell ? 0 [] table.t has no row for rank 132",
		"tenth P3 cannot_tell ? 0 [pay.living]",
		"flat P1 affected ? 10 []",
		"flat P2 affected ? 10 []",
		"flat P3 affected ? 10 []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
